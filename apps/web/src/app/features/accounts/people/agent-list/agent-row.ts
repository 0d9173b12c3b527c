import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Avatar, Icon, Menu } from '../../../../ui';
import { STAFF_ROLE_WORDS, STANDING_WORDS, standingOf } from './agent-words';
import type { Agent } from '../agents.store';

/** What an admin can do with someone of the staff. */
export type AgentAction = 'edit' | 'allowMail' | 'resendInvitation' | 'resetSecondFactor' | 'deactivate' | 'reactivate';

/** One of the shop's people, with what can be done in a menu. */
@Component({
  selector: 'ccr-agent-row',
  imports: [Avatar, Icon, Menu, RouterLink],
  template: `
    <ccr-avatar [name]="agent().name" />
    <div class="who">
      <p class="name">{{ agent().name }}</p>
      <p class="email">{{ agent().email }}</p>
      @if (agent().topics.length || agent().capacity) {
        <ul class="does" [attr.aria-label]="'What ' + agent().name + ' takes'">
          @for (topic of agent().topics; track topic.id) {
            <li>{{ topic.name }}</li>
          }
          @if (agent().capacity; as capacity) {
            <li class="capacity numbers">{{ capacity }} at once</li>
          }
        </ul>
      }
    </div>
    <div class="marks">
      <span class="mark" [class.admin]="agent().role === 'ADMIN'">{{ roleWords() }}</span>
      <span class="mark state" [class]="standing()">{{ standingWords() }}</span>
    </div>
    <ccr-menu [label]="'What to do with ' + agent().name">
      @for (item of items(); track item.action) {
        <button class="menu-item" type="button" (click)="act.emit(item.action)">
          <ccr-icon [name]="item.icon" />{{ item.words }}
        </button>
      }
      <a class="menu-item" routerLink="/audit" [queryParams]="{ user: agent().id }"><ccr-icon name="history" />Security history</a>
    </ccr-menu>
  `,
  styleUrl: './agent-row.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AgentRow {
  readonly agent = input.required<Agent>();
  /** Nobody shuts themselves out, and one's own second factor goes off on the security page, with a code. */
  readonly isOneself = input(false);
  readonly act = output<AgentAction>();

  protected readonly standing = computed(() => standingOf(this.agent()));
  protected readonly standingWords = computed(() => STANDING_WORDS[this.standing()]);
  protected readonly roleWords = computed(() => STAFF_ROLE_WORDS[this.agent().role === 'ADMIN' ? 'ADMIN' : 'AGENT']);
  protected readonly items = computed(() => ITEMS.filter(({ action, when }) => when(this.agent()) && !(this.isOneself() && NOT_FOR_ONESELF.includes(action))));
}

const NOT_FOR_ONESELF: readonly AgentAction[] = ['deactivate', 'resetSecondFactor'];

const ITEMS = [
  { action: 'edit', words: 'Edit', icon: 'edit', when: ({ state }: Agent) => state !== 'ERASED' },
  { action: 'resendInvitation', words: 'Send the invitation again', icon: 'mail', when: ({ state }: Agent) => state === 'INVITED' },
  { action: 'resetSecondFactor', words: 'Remove second factor', icon: 'key', when: ({ secondFactorEnabled }: Agent) => secondFactorEnabled === true },
  { action: 'deactivate', words: 'Deactivate', icon: 'block', when: ({ state }: Agent) => state !== 'DEACTIVATED' && state !== 'ERASED' },
  { action: 'reactivate', words: 'Let in again', icon: 'unlock', when: ({ state }: Agent) => state === 'DEACTIVATED' },
] as const;

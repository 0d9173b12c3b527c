import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TicketPriority } from '@ccr/domain';
import type { UpdateTicketInput } from '#graphql';
import { type Problem, toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { TopicsStore } from '../../topics';
import { PRIORITY_WORDS } from '../ticket-status/status-words';
import { TicketVerbs } from '../ticket-verbs.store';
import type { TicketDetails } from './ticket.store';

/** The topic and the priority of a ticket, for staff to choose. What is chosen is saved at once. */
@Component({
  selector: 'ccr-ticket-sorting',
  imports: [ProblemNote],
  template: `
    <label>
      <span>Topic</span>
      <select #topicBox class="control" [disabled]="busy()" (change)="save({ topicId: topicBox.value || null }, topicBox)">
        <option value="" [selected]="!ticket().topic">None</option>
        @for (topic of topics(); track topic.id) {
          <option [value]="topic.id" [selected]="topic.id === ticket().topic?.id">{{ topic.name }}</option>
        }
      </select>
    </label>
    <label>
      <span>Priority</span>
      <select #priorityBox class="control" [disabled]="busy()" (change)="save({ priority: asPriority(priorityBox.value) }, priorityBox)">
        @for (one of priorities; track one.key) {
          <option [value]="one.key" [selected]="one.key === ticket().priority">{{ one.words }}</option>
        }
      </select>
    </label>
    <p class="visually-hidden" role="status">{{ saved() }}</p>
    @if (problem(); as problem) {
      <ccr-problem-note [text]="problem" />
    }
  `,
  styles: `
    :host { display: grid; grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); gap: 14px 16px; grid-column: 1 / -1; }
    span { display: block; color: var(--ink-2); font-size: 13px; line-height: 20px; }
    .control { min-height: 40px; height: 40px; padding-block: 6px; background-position: right 18px top 16px, right 12px top 16px; }
    ccr-problem-note { grid-column: 1 / -1; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketSorting {
  private readonly verbs = inject(TicketVerbs);
  private readonly store = inject(TopicsStore);

  readonly ticket = input.required<TicketDetails>();

  /** The ticket keeps a topic that is offered no longer; until the topics are here, its own is the only one. */
  protected readonly topics = computed(() => {
    const own = this.ticket().topic;
    const offered = this.store.all().filter(({ id, archived }) => !archived || id === own?.id);
    return own && !offered.some(({ id }) => id === own.id) ? [own, ...offered] : offered;
  });
  protected readonly priorities = Object.values(TicketPriority).map((key) => ({ key, words: PRIORITY_WORDS[key] }));
  protected readonly busy = signal(false);
  protected readonly saved = signal('');
  protected readonly problem = signal('');

  protected asPriority(key: string): TicketPriority | undefined {
    return Object.values(TicketPriority).find((one) => one === key);
  }

  protected async save(change: Pick<UpdateTicketInput, 'topicId' | 'priority'>, box: HTMLSelectElement): Promise<void> {
    this.busy.set(true);
    this.problem.set('');
    this.saved.set('');
    try {
      const { id: ticketId, lastSeq: seenSeq } = this.ticket();
      await this.verbs.edit({ ticketId, seenSeq, ...change });
      this.saved.set('Saved.');
    } catch (error) {
      this.problem.set(await this.whatNow(toProblem(error)));
      box.value = 'priority' in change ? this.ticket().priority : (this.ticket().topic?.id ?? '');
    } finally {
      this.busy.set(false);
    }
  }

  /** Somebody else chose meanwhile: what is there now shows, and can be changed again. */
  private async whatNow({ ticket, message }: Problem): Promise<string> {
    if (!ticket) return message;
    await this.verbs.look(this.ticket().reference).catch(() => undefined);
    return 'Somebody changed this meanwhile. You see what is there now; choose again if you still want to.';
  }
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TimeAgo } from '../../../ui';
import { type Audience, Excerpt, TicketStatus } from '../../tickets';
import type { Hit } from '../search.store';

/** A ticket that was found, and where in it. An excerpt of a message leads to that message. */
@Component({
  selector: 'ccr-hit-card',
  imports: [Excerpt, RouterLink, TicketStatus, TimeAgo],
  template: `
    <article class="card">
      <div class="head">
        <h2>
          <a [routerLink]="['/tickets', hit().ticket.reference]">
            @if (subject(); as found) { <ccr-excerpt [parts]="found.parts" /> } @else { {{ hit().ticket.subject }} }
          </a>
        </h2>
        <ccr-ticket-status [status]="hit().ticket.status" [audience]="audience()" />
      </div>
      <p class="facts">
        <span>{{ hit().ticket.reference }}</span>
        @if (audience() === 'staff') { <span>{{ hit().ticket.customer.name }}</span> }
        <ccr-time-ago [at]="hit().ticket.lastActivityAt" />
      </p>
      @for (excerpt of others(); track excerpt.messageId) {
        <p class="excerpt">
          @if (excerpt.messageId; as id) {
            <a [routerLink]="['/tickets', hit().ticket.reference]" [fragment]="'message-' + id"><ccr-excerpt [parts]="excerpt.parts" /></a>
          } @else {
            <ccr-excerpt [parts]="excerpt.parts" />
          }
        </p>
      }
    </article>
  `,
  styles: `
    article { display: grid; gap: 4px; padding: 14px 18px; }
    .head { display: flex; flex-wrap: wrap; align-items: start; justify-content: space-between; gap: 6px 16px; }
    h2 { flex: 1 1 240px; min-width: 0; overflow-wrap: anywhere; }
    h2 a { color: var(--ink); text-decoration: none; }
    h2 a:hover, h2 a:focus-visible { text-decoration: underline; }
    .facts { display: flex; flex-wrap: wrap; gap: 0 14px; color: var(--ink-2); font-size: 14px; line-height: 22px; }
    .excerpt { overflow-wrap: anywhere; }
    .excerpt a { display: block; padding-left: 10px; border-left: 2px solid var(--line-strong); color: inherit; text-decoration: none; }
    .excerpt a:hover, .excerpt a:focus-visible { border-color: var(--accent); text-decoration: underline; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HitCard {
  readonly hit = input.required<Hit>();
  readonly audience = input.required<Audience>();

  protected readonly subject = computed(() => this.hit().excerpts.find(({ source }) => source === 'SUBJECT'));
  protected readonly others = computed(() => this.hit().excerpts.filter(({ source }) => source !== 'SUBJECT'));
}

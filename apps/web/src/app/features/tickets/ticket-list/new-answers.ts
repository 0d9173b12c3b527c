import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output } from '@angular/core';
import { LoadMore } from '../../../ui';
import { TicketCard } from '../ticket-card/ticket-card';
import { TICKET_LIST, TicketListStore } from './ticket-list.store';
import type { TicketQuestion } from './ticket-question';

/** A customer's tickets that say something they have not read: before all others. Nothing while there are none. */
@Component({
  selector: 'ccr-new-answers',
  imports: [LoadMore, TicketCard],
  template: `
    @if (store.tickets()?.length) {
      <section aria-labelledby="new-answers">
        <h2 id="new-answers">New answers</h2>
        <ul aria-labelledby="new-answers">
          @for (ticket of store.tickets(); track ticket.id) {
            <li [attr.data-reference]="ticket.reference"><ccr-ticket-card [ticket]="ticket" audience="customer" /></li>
          }
        </ul>
        <ccr-load-more words="More new answers" [list]="store" />
      </section>
    }
  `,
  styles: `
    h2 { margin-bottom: 8px; }
    ul { display: grid; gap: var(--gap-row); }
    section { margin-bottom: 28px; }
  `,
  providers: [TICKET_LIST],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewAnswers {
  protected readonly store = inject(TicketListStore);

  readonly question = input.required<TicketQuestion>();
  /** How many of them there are; undefined until that is known. */
  readonly found = output<number | undefined>();

  private readonly count = computed(() => this.store.tickets()?.length);

  constructor() {
    effect(() => this.store.show(this.question()));
    effect(() => this.found.emit(this.count()));
  }
}

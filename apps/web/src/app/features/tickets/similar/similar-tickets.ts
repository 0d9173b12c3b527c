import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { debounceTime } from 'rxjs';
import { TicketStatus } from '../ticket-status/ticket-status';
import { SimilarTicketsStore } from './similar-tickets.store';

const TYPING = 500;

/** Asks whoever writes a new ticket whether it is one of those they have raised. They open beside what is being written. */
@Component({
  selector: 'ccr-similar-tickets',
  imports: [RouterLink, TicketStatus],
  template: `
    <div role="status">
      @if (store.tickets().length) {
        <section class="card" aria-labelledby="similar">
          <h2 id="similar">Is it one of these?</h2>
          <ul>
            @for (ticket of store.tickets(); track ticket.id) {
              <li>
                <a [routerLink]="['/tickets', ticket.reference]" target="_blank">{{ ticket.subject }}<span class="visually-hidden">&ngsp;(opens in a new tab)</span></a>
                <ccr-ticket-status [status]="ticket.status" audience="customer" />
              </li>
            }
          </ul>
        </section>
      }
    </div>
  `,
  styles: `
    section { padding: 12px 16px; }
    h2 { font-size: 16px; font-weight: 650; }
    ul { display: grid; gap: 6px; margin-top: 6px; }
    li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 2px 12px; }
    a { min-width: 0; overflow-wrap: anywhere; }
  `,
  providers: [SimilarTicketsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SimilarTickets {
  /** The subject as far as it is written. */
  readonly subject = input.required<string>();

  protected readonly store = inject(SimilarTicketsStore);

  constructor() {
    toObservable(this.subject)
      .pipe(debounceTime(TYPING), takeUntilDestroyed())
      .subscribe((subject) => void this.store.lookFor(subject));
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Confirm } from '../../../ui/confirm/confirm';
import type { TicketMove } from '../ticket-verbs.store';
import type { TicketDetails } from './ticket.store';

interface Action {
  readonly move: TicketMove;
  readonly words: string;
  readonly doing: string;
}

const ACTIONS: readonly Action[] = [
  { move: 'resolve', words: 'Resolve', doing: 'Resolving…' },
  { move: 'markPending', words: 'Wait for customer', doing: 'Setting…' },
  { move: 'reopen', words: 'Reopen', doing: 'Reopening…' },
  { move: 'close', words: 'Close ticket', doing: 'Closing…' },
];

/** What one may do with a ticket now: only what its abilities allow is shown. */
@Component({
  selector: 'ccr-ticket-actions',
  imports: [MatButton],
  template: `
    @if (ticket().abilities.assign) {
      <button [matButton]="ticket().assignee ? 'outlined' : 'filled'" type="button" (click)="assign.emit()">
        {{ ticket().assignee ? 'Assign someone else' : 'Assign' }}
      </button>
    }
    @for (action of actions(); track action.move) {
      <button matButton="outlined" type="button" [disabled]="doing() !== null" (click)="choose(action.move)">
        {{ doing() === action.move ? action.doing : action.words }}
      </button>
    }
  `,
  styles: `:host { display: flex; flex-wrap: wrap; gap: 8px; } button { --mat-button-outlined-container-height: 36px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketActions {
  private readonly confirm = inject(Confirm);

  readonly ticket = input.required<TicketDetails>();
  readonly doing = input<TicketMove | null>(null);
  readonly assign = output();
  readonly move = output<TicketMove>();

  protected readonly actions = computed(() => {
    const { abilities, status } = this.ticket();
    // What only waits was never closed.
    const words = (action: Action): string => (action.move === 'reopen' && status === 'PENDING' ? 'Stop waiting' : action.words);
    return ACTIONS.filter(({ move }) => abilities[move]).map((action) => ({ ...action, words: words(action) }));
  });

  /** Closing is final: the one thing here that asks first, and names the ticket. */
  protected async choose(move: TicketMove): Promise<void> {
    const { reference, subject } = this.ticket();
    const sure =
      move !== 'close' ||
      (await this.confirm.ask({
        title: `Close ${reference}?`,
        text: `“${subject}” will be closed for good. Nobody can write on it afterwards.`,
        yes: 'Close ticket',
      }));
    if (sure) this.move.emit(move);
  }
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TicketStatus } from '#graphql';
import { Icon } from '../../../ui';

/** The three steps a customer's ticket takes, and how far it is. */
@Component({
  selector: 'ccr-ticket-progress',
  imports: [Icon],
  template: `
    <ol aria-label="Progress">
      @for (step of steps(); track step.words) {
        <li [class.done]="step.isDone">
          <span class="dot">@if (step.isDone) { <ccr-icon name="check" /> }</span>
          {{ step.words }}<span class="visually-hidden">&ngsp;{{ step.isDone ? '(done)' : '(to come)' }}</span>
        </li>
      }
    </ol>
  `,
  styleUrl: './ticket-progress.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketProgress {
  readonly status = input.required<TicketStatus>();
  readonly expert = input<string | null>();

  protected readonly steps = computed(() => {
    const isSolved = this.status() === 'RESOLVED' || this.status() === 'CLOSED';
    return [
      { words: 'Raised', isDone: true },
      { words: this.expert() ?? 'Expert', isDone: !!this.expert() },
      { words: 'Solved', isDone: isSolved },
    ];
  });
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TicketPriority as Priority } from '#graphql';
import { Icon } from '../../../ui';
import { PRIORITY_WORDS } from './status-words';

/** The priority as a chip; the normal one goes without saying. */
@Component({
  selector: 'ccr-ticket-priority',
  imports: [Icon],
  template: `
    @if (priority() !== 'NORMAL') {
      <span class="chip" [class]="priority()">
        @if (priority() === 'URGENT') { <ccr-icon name="priority" /> }
        {{ words() }}<span class="visually-hidden">&ngsp;priority</span>
      </span>
    }
  `,
  styleUrl: './chip.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketPriority {
  readonly priority = input.required<Priority>();

  protected readonly words = computed(() => PRIORITY_WORDS[this.priority()]);
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { TicketStatus as Status } from '#graphql';
import { Icon } from '../../../ui';
import { type Audience, STATUS_LOOKS } from './status-words';

/** The status as a chip: colour, icon and words together. */
@Component({
  selector: 'ccr-ticket-status',
  imports: [Icon],
  template: `
    <span class="chip" data-testid="ticket-status" [class]="status()"
      ><ccr-icon [name]="look().icon" />{{ look()[audience()] }}</span
    >
  `,
  styleUrl: './chip.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketStatus {
  readonly status = input.required<Status>();
  readonly audience = input.required<Audience>();

  protected readonly look = computed(() => STATUS_LOOKS[this.status()]);
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Avatar, TimeAgo } from '../../../ui';
import { PRIORITY_WORDS } from '../ticket-status/status-words';
import type { TicketDetails } from './ticket.store';

/** What is known about a ticket, beside the conversation. */
@Component({
  selector: 'ccr-ticket-facts',
  imports: [Avatar, TimeAgo],
  templateUrl: './ticket-facts.html',
  styleUrl: './ticket-facts.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketFacts {
  readonly ticket = input.required<TicketDetails>();
  readonly forStaff = input.required<boolean>();

  protected readonly priorities = PRIORITY_WORDS;
}

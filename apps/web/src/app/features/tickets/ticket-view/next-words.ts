import type { Audience } from '../ticket-status/status-words';
import type { TicketDetails } from './ticket.store';

/** What happens next with a ticket, where its reader could not know. */
export function nextWords({ status, assignee }: Pick<TicketDetails, 'status' | 'assignee'>, audience: Audience): string {
  if (audience === 'staff') return '';
  switch (status) {
    case 'NEW':
      return 'We are finding the right expert. You get a mail as soon as someone has it.';
    case 'RESOLVED':
      return 'Is it solved? Then you may close the ticket. If not, just write, and it is open again.';
    case 'OPEN':
    case 'PENDING':
      // Whoever had it has left; the conversation says that someone else is looked for.
      return assignee ? '' : 'You get a mail as soon as someone else has your ticket. All that was written stays here.';
    case 'CLOSED':
      return '';
  }
}

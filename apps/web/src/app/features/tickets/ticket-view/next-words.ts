import type { Audience } from '../ticket-status/status-words';
import type { TicketDetails } from './ticket.store';

/** What happens next with a ticket, where its reader could not know. */
export function nextWords({ status }: Pick<TicketDetails, 'status'>, audience: Audience): string {
  if (audience === 'staff') return '';
  switch (status) {
    case 'NEW':
      return 'We are finding the right expert. You get a mail as soon as someone has it.';
    case 'RESOLVED':
      return 'Is it solved? Then you may close the ticket. If not, just write, and it is open again.';
    case 'OPEN':
    case 'PENDING':
    case 'CLOSED':
      return '';
  }
}

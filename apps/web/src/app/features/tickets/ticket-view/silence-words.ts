import type { Audience } from '../ticket-status/status-words';
import type { TicketDetails } from './ticket.store';

/** Why nothing can be written on this ticket. */
export function silenceWords(ticket: TicketDetails | null, audience: Audience): string {
  if (ticket?.mergedAt) return `This ticket was merged into ${ticket.mergedInto?.reference ?? 'another one'}. It goes on there.`;
  if (ticket?.status === 'CLOSED') {
    return audience === 'customer'
      ? 'This ticket is closed. Is something still not right?'
      : 'This ticket is closed.';
  }
  return 'You can read this ticket, but not write on it.';
}

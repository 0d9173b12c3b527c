import { TicketStatus } from '@ccr/domain';
import type { EventRow } from '../../platform/events';
import { AccountEvent } from '../accounts';
import { type Ticket, TicketEventType } from '../tickets';

/** The mails that there are. */
export type NotificationKind =
  | 'welcome'
  | 'ticketRaised'
  | 'agentAssigned'
  | 'ticketAssignedToYou'
  | 'ticketPending'
  | 'ticketResolved'
  | 'ticketReopened'
  | 'ticketClosed';

/** One person to be told of an event. */
export interface Telling {
  readonly recipientId: string;
  readonly kind: NotificationKind;
}

type People = Pick<Ticket, 'customerId' | 'assigneeId'>;

/** What the customer is told when the ticket comes to stand there. */
const STATUS_MAIL: Partial<Record<TicketStatus, NotificationKind>> = {
  [TicketStatus.OPEN]: 'ticketReopened',
  [TicketStatus.PENDING]: 'ticketPending',
  [TicketStatus.RESOLVED]: 'ticketResolved',
  [TicketStatus.CLOSED]: 'ticketClosed',
};

function onStatus({ actorId, data }: EventRow, { customerId }: People): Telling[] {
  const { from, to } = data as { from: TicketStatus; to: TicketStatus };
  if (from === TicketStatus.NEW) return []; // "agent assigned" tells it
  const kind = STATUS_MAIL[to];
  // People know what they did themselves; the end of a ticket is worth a mail all the same.
  return kind && (actorId !== customerId || to === TicketStatus.CLOSED) ? [{ recipientId: customerId, kind }] : [];
}

function onAssigned({ actorId, data }: EventRow, { customerId }: People): Telling[] {
  const assigneeId = String(data['assigneeId']);
  const customer: Telling = { recipientId: customerId, kind: 'agentAssigned' };
  return assigneeId === actorId ? [customer] : [customer, { recipientId: assigneeId, kind: 'ticketAssignedToYou' }];
}

/** Who is told what of an event. `ticket` is what it happened to, or null when that is no ticket. */
export function tellings(event: EventRow, ticket: People | null): Telling[] {
  if (event.type === AccountEvent.customerSignedUp) return [{ recipientId: event.streamId, kind: 'welcome' }];
  if (!ticket) return [];
  if (event.type === TicketEventType.raised) return [{ recipientId: ticket.customerId, kind: 'ticketRaised' }];
  if (event.type === TicketEventType.assigned) return onAssigned(event, ticket);
  if (event.type === TicketEventType.statusChanged) return onStatus(event, ticket);
  return [];
}

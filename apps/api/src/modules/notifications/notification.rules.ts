import { ACTIVE_STATUSES, TicketStatus } from '@ccr/domain';
import type { EventRow } from '../../platform/events';
import { ConversationEvent } from '../conversation';
import { FeedbackEvent } from '../feedback';
import { type Ticket, TicketEventType } from '../tickets';
import { NotificationChannel } from './notification.channel';
import { type NotificationKind, STATUS_KIND } from './notification.kinds';

/** One person to be told of an event. */
export interface Telling {
  readonly recipientId: string;
  readonly kind: NotificationKind;
  /** Where to, when that is not the recipient's own address. */
  readonly address?: string;
  /** Over which channel alone; without it, what is about the account goes by mail, and news wherever they want it. */
  readonly channel?: NotificationChannel;
  /** The ticket that it is about, if any. */
  readonly ticketId?: string;
}

/** The staff that an event may concern beside the assignee. They are those who can come in now. */
export interface Staff {
  /** Who is expert in the ticket's topic. */
  readonly experts: readonly string[];
  readonly admins: readonly string[];
}

type About = Pick<Ticket, 'customerId' | 'assigneeId' | 'status'>;

/** As the webhooks module calls it, which listens as this one does: neither enters the other. */
const WEBHOOK_PAUSED = 'WebhookPaused';

/** Whether the staff beside the assignee has to be known to say who is told. */
export const concernsStaff = ({ type }: Pick<EventRow, 'type'>): boolean => ([TicketEventType.raised, FeedbackEvent.ticketRated, WEBHOOK_PAUSED] as string[]).includes(type);

const each = (recipientIds: readonly (string | null)[], kind: NotificationKind): Telling[] =>
  [...new Set(recipientIds)].filter((id) => id !== null).map((recipientId) => ({ recipientId, kind }));

/** Where the shop's rule has given it to someone already, they are told of that instead. */
function onRaised({ actorId }: EventRow, { customerId, assigneeId, status }: About, { experts, admins }: Staff): Telling[] {
  const isOffered = assigneeId === null && ACTIVE_STATUSES.includes(status);
  const staff = isOffered ? (experts.length > 0 ? experts : admins) : [];
  return [{ recipientId: customerId, kind: 'ticketRaised' }, ...each(staff.filter((id) => id !== actorId), 'ticketOffered')];
}

function onAssigned({ actorId, data }: EventRow, { customerId }: About): Telling[] {
  const assigneeId = String(data['assigneeId']);
  const customer: Telling = { recipientId: customerId, kind: 'agentAssigned' };
  return assigneeId === actorId ? [customer] : [customer, { recipientId: assigneeId, kind: 'ticketAssignedToYou' }];
}

/** What is said by nobody, the first answer, is for the customer alone. */
function onMessage({ actorId, internal }: EventRow, { customerId, assigneeId }: About): Telling[] {
  if (internal) return [];
  const both = actorId === null ? [customerId] : [customerId, assigneeId];
  return each(both.filter((id) => id !== actorId), 'replyReceived');
}

function onStatus(event: EventRow, { customerId, assigneeId }: About, isOfReply: boolean): Telling[] {
  const { actorId, data } = event;
  const { from, to } = data as { from: TicketStatus; to: TicketStatus };
  if (from === TicketStatus.NEW) return []; // "agent assigned" tells it
  const told: Telling[] = [];
  const kind = STATUS_KIND[to];
  if (kind && actorId !== customerId) told.push({ recipientId: customerId, kind });
  // People know what they did themselves; the end of a ticket is worth a mail all the same.
  else if (kind && to === TicketStatus.CLOSED) told.push({ recipientId: customerId, kind, channel: NotificationChannel.MAIL });
  const bySomebodyElse = actorId !== null && actorId !== assigneeId;
  if (assigneeId !== null && assigneeId !== customerId && bySomebodyElse && !isOfReply) told.push({ recipientId: assigneeId, kind: 'assignedTicketMoved' });
  return told;
}

/**
 * Who is told what of an event that happened to a ticket. `isOfReply`: its status changed because the customer wrote, of
 * which the assignee is told anyway.
 */
export function ticketTellings(event: EventRow, ticket: About, { staff, isOfReply }: { readonly staff: Staff; readonly isOfReply: boolean }): Telling[] {
  if (event.type === TicketEventType.raised) return onRaised(event, ticket, staff);
  if (event.type === TicketEventType.assigned) return onAssigned(event, ticket);
  if (event.type === ConversationEvent.messageSent) return onMessage(event, ticket);
  if (event.type === TicketEventType.statusChanged) return onStatus(event, ticket, isOfReply);
  if (event.type === FeedbackEvent.ticketRated) return each([ticket.assigneeId, ...staff.admins].filter((id) => id !== event.actorId), 'ticketRated');
  // Of the two, the one that ends: it leads to the other.
  if (event.type === TicketEventType.merged && event.data['direction'] === 'INTO') return [{ recipientId: ticket.customerId, kind: 'ticketMerged' }];
  return [];
}

/** Who is told of what happened to a webhook. */
export const webhookTellings = ({ type }: EventRow, { admins }: Staff): Telling[] => (type === WEBHOOK_PAUSED ? each(admins, 'webhookPaused') : []);

import type { EventRow, Fact } from '../../platform/events';
import { ConversationEvent } from '../conversation';
import { FeedbackEvent } from '../feedback';
import { type Ticket, TicketEventType } from '../tickets';

/** What an admin has sent to see whether a target answers. */
export const WEBHOOK_TEST = 'WebhookTest';

/** A target did not take what was sent, and is told nothing more. The admins are told, by the notifications module, which knows it by this name. */
export const webhookPaused = (webhookId: string, host: string): Fact => ({ type: 'WebhookPaused', actorId: null, data: { webhookId, host } });

type Facts = Readonly<Record<string, unknown>>;

const { raised, assigned, unassigned, statusChanged, edited, merged, unmerged } = TicketEventType;

/**
 * The events that webhooks can be told of, and what is said of each: ids and the names of values, never a text. Their names
 * are those of the API's event types.
 */
const TOLD: Readonly<Record<string, (data: Facts) => Facts>> = {
  [raised]: () => ({}),
  [assigned]: ({ assigneeId, previousAssigneeId }) => ({ assigneeId, previousAssigneeId }),
  [unassigned]: ({ previousAssigneeId }) => ({ previousAssigneeId }),
  [statusChanged]: ({ from, to }) => ({ from, to }),
  [edited]: ({ changes }) => ({ fields: (changes as { field: string }[]).map(({ field }) => field) }),
  [merged]: ({ ticketId, direction }) => ({ otherTicketId: ticketId, direction }),
  [unmerged]: ({ ticketId, direction }) => ({ otherTicketId: ticketId, direction }),
  [ConversationEvent.ticketSplit]: ({ ticketId, messageId }) => ({ otherTicketId: ticketId, messageId }),
  [ConversationEvent.messageSent]: ({ messageId }) => ({ messageId }),
  [FeedbackEvent.ticketRated]: ({ score }) => ({ score }),
};

/** The types of events that webhooks can be told of. */
export const WEBHOOK_EVENTS: readonly string[] = Object.keys(TOLD);

/** Whether a webhook may be told of it: what only the staff may know of never leaves the house. */
export const isPublic = ({ type, internal }: Pick<EventRow, 'type' | 'internal'>): boolean => !internal && WEBHOOK_EVENTS.includes(type);

const envelope = (type: string, at: Date, data: Facts): string => JSON.stringify({ type, timestamp: at.toISOString(), data });

/** What is sent of an event, with the ticket as it is now. */
export function bodyOf({ id, type, at, seq, actorId, data }: EventRow, ticket: Ticket): string {
  const { reference, status, priority, topicId, assigneeId, customerId } = ticket;
  return envelope(type, at, {
    eventId: id,
    seq,
    actorId,
    ticket: { id: ticket.id, reference, status, priority, topicId, assigneeId, customerId },
    ...TOLD[type]?.(data),
  });
}

/** What is sent to see whether a target answers. */
export const testBody = (eventId: string, webhookId: string, at: Date): string => envelope(WEBHOOK_TEST, at, { eventId, webhookId });

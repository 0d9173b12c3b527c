import type { Fact } from '../../platform/events';

/** What is said in tickets and made of it, by type. The name is that of the API's event type. */
export const ConversationEvent = { messageSent: 'MessageSent', ticketSplit: 'TicketSplit' } as const;

/** Notes are internal: the fact that there is one is, too. Nobody sent what is answered at once. */
export const messageSent = (actorId: string | null, messageId: string, internal: boolean): Fact => ({
  type: ConversationEvent.messageSent,
  actorId,
  internal,
  data: { messageId },
});

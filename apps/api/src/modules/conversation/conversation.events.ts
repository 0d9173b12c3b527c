import type { Fact } from '../../platform/events';

/** What is said in tickets, by type. The name is that of the API's event type. */
const ConversationEvent = { messageSent: 'MessageSent' } as const;

/** Notes are internal: the fact that there is one is, too. */
export const messageSent = (actorId: string, messageId: string, internal: boolean): Fact => ({
  type: ConversationEvent.messageSent,
  actorId,
  internal,
  data: { messageId },
});

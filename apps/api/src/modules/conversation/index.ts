import type { Platform } from '../../platform/platform';
import type { Tickets } from '../tickets';
import { ConversationQueries } from './conversation.queries';
import {
  ConversationResolver,
  MessageResolver,
  MessageSentResolver,
  TicketMessagesResolver,
} from './conversation.resolver';
import { ConversationService } from './conversation.service';
import { Message } from './message.entity';

export const conversationEntities = [Message];
export const conversationResolvers = [
  ConversationResolver,
  TicketMessagesResolver,
  MessageResolver,
  MessageSentResolver,
] as const;

/** What people say in tickets. */
export interface Conversation {
  readonly conversation: ConversationService;
  readonly resolvers: readonly object[];
}

export function createConversation(platform: Platform, { tickets }: Tickets): Conversation {
  const { database, events, idempotency } = platform;
  const conversation = new ConversationService(database, events, idempotency, tickets);
  return {
    conversation,
    resolvers: [
      new ConversationResolver(conversation),
      new TicketMessagesResolver(new ConversationQueries(database)),
      new MessageResolver(),
      new MessageSentResolver(),
    ],
  };
}

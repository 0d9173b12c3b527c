import { LIMITS } from '@ccr/domain';
import type { EventHandler } from '../../platform/events';
import type { Platform } from '../../platform/platform';
import { Throttle } from '../../platform/throttle';
import type { PersonalDataSource } from '../accounts';
import type { Tickets } from '../tickets';
import { ConversationQueries } from './conversation.queries';
import {
  ConversationResolver,
  MessageResolver,
  MessageSentResolver,
  TicketMessagesResolver,
} from './conversation.resolver';
import { ConversationService } from './conversation.service';
import { AnswerAtOnce } from './first-answer.handler';
import { messageData } from './message.data';
import { Message } from './message.entity';
import { Presence } from './presence';
import { PresenceFeed } from './presence.feed';
import { PresenceResolver, PresentPersonResolver, ReadPositionResolver } from './presence.resolver';
import { PresenceService } from './presence.service';
import { createSplitting, splittingResolvers } from './splitting';
import { DescriptionHtmlResolver, MessageHtmlResolver } from './rich-text.resolver';

export { ConversationEvent } from './conversation.events';
export { Message } from './message.entity';
export { seesMessage } from './message.policy';

export const conversationEntities = [Message];
export const conversationResolvers = [
  ConversationResolver,
  TicketMessagesResolver,
  MessageResolver,
  MessageHtmlResolver,
  DescriptionHtmlResolver,
  MessageSentResolver,
  PresenceResolver,
  PresentPersonResolver,
  ReadPositionResolver,
  ...splittingResolvers,
] as const;

/** What people say in tickets. */
export interface Conversation {
  readonly conversation: ConversationService;
  readonly resolvers: readonly object[];
  readonly handlers: readonly EventHandler[];
  readonly dataSources: readonly PersonalDataSource[];
}

export function createConversation(platform: Platform, desk: Tickets): Conversation {
  const { tickets, ticketQueries: queries, reads } = desk;
  const { database, events, idempotency, live, clock, log, redis } = platform;
  const presence = new Presence(live, clock);
  const typing = new Throttle({ name: 'typing', attempts: 30, perSeconds: 10 }, redis);
  const pace = new Throttle({ name: 'message', attempts: LIMITS.message.perMinute, perSeconds: 60 }, redis);
  const conversation = new ConversationService({ database, events, idempotency, tickets, presence, clock, pace });
  return {
    conversation,
    handlers: [new AnswerAtOnce(database, events, tickets)],
    dataSources: [messageData(database)],
    resolvers: [
      new ConversationResolver(conversation),
      new TicketMessagesResolver(new ConversationQueries(database)),
      new MessageResolver(),
      new MessageHtmlResolver(),
      new DescriptionHtmlResolver(),
      new MessageSentResolver(),
      new PresenceResolver(new PresenceFeed({ queries, reads, presence, live, log }), new PresenceService(tickets, presence, typing)),
      new PresentPersonResolver(),
      new ReadPositionResolver(),
      ...createSplitting(platform, desk).resolvers,
    ],
  };
}

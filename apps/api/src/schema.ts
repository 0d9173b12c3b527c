import 'reflect-metadata';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { accountResolvers } from './modules/accounts';
import { cannedReplyResolvers } from './modules/canned-replies';
import { conversationResolvers } from './modules/conversation';
import { feedbackResolvers } from './modules/feedback';
import { notificationResolvers } from './modules/notifications';
import { reportResolvers } from './modules/reports';
import { searchResolvers } from './modules/search';
import { ticketResolvers } from './modules/tickets';
import { topicResolvers } from './modules/topics';
import { webhookResolvers } from './modules/webhooks';
import { buildContract } from './platform/graphql';

export { printEnvExample } from './platform/config';

/** The classes with the API's fields, from every module. */
export const RESOLVERS = [
  ...accountResolvers,
  ...topicResolvers,
  ...ticketResolvers,
  ...conversationResolvers,
  ...searchResolvers,
  ...cannedReplyResolvers,
  ...feedbackResolvers,
  ...reportResolvers,
  ...notificationResolvers,
  ...webhookResolvers,
] as const;

/** The API's contract in GraphQL's schema language, as it stands in schema.graphql. */
export const printContract = (): string => `${printSchema(lexicographicSortSchema(buildContract(RESOLVERS)))}\n`;

import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../../platform/platform';
import type { NotificationChoices } from '../notification-choices.service';
import { UnsubscribeResolver } from './unsubscribe.resolver';
import { registerUnsubscribe } from './unsubscribe.routes';
import { Unsubscribing } from './unsubscribing';

export const unsubscribeResolvers = [UnsubscribeResolver] as const;

/** The ways out at the end of mails: for people by GraphQL, for mail programs by a route. */
export function createUnsubscribe(
  { database, secretKey }: Platform,
  choices: NotificationChoices,
): { resolvers: readonly object[]; registerUnsubscribe: (app: FastifyInstance) => void } {
  const unsubscribing = new Unsubscribing(database, secretKey, choices);
  return { resolvers: [new UnsubscribeResolver(unsubscribing)], registerUnsubscribe: (app) => registerUnsubscribe(app, unsubscribing) };
}

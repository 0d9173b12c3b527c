import { type Trail, trailOf } from '../../../platform/live';
import type { Platform } from '../../../platform/platform';
import type { Tickets } from '../../tickets';
import type { NewsWriter } from '../news-writer';
import { NotificationChannel } from '../notification.channel';
import { Notification } from '../notification.entity';
import { BellFeed } from './bell.feed';
import { BellQueries } from './bell.queries';
import { BellResolver } from './bell.resolver';
import { BellService } from './bell.service';
import { bellTopic } from './bell.topic';

export const bellResolvers = [BellResolver] as const;

/** What people are told in the app. */
export function createBell(
  { database, live, clock, log }: Platform,
  { ticketQueries, reads }: Pick<Tickets, 'ticketQueries' | 'reads'>,
  writer: NewsWriter,
): { readonly resolvers: readonly object[]; /** What is new, for a process that was not told. */ readonly trail: Trail } {
  const queries = new BellQueries(database, writer);
  const service = new BellService(database, ticketQueries, live, clock);
  reads.whenRead(({ userId, ticketId, seq }) => {
    // They count as read anyway; the next time that the ticket is read brings it up again.
    service.settle(userId, ticketId, seq).catch((error: unknown) => log.warn({ err: error }, 'What was read could not be settled'));
  });
  const isNew = { select: { id: true, recipientId: true }, where: { channel: NotificationChannel.IN_APP } } as const;
  return {
    resolvers: [new BellResolver(queries, service, new BellFeed(queries, live, log))],
    trail: trailOf(database, Notification, isNew, async ({ id, recipientId }) => ({ topics: [bellTopic(recipientId)], id })),
  };
}

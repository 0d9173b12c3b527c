import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, Int, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext, stream } from '../../../platform/graphql';
import { type Connection } from '../../../platform/paging';
import type { BellFeed } from './bell.feed';
import type { BellQueries } from './bell.queries';
import type { BellService } from './bell.service';
import {
  BellNotification,
  BellNotificationConnection,
  MarkNotificationsReadInput,
  MarkNotificationsReadPayload,
  NotificationsChange,
} from './bell.types';

@Resolver(() => BellNotification)
export class BellResolver {
  constructor(
    private readonly queries: BellQueries,
    private readonly service: BellService,
    private readonly feed: BellFeed,
  ) {}

  @Authorized('notification.read')
  @Query(() => BellNotificationConnection, { description: 'What you are told in the app, the newest first.' })
  notifications(
    @Ctx() { viewer }: SignedInContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
  ): Promise<Connection<BellNotification>> {
    return this.queries.page(viewer, { first, after });
  }

  @Authorized('notification.read')
  @Query(() => Int, {
    description: `How many notifications you have not read, up to ${LIMITS.notification.unread}: so many means as many or more.`,
  })
  unreadNotifications(@Ctx() { viewer }: SignedInContext): Promise<number> {
    return this.queries.unread(viewer.id);
  }

  @Authorized('notification.read')
  @Mutation(() => MarkNotificationsReadPayload, {
    description: 'Says which notifications you have read. Those of a ticket are also read when you have read the ticket that far.',
  })
  async markNotificationsRead(
    @Arg('input') input: MarkNotificationsReadInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<MarkNotificationsReadPayload> {
    await this.service.markRead(viewer, input);
    return { unread: await this.queries.unread(viewer.id) };
  }

  @Authorized('notification.read')
  @Subscription(() => NotificationsChange, {
    description: 'How many notifications you have not read, at once, with each new one, and whenever some were read.',
    subscribe: stream(() => BellResolver, async (self, { viewer }) => self.feed.of(viewer)),
  })
  notificationsChanged(@Root() change: NotificationsChange): NotificationsChange {
    return change;
  }
}

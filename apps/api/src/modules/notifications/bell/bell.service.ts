import { LIMITS } from '@ccr/domain';
import { type FindOptionsWhere, In, IsNull, LessThanOrEqual } from 'typeorm';
import type { Viewer } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import type { Database } from '../../../platform/database';
import { badInput, notFound } from '../../../platform/errors';
import type { LiveBus } from '../../../platform/live';
import type { TicketQueries } from '../../tickets';
import { NotificationChannel } from '../notification.channel';
import { Notification } from '../notification.entity';
import { bellTopic } from './bell.topic';
import type { MarkNotificationsReadInput } from './bell.types';

const { max } = LIMITS.page;

/** What people have read of what they are told in the app. */
export class BellService {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketQueries,
    private readonly live: LiveBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Marks the viewer's own as read. @throws UserError BAD_USER_INPUT unless exactly one way to name them is used, NOT_FOUND
   * when one of them was not told to the viewer, or for a ticket that they may not see.
   */
  async markRead(viewer: Viewer, { notificationIds, ticketId, all }: MarkNotificationsReadInput): Promise<void> {
    if ([notificationIds, ticketId, all].filter((one) => one != null).length !== 1) {
      throw badInput('input', 'Say exactly one of notificationIds, ticketId and all.');
    }
    if (notificationIds != null) return this.markThese(viewer, [...new Set(notificationIds)]);
    if (ticketId != null) return this.mark(viewer.id, { ticketId: (await this.tickets.byId(viewer, ticketId)).id });
    if (!all) throw badInput('input.all', 'Say true, or name the notifications.');
    return this.mark(viewer.id, {});
  }

  /**
   * Writes down at the notifications what the read position of their ticket says anyway, so that what is not read stays a
   * short stretch of its index.
   */
  async settle(userId: string, ticketId: string, seq: number): Promise<void> {
    await this.database.unitOfWork(() => this.update(userId, { ticketId, seq: LessThanOrEqual(seq) }));
  }

  private async markThese(viewer: Viewer, ids: readonly string[]): Promise<void> {
    if (ids.length < 1 || ids.length > max) throw badInput('input.notificationIds', `Name 1 to ${max} notifications.`);
    const own = { id: In(ids), recipientId: viewer.id, channel: NotificationChannel.IN_APP };
    if ((await this.database.repository(Notification).countBy(own)) < ids.length) throw notFound('notification');
    await this.mark(viewer.id, { id: In(ids) });
  }

  private async mark(userId: string, which: FindOptionsWhere<Notification>): Promise<void> {
    await this.database.unitOfWork(async () => {
      if (await this.update(userId, which)) this.database.afterCommit(() => this.live.publish(bellTopic(userId), ''));
    });
  }

  /** Resolves to whether any of them was not read before. */
  private async update(userId: string, which: FindOptionsWhere<Notification>): Promise<boolean> {
    const unread = { recipientId: userId, channel: NotificationChannel.IN_APP, readAt: IsNull() };
    const { affected } = await this.database.manager.update(Notification, { ...unread, ...which }, { readAt: this.clock.now() });
    return affected !== 0;
  }
}

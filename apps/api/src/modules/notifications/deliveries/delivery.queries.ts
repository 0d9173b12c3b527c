import { Not } from 'typeorm';
import type { Database } from '../../../platform/database';
import { type Connection, newestFirst, type PageArgs } from '../../../platform/paging';
import { NotificationChannel } from '../notification.channel';
import { Notification } from '../notification.entity';
import type { DeliveryFilter } from './delivery.types';

/** Reads what goes out. */
export class DeliveryQueries {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  list({ state, channel, recipientId }: DeliveryFilter, args: PageArgs): Promise<Connection<Notification>> {
    const where = {
      channel: channel ?? Not(NotificationChannel.IN_APP),
      ...(state != null && { state }),
      ...(recipientId != null && { recipientId }),
    };
    return newestFirst(this.database.repository(Notification), where, args);
  }
}

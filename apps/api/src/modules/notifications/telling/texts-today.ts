import { LIMITS } from '@ccr/domain';
import { In, MoreThan } from 'typeorm';
import type { Database } from '../../../platform/database';
import { NotificationChannel } from '../notification.channel';
import { Notification, NotificationState } from '../notification.entity';
import { NEWS, type ToldNews } from '../notification.kinds';

const DAY_MS = 24 * 60 * 60 * 1_000;
const NEWS_KINDS = Object.keys(NEWS) as ToldNews[];
const { WAITING, SENT } = NotificationState;

/**
 * Whether someone got as much news by text message in the last day as anybody may: each costs the shop money, and who earns
 * by a number could raise one ticket after the other. The caller holds the recipient, so that nobody counts at the same time.
 */
export async function hasTextsEnough(database: Database, recipientId: string, now: Date): Promise<boolean> {
  const lately = { recipientId, channel: NotificationChannel.SMS, kind: In(NEWS_KINDS), state: In([WAITING, SENT]), createdAt: MoreThan(new Date(now.getTime() - DAY_MS)) };
  return (await database.repository(Notification).countBy(lately)) >= LIMITS.notification.smsPerDay;
}

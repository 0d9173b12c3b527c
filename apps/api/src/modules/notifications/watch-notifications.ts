import type { Platform } from '../../platform/platform';
import { backlogs } from '../../platform/queue';
import { NotificationChannel } from './notification.channel';
import { Notification, NotificationState } from './notification.entity';
import type { CountTry } from './outbox';

const { WAITING, HELD, UNKNOWN, BLOCKED, FAILED } = NotificationState;
/** What somebody may have to do something about. Of the others there are more each day, and counting them takes longer. */
const OPEN_STATES = [WAITING, HELD, UNKNOWN, BLOCKED, FAILED];
const lowerCase = (name: string): string => name.toLowerCase();

/** Tells how the tries of this process to send something have ended. */
export function watchTries({ metrics }: Platform): CountTry {
  const count = metrics.counter({
    name: 'ccr_notification_tries_total',
    help: 'Tries to send a notification, by the state in which they left it; "waiting" is to be tried again.',
    labels: ['channel', 'state'],
  });
  return (channel, state) => count({ channel: lowerCase(channel), state: lowerCase(state) });
}

/** Tells what waits to go out, over which channel, and how it stands. */
export function watchNotifications({ metrics, database, clock }: Platform, channels: readonly NotificationChannel[]): void {
  const outward = channels.filter((channel) => channel !== NotificationChannel.IN_APP);
  metrics.slowGauges(
    [
      { name: 'ccr_outbox_waiting', help: 'Notifications that wait to be sent, or to be sent again. The same in every process.', labels: ['channel'] },
      { name: 'ccr_outbox_age_seconds', help: 'How old the oldest of these is; 0 without one. The same in every process.', labels: ['channel'] },
    ],
    async () => {
      const query = database.repository(Notification).createQueryBuilder('one').where('one.dueAt IS NOT NULL').andWhere('one.channel IN (:...outward)', { outward });
      const found = await backlogs(query, 'one.channel', { since: 'one.createdAt', now: clock.now() });
      const each = outward.map((channel) => ({ labels: { channel: lowerCase(channel) }, ...(found.get(channel) ?? { waiting: 0, seconds: 0 }) }));
      return {
        ccr_outbox_waiting: each.map(({ labels, waiting }) => ({ labels, value: waiting })),
        ccr_outbox_age_seconds: each.map(({ labels, seconds }) => ({ labels, value: seconds })),
      };
    },
  );
  metrics.slowGauges(
    [{ name: 'ccr_notifications', help: 'Notifications by channel and state, of those states that end some day. The same in every process.', labels: ['channel', 'state'] }],
    async () => {
      const lines = await database
        .repository(Notification)
        .createQueryBuilder('one')
        .select(['one.state AS state', 'one.channel AS channel', 'COUNT(*) AS number'])
        .where('one.state IN (:...states) AND one.channel IN (:...outward)', { states: OPEN_STATES, outward })
        .groupBy('one.state')
        .addGroupBy('one.channel')
        .getRawMany<{ state: string; channel: string; number: string | number }>();
      const found = new Map(lines.map(({ state, channel, number }) => [`${channel} ${state}`, Number(number)]));
      const series = outward.flatMap((channel) => OPEN_STATES.map((state) => ({ channel, state })));
      return {
        ccr_notifications: series.map(({ channel, state }) => ({
          value: found.get(`${channel} ${state}`) ?? 0,
          labels: { channel: lowerCase(channel), state: lowerCase(state) },
        })),
      };
    },
  );
}

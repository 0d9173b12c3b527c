import { pino } from 'pino';
import { waitingMails } from '../../modules/notifications/outbox.rows';
import { NotificationChannel } from '../../modules/notifications/notification.channel';
import { Notification, NotificationState } from '../../modules/notifications/notification.entity';
import { watchNotifications } from '../../modules/notifications/watch-notifications';
import { WebhookDelivery, WebhookDeliveryState } from '../../modules/webhooks/webhook-delivery.entity';
import { WebhookState, WebhookTarget } from '../../modules/webhooks/webhook.entity';
import { watchWebhooks } from '../../modules/webhooks/watch-webhooks';
import { seriesIn } from '../../testing/metrics-text';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { newId } from '../database';
import { EventRow, watchEvents } from '../events';
import type { Platform } from '../platform';
import { Metrics } from './metrics';

const NOW = new Date('2026-03-01T12:00:00.500Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000);
const clock = { now: () => NOW };

describe('what waits', () => {
  let test: TestPlatform;
  const log = pino({ level: 'silent' });

  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.stop());

  /** What is told now, by a process that has just begun. */
  async function told(): Promise<string> {
    const metrics = new Metrics(log, true);
    const platform = { metrics, clock, database: test.database } as unknown as Platform;
    watchEvents(metrics, test.database, clock);
    watchNotifications(platform, Object.values(NotificationChannel));
    watchWebhooks(platform);
    return (await metrics.text()) ?? '';
  }

  it('is nothing at first, and told as 0', async () => {
    const text = await told();
    for (const name of ['ccr_events_waiting', 'ccr_event_lag_seconds', 'ccr_webhook_deliveries_waiting', 'ccr_webhook_delivery_age_seconds']) expect(seriesIn(text, name)).toBe(0);
    for (const channel of ['mail', 'push', 'sms']) {
      expect(seriesIn(text, `ccr_outbox_waiting{channel="${channel}"}`)).toBe(0);
      expect(seriesIn(text, `ccr_notifications{channel="${channel}",state="failed"}`)).toBe(0);
    }
    expect(text).not.toContain('in_app');
  });

  it('is told with how long the oldest has waited, and how notifications stand', async () => {
    const { database } = test;
    const [first, second, third, fourth] = await waitingMails(database, ago(90), 4);
    await database.unitOfWork(async () => {
      const change = (id: string | undefined, changes: object): Promise<unknown> => database.manager.update(Notification, { id }, changes);
      await change(first?.id, { createdAt: ago(30.5) });
      await change(second?.id, { state: NotificationState.FAILED, dueAt: null, createdAt: ago(5_000) });
      await change(third?.id, { state: NotificationState.SENT, dueAt: null });
      await change(fourth?.id, { state: NotificationState.UNKNOWN, dueAt: ago(-900), channel: NotificationChannel.SMS });
      await database.manager.update(EventRow, { id: first?.eventId }, { dueAt: ago(-60), at: ago(61) });
      const webhook = { name: 'w', url: 'https://example.com/', events: [], sealedSecret: '', formerSealedSecret: null, formerSecretUntil: null, pausedReason: null, createdById: first?.recipientId, createdAt: NOW, lastSeq: 1 };
      const [active, paused] = [newId(), newId()];
      await database.repository(WebhookTarget).insert([{ ...webhook, id: active, state: WebhookState.ACTIVE }, { ...webhook, id: paused, state: WebhookState.PAUSED }]);
      const delivery = { eventType: 'TicketCreated', statusCode: null, problem: null, requestBody: '{}', answer: null, sentAt: null, durationMs: null, dueAt: ago(-10), attempts: 1, leaseToken: null };
      await database.repository(WebhookDelivery).insert([
        { ...delivery, id: newId(), eventId: newId(), webhookId: active, state: WebhookDeliveryState.WAITING, createdAt: ago(7_200) },
        { ...delivery, id: newId(), eventId: newId(), webhookId: active, state: WebhookDeliveryState.SENT, dueAt: null, createdAt: ago(9_000) },
        { ...delivery, id: newId(), eventId: newId(), webhookId: paused, state: WebhookDeliveryState.WAITING, createdAt: ago(9_000) },
      ]);
    });
    const text = await told();
    const expected = {
      ccr_events_waiting: 1,
      ccr_event_lag_seconds: 61,
      'ccr_outbox_waiting{channel="mail"}': 1,
      'ccr_outbox_age_seconds{channel="mail"}': 30.5,
      'ccr_outbox_waiting{channel="sms"}': 1,
      'ccr_outbox_age_seconds{channel="sms"}': 90,
      'ccr_outbox_waiting{channel="push"}': 0,
      'ccr_notifications{channel="mail",state="waiting"}': 1,
      'ccr_notifications{channel="mail",state="failed"}': 1,
      'ccr_notifications{channel="mail",state="held"}': 0,
      'ccr_notifications{channel="sms",state="unknown"}': 1,
      ccr_webhook_deliveries_waiting: 1,
      ccr_webhook_delivery_age_seconds: 7_200,
    };
    expect(Object.fromEntries(Object.keys(expected).map((series) => [series, seriesIn(text, series)]))).toEqual(expected);
    expect(text).not.toContain('state="sent"');
  });

  it('is missing, and the rest there, while the database does not answer', async () => {
    const broken = jest.spyOn(test.database, 'repository').mockImplementation(() => {
      throw new Error('away');
    });
    const text = await told();
    broken.mockRestore();
    expect(seriesIn(text, 'ccr_event_lag_seconds')).toBeUndefined();
    expect(seriesIn(text, 'ccr_outbox_waiting{channel="mail"}')).toBeUndefined();
    expect(seriesIn(text, 'process_resident_memory_bytes')).toBeGreaterThan(0);
  });
});

import type { Person } from '@ccr/testkit';
import { DeliveryRefused, DeliveryUnavailable } from '../../../platform/delivery';
import { Outbound } from '../../../platform/outbound';
import { type PushBrowser, PushService } from '../../../testing/push-service';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { Notification, NotificationState } from '../notification.entity';
import type { NewsText } from '../news-writer';
import { PushCarrier } from './push.carrier';
import { PushSubscriptions } from './push-subscriptions.service';

const SUBSCRIBE = 'mutation($input: SubscribeToPushInput!) { subscribeToPush(input: $input) { ok } }';
const NEWS: NewsText = { title: 'Gita replied', body: 'Your parcel is on its way – tomorrow', path: '/tickets/K7Q2-M9XD' };
const [SENT, CANCELLED] = [{ state: NotificationState.SENT }, { state: NotificationState.CANCELLED }];

describe('a notification by push', () => {
  let test: TestServer;
  let service: PushService;
  let ann: Person;
  let notification: Notification;
  let news: NewsText | null;

  const carrier = (outbound?: Outbound): PushCarrier => {
    const { platform } = test.server;
    const writer = { of: () => Promise.resolve(new Map(news ? [[notification.id, news]] : [])) };
    const sender = { subject: 'https://help.example.com', keys: platform.secretKey.pushKeys };
    return new PushCarrier(new PushSubscriptions(platform), writer, outbound ?? platform.outbound, sender);
  };
  const failure = (): Promise<unknown> => carrier().deliver(notification).then(() => 'It worked', (error: unknown) => error);
  const subscribed = async (): Promise<PushBrowser> => {
    const input = service.browser();
    await ann.do(SUBSCRIBE, { input });
    return input;
  };
  const isSubscribed = async (): Promise<boolean> => (await new PushSubscriptions(test.server.platform).of(ann.id)).length > 0;

  beforeAll(async () => {
    test = await startTestServer({ PRIVATE_TARGETS: '127.0.0.0/8' });
    service = new PushService(() => test.server.platform.secretKey.pushKeys.publicKey);
    await service.start();
  });
  afterAll(async () => {
    expect(service.complaints).toEqual([]);
    await service.stop();
    await test.stop();
  });
  beforeEach(async () => {
    service.messages.length = 0;
    service.asked = 0;
    service.answer = () => ({ status: 201 });
    news = NEWS;
    ann = await test.shop.customer();
    notification = Object.assign(new Notification(), { id: 'n-1', recipientId: ann.id, ticketId: '01890a5d-ac96-774b-bcce-b302099a8057' });
  });

  it('reaches every browser of the person, readable there alone', async () => {
    const browsers = [await subscribed(), await subscribed()];
    expect(await carrier().deliver(notification)).toEqual(SENT);
    expect(service.messages.map(({ to }) => to).sort()).toEqual(browsers.map(({ endpoint }) => endpoint).sort());
    for (const { data, headers } of service.messages) {
      expect(data).toEqual({ id: 'n-1', ...NEWS, tag: notification.ticketId });
      expect(headers).toMatchObject({ ttl: '86400', urgency: 'high', topic: '01890a5dac96774bbcceb302099a8057', 'content-encoding': 'aes128gcm' });
    }
  });

  it('is not needed where nobody subscribed, or nothing is to be said', async () => {
    expect(await carrier().deliver(notification)).toEqual(CANCELLED);
    await subscribed();
    news = null;
    expect(await carrier().deliver(notification)).toEqual(CANCELLED);
    expect(service.asked).toBe(0);
  });

  it.each([404, 410])('forgets a browser that its service knows no more (%i)', async (status) => {
    await subscribed();
    service.answer = () => ({ status });
    expect(await carrier().deliver(notification)).toEqual(CANCELLED);
    expect(await isSubscribed()).toBe(false);
  });

  it('is shorter when it was too long', async () => {
    await subscribed();
    news = { ...NEWS, body: 'x'.repeat(2_000) };
    service.answer = (_path, length) => ({ status: length > 1_000 ? 413 : 201 });
    expect(await carrier().deliver(notification)).toEqual(SENT);
    expect(service.messages[0]?.data).toEqual({ id: 'n-1', ...NEWS, body: '', tag: notification.ticketId });
  });

  it.each([429, 500, 503])('waits as long as the service asks for (%i)', async (status) => {
    await subscribed();
    service.answer = () => ({ status, headers: { 'retry-after': '90' } });
    const error = await failure();
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(error).toMatchObject({ message: `The push service answered ${status}.`, retryAfterSeconds: 90 });
    expect(await isSubscribed()).toBe(true);
  });

  it.each([400, 403])('is given up when the service wants it not (%i)', async (status) => {
    await subscribed();
    service.answer = () => ({ status });
    expect(await failure()).toEqual(new DeliveryRefused(`The push service refused the message (${status}).`));
    expect(await isSubscribed()).toBe(true);
  });

  it('is tried again when the service falls silent', async () => {
    await subscribed();
    service.answer = () => null;
    expect(await failure()).toBeInstanceOf(DeliveryUnavailable);
  });

  it('is done when one browser has it', async () => {
    const [broken] = [await subscribed(), await subscribed()];
    service.answer = (path) => ({ status: broken.endpoint.endsWith(path) ? 500 : 201 });
    expect(await carrier().deliver(notification)).toEqual(SENT);
    expect(service.messages).toHaveLength(1);
  });

  it('goes nowhere private, whatever was saved', async () => {
    await subscribed();
    const error = await carrier(new Outbound([])).deliver(notification).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeliveryRefused);
    expect(service.asked).toBe(0);
  });
});

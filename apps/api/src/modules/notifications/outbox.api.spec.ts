import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { Role } from '@ccr/domain';
import { eventually } from '@ccr/testkit';
import { pino } from 'pino';
import { newId } from '../../platform/database';
import { EventRow } from '../../platform/events';
import { createMailTransport } from '../../platform/mail';
import { waiting } from '../../platform/queue';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { startTestServer } from '../../testing/test-server';
import { User } from '../accounts';
import { Notification, NotificationState } from './notification.entity';
import { Outbox } from './outbox';

const FROM = { name: 'Example Shop', email: 'help@example.com' };
const SENDER = { shopName: 'Example Shop', publicUrl: 'https://help.example.com' };

interface SentMail {
  readonly personalizations: [{ to: [{ email: string }] }];
  readonly custom_args: { notification_id: string };
  readonly subject: string;
  readonly content: { type: string; value: string }[];
}

/** A stand-in for SendGrid: keeps what it accepted and answers as the spec says. */
class SendGrid {
  asked = 0;
  readonly accepted: SentMail[] = [];
  status = 202;
  headers: Record<string, string> = {};
  private readonly server: Server = createServer((request, response: ServerResponse) => {
    void json(request).then((mail) => {
      this.asked++;
      if (this.status === 202) this.accepted.push(mail as SentMail);
      response.writeHead(this.status, { 'content-type': 'application/json', ...this.headers });
      response.end(this.status === 202 ? '' : JSON.stringify({ errors: [{ message: 'The address is not valid', field: 'to' }] }));
    });
  });

  start = (): Promise<void> => new Promise((done) => this.server.listen(0, '127.0.0.1', done));
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }
  stop(): Promise<void> {
    return new Promise((done) => {
      this.server.close(() => done());
      this.server.closeAllConnections();
    });
  }
}

/** A clock that a spec sets forward. */
class HandClock {
  private time = Date.parse('2026-01-01T12:00:00.000Z');
  now = (): Date => new Date(this.time);
  forward(ms: number): void {
    this.time += ms;
  }
}

describe('the outbox', () => {
  let platform: TestPlatform;
  let sendGrid: SendGrid;
  let clock: HandClock;
  let logged: string[];
  const running: Outbox[] = [];

  const outbox = (): Outbox => {
    const transport = createMailTransport({ from: FROM, sendGridApiKey: 'SG.key', sendGridBaseUrl: sendGrid.url, folder: '' });
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
    const made = new Outbox(platform.database, transport, SENDER, clock, log);
    running.push(made);
    return made;
  };
  /** So many new customers who wait to be welcomed. */
  async function welcomes(count: number): Promise<Notification[]> {
    const now = clock.now();
    const ids = Array.from({ length: count }, () => ({ person: newId(), event: newId(), notification: newId() }));
    const { database } = platform;
    return database.unitOfWork(async () => {
      await database.repository(User).insert(
        ids.map(({ person }) => ({
          id: person, name: 'Ann Rao', email: `${person}@example.com`, mobile: null, role: Role.CUSTOMER, passwordHash: '', createdAt: now, lastSeq: 1,
        })),
      );
      await database.repository(EventRow).insert(
        ids.map(({ person, event }) => ({
          id: event, streamId: person, seq: 1, type: 'CustomerSignedUp', at: now, actorId: person, internal: false, data: {}, dueAt: null, attempts: 1, leaseToken: null,
        })),
      );
      const rows = ids.map(({ person, event, notification }) => ({
        id: notification, eventId: event, recipientId: person, kind: 'welcome', state: NotificationState.WAITING, problem: null, createdAt: now, sentAt: null, ...waiting(now),
      }));
      await database.repository(Notification).insert(rows);
      return rows;
    });
  }
  const rowOf = ({ id }: Notification): Promise<Notification> => platform.database.repository(Notification).findOneByOrFail({ id });
  const settled = (row: Notification, attempts: number): Promise<Notification> =>
    eventually(`try ${attempts} to end`, async () => {
      const now = await rowOf(row);
      return now.attempts === attempts && now.leaseToken === null && now;
    });

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    [sendGrid, clock, logged] = [new SendGrid(), new HandClock(), []];
    await sendGrid.start();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    await sendGrid.stop();
    const { database } = platform;
    await database.unitOfWork(() => database.repository(Notification).createQueryBuilder().delete().execute());
  });

  it('202: the mail is sent, once', async () => {
    const [row] = (await welcomes(1)) as [Notification];
    outbox().start();
    expect(await settled(row, 1)).toMatchObject({ state: 'SENT', sentAt: clock.now(), dueAt: null, problem: null });
    clock.forward(24 * 60 * 60 * 1_000);
    running[0]?.nudge();
    await running[0]?.stop();
    expect(sendGrid.accepted).toHaveLength(1);
    expect(sendGrid.accepted[0]).toMatchObject({
      subject: 'Welcome to Example Shop',
      personalizations: [{ to: [{ email: `${row.recipientId}@example.com` }] }],
      custom_args: { notification_id: row.id },
    });
  });

  it.each([500, 503, 429, 408, 200])('%i: it is tried again later, with growing pauses, and sent once the provider is well', async (status) => {
    sendGrid.status = status;
    const [row] = (await welcomes(1)) as [Notification];
    const box = outbox();
    box.start();
    for (let attempt = 1, pause = 1_000; attempt <= 4; attempt++, pause *= 2) {
      const failed = await settled(row, attempt);
      expect(failed).toMatchObject({ state: 'WAITING', sentAt: null });
      expect(failed.problem).toContain(String(status));
      const wait = (failed.dueAt?.getTime() ?? 0) - clock.now().getTime();
      expect(wait).toBeGreaterThanOrEqual(pause / 2);
      expect(wait).toBeLessThanOrEqual(pause);
      clock.forward(wait);
      if (attempt === 4) sendGrid.status = 202;
      box.nudge();
    }
    expect(await settled(row, 5)).toMatchObject({ state: 'SENT', sentAt: clock.now(), problem: null });
    expect(sendGrid.accepted).toHaveLength(1);
    expect(logged.every((line) => (JSON.parse(line) as { level: number }).level === 40)).toBe(true); // nobody has to act
  });

  it('429 with Retry-After: not before', async () => {
    [sendGrid.status, sendGrid.headers] = [429, { 'retry-after': '90' }];
    const [row] = (await welcomes(1)) as [Notification];
    const box = outbox();
    box.start();
    expect((await settled(row, 1)).dueAt).toEqual(new Date(clock.now().getTime() + 90_000));
    sendGrid.status = 202;
    clock.forward(89_999);
    box.nudge();
    await box.stop();
    expect(sendGrid.asked).toBe(1);
    clock.forward(1);
    box.start();
    expect(await settled(row, 2)).toMatchObject({ state: 'SENT' });
  });

  it.each([400, 401, 413])('%i: it is given up, with the reason, and a human is told', async (status) => {
    sendGrid.status = status;
    const [row] = (await welcomes(1)) as [Notification];
    const box = outbox();
    box.start();
    const given = await settled(row, 1);
    expect(given).toMatchObject({ state: 'FAILED', sentAt: null, dueAt: null });
    expect(given.problem).toContain('The address is not valid');
    sendGrid.status = 202;
    clock.forward(24 * 60 * 60 * 1_000);
    box.nudge();
    await box.stop();
    expect(sendGrid.asked).toBe(1);
    expect(logged.map((line) => JSON.parse(line) as { level: number; notificationId: string })).toMatchObject([{ level: 50, notificationId: row.id }]);
    expect(logged.join()).not.toContain('SG.key');
  });

  it('one mail that can not be written holds up no other', async () => {
    const rows = await welcomes(3);
    const { database } = platform;
    await database.unitOfWork(() => database.repository(Notification).update({ id: rows[0]?.id ?? '' }, { kind: 'unheardOf' }));
    outbox().start();
    for (const row of rows.slice(1)) expect(await settled(row, 1)).toMatchObject({ state: 'SENT' });
    expect(await settled(rows[0] as Notification, 1)).toMatchObject({ state: 'WAITING' });
    expect(logged.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([50]); // it is our mistake
  });

  it('a sender that died is taken over from when its lease has run out', async () => {
    const [row] = (await welcomes(1)) as [Notification];
    const { database } = platform;
    const dead = { leaseToken: newId(), attempts: 1, dueAt: new Date(clock.now().getTime() + 20_000) };
    await database.unitOfWork(() => database.repository(Notification).update({ id: row.id }, dead));
    const box = outbox();
    box.start();
    await box.stop();
    expect(sendGrid.asked).toBe(0);
    clock.forward(20_000);
    box.start();
    expect(await settled(row, 2)).toMatchObject({ state: 'SENT' });
  });

  it('several senders on one database send each of 40 once', async () => {
    const rows = await welcomes(40);
    const boxes = [outbox(), outbox(), outbox()];
    boxes.forEach((box) => box.start());
    await eventually('all to be sent', async () => {
      boxes.forEach((box) => box.nudge());
      return (await platform.database.repository(Notification).countBy({ state: NotificationState.SENT })) === rows.length;
    });
    const sent = sendGrid.accepted.map((mail) => mail.custom_args.notification_id);
    expect(sent).toHaveLength(rows.length);
    expect(new Set(sent)).toEqual(new Set(rows.map((row) => row.id)));
  });
});

describe('a server with a SendGrid key', () => {
  it('sends through it, and keeps no mail on this machine', async () => {
    const sendGrid = new SendGrid();
    await sendGrid.start();
    const test = await startTestServer({ SENDGRID_API_KEY: 'SG.key', SENDGRID_BASE_URL: sendGrid.url, SHOP_NAME: 'Example Shop' });
    const customer = await test.shop.customer();
    await test.shop.ticket(customer, { subject: '<b>Paid</b> & paid' });
    await eventually('both mails', () => sendGrid.accepted.length === 2);
    const [welcome, raised] = [...sendGrid.accepted].sort((a, b) => (a.subject < b.subject ? 1 : -1));
    expect(welcome).toMatchObject({ subject: 'Welcome to Example Shop', personalizations: [{ to: [{ email: customer.email }] }] });
    expect(raised?.subject).toContain('<b>Paid</b> & paid');
    expect(raised?.content.find(({ type }) => type === 'text/html')?.value).toContain('&lt;b&gt;Paid&lt;/b&gt; &amp; paid');
    expect(await test.mailsTo(customer.email)).toEqual([]);
    await test.stop();
    await sendGrid.stop();
  });
});

import { eventually } from '@ccr/testkit';
import { pino } from 'pino';
import { SecretKey } from '../../platform/auth';
import { newId } from '../../platform/database';
import { SendGridTransport } from '../../platform/mail/sendgrid.transport';
import { codeIn } from '../../testing/mailed-codes';
import { HandClock } from '../../testing/hand-clock';
import { SendGridDouble } from '../../testing/sendgrid-double';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { startTestServer } from '../../testing/test-server';
import { waitingMails } from './outbox.rows';
import { MailCarrier } from './mail.carrier';
import { MailWriter } from './mail-writer';
import { Notification, NotificationState } from './notification.entity';
import { Outbox } from './outbox';

const FROM = { name: 'Example Shop', email: 'help@example.com' };
const SENDER = { shopName: 'Example Shop', publicUrl: 'https://help.example.com', shopLogoUrl: null, shopColour: '#0b6b63' };
const REFUSAL = 'The address is not valid';
const MINUTES = 60_000;

describe('the outbox', () => {
  let platform: TestPlatform;
  let sendGrid: SendGridDouble;
  let clock: HandClock;
  let logged: string[];
  let tries: string[];
  const running: Outbox[] = [];

  /** `hearsBack`: SendGrid tells afterwards which ones it has. */
  const outbox = ({ hearsBack = false, timeoutMs = 10_000, apiKey = 'SG.key' } = {}): Outbox => {
    const transport = new SendGridTransport({ from: FROM, apiKey, baseUrl: sendGrid.url, timeoutMs });
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
    const writer = new MailWriter(platform.database, new SecretKey('s'.repeat(32)), SENDER);
    const carrier = new MailCarrier(writer, transport, { reasonOf: () => Promise.resolve(null) }, hearsBack);
    const made = new Outbox(platform.database, carrier, clock, log, (channel, state) => void tries.push(`${channel} ${state}`));
    running.push(made);
    return made;
  };
  const welcomes = (count: number): Promise<Notification[]> => waitingMails(platform.database, clock.now(), count);
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
    [sendGrid, clock, logged, tries] = [new SendGridDouble(), new HandClock(), [], []];
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
    expect(await settled(row, 1)).toMatchObject({ state: 'SENT', sentAt: clock.now(), dueAt: null, address: null, problem: null });
    clock.forward(24 * 60 * 60 * 1_000);
    running[0]?.nudge();
    await running[0]?.stop();
    expect(tries).toEqual(['MAIL SENT']);
    expect(sendGrid.accepted).toHaveLength(1);
    expect(sendGrid.accepted[0]).toMatchObject({
      subject: 'Welcome to Example Shop',
      personalizations: [{ to: [{ email: `${row.recipientId}@example.com` }] }],
      custom_args: { notification_id: row.id },
    });
  });

  it.each([500, 503, 429, 408, 200])('%i: it is tried again later, with growing pauses, and sent once the provider is well', async (status) => {
    sendGrid.mood = { status, message: REFUSAL };
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
      if (attempt === 4) sendGrid.mood = 'take';
      box.nudge();
    }
    expect(await settled(row, 5)).toMatchObject({ state: 'SENT', sentAt: clock.now(), address: null, problem: null });
    expect(sendGrid.accepted).toHaveLength(1);
    expect(logged.every((line) => (JSON.parse(line) as { level: number }).level === 40)).toBe(true); // nobody has to act
  });

  it('429 with Retry-After: not before', async () => {
    sendGrid.mood = { status: 429, headers: { 'retry-after': '90' } };
    const [row] = (await welcomes(1)) as [Notification];
    const box = outbox();
    box.start();
    expect((await settled(row, 1)).dueAt).toEqual(new Date(clock.now().getTime() + 90_000));
    sendGrid.mood = 'take';
    clock.forward(89_999);
    box.nudge();
    await box.stop();
    expect(sendGrid.asked).toBe(1);
    clock.forward(1);
    box.start();
    expect(await settled(row, 2)).toMatchObject({ state: 'SENT' });
    await box.stop();
    expect(tries).toEqual(['MAIL WAITING', 'MAIL SENT']);
  });

  it.each([400, 401, 413])('%i: it is given up, with the reason, and a human is told', async (status) => {
    sendGrid.mood = { status, message: REFUSAL };
    const [row] = (await welcomes(1)) as [Notification];
    const box = outbox();
    box.start();
    const given = await settled(row, 1);
    expect(given).toMatchObject({ state: 'FAILED', sentAt: null, dueAt: null });
    expect(given.problem).toContain(REFUSAL);
    sendGrid.mood = 'take';
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

  it('one that nobody answers holds up no other', async () => {
    sendGrid.mood = 'hang';
    const [slow] = (await welcomes(1)) as [Notification];
    const box = outbox({ timeoutMs: 5_000 });
    box.start();
    await eventually('the first to be asked for', () => sendGrid.asked === 1);
    sendGrid.mood = 'take';
    const [quick] = (await welcomes(1)) as [Notification];
    box.nudge();
    expect(await settled(quick, 1)).toMatchObject({ state: 'SENT' });
    expect((await rowOf(slow)).leaseToken).not.toBeNull();
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

  it('the key is wrong: every mail is a dead letter, and the log says what to do', async () => {
    const [row] = (await welcomes(1)) as [Notification];
    outbox({ apiKey: 'SG.wrong' }).start();
    expect(await settled(row, 1)).toMatchObject({ state: 'FAILED', dueAt: null });
    await running[0]?.stop();
    expect(tries).toEqual(['MAIL FAILED']);
    expect(logged.join()).toContain('SENDGRID_API_KEY');
    expect(logged.join()).not.toContain('SG.wrong');
  });

  it('it is given up after about a day of trying', async () => {
    sendGrid.mood = { status: 503 };
    const [row] = (await welcomes(1)) as [Notification];
    const { database } = platform;
    await database.unitOfWork(() => database.repository(Notification).update({ id: row.id }, { attempts: 39 }));
    outbox().start();
    expect(await settled(row, 40)).toMatchObject({ state: 'FAILED', dueAt: null, problem: 'SendGrid answered 503.' });
    expect(logged.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([50]);
  });

  describe('no answer', () => {
    it('is not known to be sent: it waits for the provider to say so, and is sent again when it says nothing', async () => {
      sendGrid.mood = 'hang';
      const [row] = (await welcomes(1)) as [Notification];
      const box = outbox({ hearsBack: true, timeoutMs: 100 });
      box.start();
      const unknown = await settled(row, 1);
      expect(unknown).toMatchObject({ state: 'UNKNOWN', dueAt: new Date(clock.now().getTime() + 15 * MINUTES), sentAt: null });
      sendGrid.mood = 'take';
      clock.forward(15 * MINUTES - 1);
      box.nudge();
      await box.stop();
      expect([sendGrid.asked, tries]).toEqual([1, ['MAIL UNKNOWN']]);
      clock.forward(1);
      box.start();
      expect(await settled(row, 2)).toMatchObject({ state: 'SENT', problem: null });
    });

    it('of a provider that does not tell is tried again like any other', async () => {
      sendGrid.mood = 'takeAndCut';
      const [row] = (await welcomes(1)) as [Notification];
      const box = outbox();
      box.start();
      const failed = await settled(row, 1);
      expect(failed).toMatchObject({ state: 'WAITING' });
      expect((failed.dueAt?.getTime() ?? 0) - clock.now().getTime()).toBeLessThanOrEqual(1_000);
    });

    it('of a provider that does not tell is not answered with copies without end', async () => {
      sendGrid.mood = 'takeAndCut';
      const [row] = (await welcomes(1)) as [Notification];
      const { database } = platform;
      await database.unitOfWork(() => database.repository(Notification).update({ id: row.id }, { attempts: 4 }));
      outbox().start();
      expect(await settled(row, 5)).toMatchObject({ state: 'FAILED', dueAt: null });
    });

    it('because nobody listens is known not to be sent', async () => {
      const [row] = (await welcomes(1)) as [Notification];
      const box = outbox({ hearsBack: true });
      await sendGrid.stop();
      box.start();
      expect(await settled(row, 1)).toMatchObject({ state: 'WAITING', problem: expect.stringContaining('ECONNREFUSED') as string });
      await sendGrid.start();
    });

    it('of a server that died with it in hand is the same', async () => {
      const [row] = (await welcomes(1)) as [Notification];
      const { database } = platform;
      await database.unitOfWork(() => database.repository(Notification).update({ id: row.id }, { leaseToken: newId(), attempts: 1 }));
      const box = outbox({ hearsBack: true });
      box.start();
      expect(await settled(row, 2)).toMatchObject({ state: 'UNKNOWN', dueAt: new Date(clock.now().getTime() + 15 * MINUTES) });
      expect(sendGrid.asked).toBe(0);
    });
  });

  it('what rides on a mail that nobody needs any more goes nowhere either', async () => {
    const [leader, carried] = (await welcomes(2)) as [Notification, Notification];
    const { database } = platform;
    await database.unitOfWork(async () => {
      await database.repository(Notification).update({ id: carried.id }, { state: NotificationState.CARRIED, carriedById: leader.id, dueAt: null });
      await database.manager.query('UPDATE users SET erasedAt = createdAt WHERE id = ?', [leader.recipientId]);
    });
    outbox().start();
    expect(await settled(leader, 1)).toMatchObject({ state: 'CANCELLED' });
    expect(await rowOf(carried)).toMatchObject({ state: 'CANCELLED', dueAt: null });
  });

  it('several senders on one database send each of 40 once', async () => {
    const rows = await welcomes(40);
    const boxes = [outbox(), outbox(), outbox()];
    boxes.forEach((box) => box.start());
    await eventually('all to be sent', async () => {
      boxes.forEach((box) => box.nudge());
      return (await platform.database.repository(Notification).countBy({ state: NotificationState.SENT })) === rows.length;
    });
    const sent = sendGrid.accepted.map((mail) => mail.custom_args['notification_id']);
    expect(sent).toHaveLength(rows.length);
    expect(new Set(sent)).toEqual(new Set(rows.map((row) => row.id)));
  });
});

describe('a server with a SendGrid key', () => {
  it('sends through it, and keeps no mail on this machine', async () => {
    const sendGrid = new SendGridDouble();
    await sendGrid.start();
    const test = await startTestServer({ SENDGRID_API_KEY: 'SG.key', SENDGRID_BASE_URL: sendGrid.url, SHOP_NAME: 'Example Shop' });
    const customer = await test.shop.customer();
    await test.shop.ticket(customer, { subject: '<b>Paid</b> & paid' });
    const [confirm] = await eventually('the first mail', () => sendGrid.accepted.length === 1 && sendGrid.accepted);
    const code = codeIn({ text: confirm?.content[0]?.value ?? '' });
    await customer.do('mutation($input: VerifyEmailInput!) { verifyEmail(input: $input) { viewer { id } } }', { input: { code } });
    await eventually('the mails that waited for it', () => sendGrid.accepted.length === 3);
    expect(JSON.stringify(confirm)).not.toContain(customer.name);
    const [raised, welcome] = [/Paid/, /^Welcome/].map((subject) => sendGrid.accepted.find((mail) => subject.test(mail.subject)));
    expect(welcome).toMatchObject({ subject: 'Welcome to Example Shop', personalizations: [{ to: [{ email: customer.email }] }] });
    expect(raised?.subject).toContain('<b>Paid</b> & paid');
    expect(raised?.content.find(({ type }) => type === 'text/html')?.value).toContain('&lt;b&gt;Paid&lt;/b&gt; &amp; paid');
    expect(await test.mailsTo(customer.email)).toEqual([]);
    expect(sendGrid.objections).toEqual([]);
    await test.stop();
    await sendGrid.stop();
  });
});

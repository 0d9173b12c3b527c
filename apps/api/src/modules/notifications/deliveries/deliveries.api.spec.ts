import { eventually, type Person } from '@ccr/testkit';
import { type Mood, SendGridDouble } from '../../../testing/sendgrid-double';
import type { SendGridMail } from '../../../testing/sendgrid-rules';
import { startTestServer, type TestServer } from '../../../testing/test-server';

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly state: string;
  readonly address: string | null;
  readonly problem: string | null;
  readonly attempts: number;
  readonly canSendAgain: boolean;
  readonly recipient: { readonly id: string; readonly mailBlocked: string | null };
  readonly ticket: { readonly id: string } | null;
}
interface Page {
  readonly deliveries: { readonly nodes: Listed[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } };
}

const LIST = `query($first: Int, $after: String, $filter: DeliveryFilter) { deliveries(first: $first, after: $after, filter: $filter) {
  nodes { id kind channel state address problem attempts canSendAgain recipient { id mailBlocked } ticket { id } } pageInfo { hasNextPage endCursor } } }`;
const AGAIN = 'mutation($input: SendAgainInput!) { sendAgain(input: $input) { delivery { id state attempts problem } } }';
const BLOCKED = '{ blockedAddresses { nodes { address reason detail } } }';
const UNBLOCK = 'mutation($input: UnblockAddressInput!) { unblockAddress(input: $input) { ok } }';
const TEST_MAIL = 'mutation { sendTestMail { address problem } }';

describe('deliveries', () => {
  const sendGrid = new SendGridDouble();
  let test: TestServer;
  let admin: Person;

  const listed = async (recipientId: string): Promise<Listed[]> => (await admin.do<Page>(LIST, { filter: { recipientId } })).deliveries.nodes;
  /** The one mail that someone gets at sign-up. */
  const first = async (person: Person, state: string): Promise<Listed> =>
    eventually(`${state}`, async () => (await listed(person.id)).find((one) => one.kind === 'confirmEmail' && one.state === state));
  const mailOf = (person: Person): SendGridMail | undefined => [...sendGrid.accepted].reverse().find((mail) => mail.personalizations[0]?.to[0]?.email === person.email);
  const tell = (person: Person, event: string, more = {}): Promise<number> => sendGrid.tell(test.origin, [sendGrid.eventOf(mailOf(person) as SendGridMail, event, more)], test.clock.now());
  const codeOf = async (person: Person, query: string, variables = {}): Promise<string | undefined> => (await person.send(query, variables)).errors?.[0]?.extensions.code;
  /** To mails of one kind: others are still on their way, to those who came before. */
  const answerTo = (kind: string, mood: Mood): void => {
    sendGrid.mood = ({ categories }) => (categories?.[0] === kind ? mood : 'take');
  };
  const newcomer = async (mood: Mood = 'take', state = 'SENT'): Promise<Person> => {
    answerTo('confirmEmail', mood);
    const person = await test.shop.customer();
    await first(person, state);
    sendGrid.mood = 'take';
    return person;
  };
  /** Those with a mail that SendGrid refuses. */
  const refused = async (): Promise<Person> => {
    const person = await newcomer({ status: 400, message: 'no' }, 'FAILED');
    expect(test.alarms.splice(0).join()).toContain('was refused for good');
    return person;
  };

  beforeAll(async () => {
    await sendGrid.start();
    test = await startTestServer({ SENDGRID_API_KEY: 'SG.key', SENDGRID_BASE_URL: sendGrid.url, SENDGRID_WEBHOOK_KEY: sendGrid.verificationKey });
    admin = await test.shop.firstAdmin();
  });
  afterAll(async () => {
    await test.stop();
    await sendGrid.stop();
    expect(sendGrid.objections).toEqual([]);
  });

  describe('what SendGrid tells', () => {
    it('is taken only when it is signed, and not long ago', async () => {
      const person = await newcomer();
      const event = sendGrid.eventOf(mailOf(person) as SendGridMail, 'delivered');
      const { body, headers } = sendGrid.signed([event], test.clock.now());
      const post = async (change: Record<string, string>, sent = body): Promise<number> =>
        (await fetch(`${test.origin}/webhooks/sendgrid/events`, { method: 'POST', headers: { ...headers, ...change }, body: sent })).status;
      const [signature, timestamp] = ['x-twilio-email-event-webhook-signature', 'x-twilio-email-event-webhook-timestamp'];
      const stranger = new SendGridDouble().signed([event], test.clock.now()).headers[signature] ?? '';
      expect(await post({ [signature]: '' })).toBe(403);
      expect(await post({ [signature]: 'not base64 of anything' })).toBe(403);
      expect(await post({ [signature]: stranger })).toBe(403);
      expect(await post({ [timestamp]: String(Number(headers[timestamp]) + 1) })).toBe(403);
      expect(await post({}, body.replace('delivered', 'bounce'))).toBe(403);
      expect(await sendGrid.tell(test.origin, [event], new Date(test.clock.now().getTime() - 25 * 60 * 60 * 1_000))).toBe(403);
      expect(await post({}, 'x'.repeat(1024 * 1024 + 1))).toBe(413);
      expect(await first(person, 'SENT')).toMatchObject({ problem: null });
      expect(await post({})).toBe(200);
      expect(await first(person, 'DELIVERED')).toMatchObject({ problem: null });
      expect(await post({})).toBe(200); // told again
    });

    it('only goes forward, in whatever order it comes', async () => {
      const person = await newcomer();
      expect(await tell(person, 'delivered')).toBe(200);
      for (const event of ['processed', 'deferred', 'open', 'unheardOf', 'constructor']) expect(await tell(person, event)).toBe(200);
      expect(await first(person, 'DELIVERED')).toBeDefined();
      expect(await sendGrid.tell(test.origin, [], test.clock.now())).toBe(200);
      const foreign = [{ event: 'bounce', email: 'x@example.com', notification_id: 'none' }, { event: 'bounce', email: 'x@example.com' }];
      expect(await sendGrid.tell(test.origin, foreign, test.clock.now())).toBe(200);
      expect(await admin.do(BLOCKED)).toEqual({ blockedAddresses: { nodes: [] } });
    });

    it('settles what got no answer, which is then not sent again', async () => {
      const person = await newcomer('takeAndCut', 'UNKNOWN');
      const [row] = await listed(person.id);
      expect(await codeOf(admin, AGAIN, { input: { deliveryId: row?.id } })).toBe('CONFLICT');
      const before = sendGrid.asked;
      expect(await tell(person, 'processed')).toBe(200);
      expect(await first(person, 'SENT')).toMatchObject({ attempts: 1, problem: null });
      test.clock.pass(16 * 60_000);
      await new Promise((resolve) => setTimeout(resolve, 2_500)); // a sweep
      expect(sendGrid.asked).toBe(before);
    });

    it('that a mail was turned away for once is only shown', async () => {
      const person = await newcomer();
      expect(await tell(person, 'bounce', { type: 'blocked', reason: `550 ${person.email} is full` })).toBe(200);
      expect(await first(person, 'SENT')).toMatchObject({ problem: 'The mail was turned away: 550 …@… is full', recipient: { mailBlocked: null } });
    });
  });

  it.each([
    ['bounce', { type: 'bounce', reason: 'unknown user' }, 'BOUNCED', 'The mail came back: unknown user'],
    ['dropped', { reason: 'Bounced Address' }, 'DROPPED', 'The provider did not send it: Bounced Address'],
    ['spamreport', {}, 'REPORTED_AS_SPAM', 'The recipient reported it as spam.'],
  ])('%s: no more mail to that address, until an admin allows it again', async (event, more, reason, problem) => {
    const person = await newcomer();
    expect(await tell(person, event, more)).toBe(200);
    const failed = await first(person, 'FAILED');
    expect(failed).toMatchObject({ problem, address: person.email, canSendAgain: false, recipient: { id: person.id, mailBlocked: reason } });
    const { blockedAddresses } = await admin.do<{ blockedAddresses: { nodes: { address: string; reason: string }[] } }>(BLOCKED);
    expect(blockedAddresses.nodes[0]).toMatchObject({ address: person.email, reason });
    expect(await person.do('{ viewer { mailBlocked } }')).toEqual({ viewer: { mailBlocked: null } });

    // The next mail is not sent.
    const before = sendGrid.asked;
    await person.do('mutation { resendEmailVerification { ok } }');
    const next = await first(person, 'BLOCKED');
    expect(next).toMatchObject({ canSendAgain: false, problem: expect.any(String) as string });
    expect(sendGrid.asked).toBe(before);
    expect(await codeOf(admin, AGAIN, { input: { deliveryId: failed.id } })).toBe('CONFLICT');

    expect(await admin.do(UNBLOCK, { input: { address: ` ${person.email.toUpperCase()} ` } })).toEqual({ unblockAddress: { ok: true } });
    expect(await codeOf(admin, UNBLOCK, { input: { address: person.email } })).toBe('NOT_FOUND');
    expect(await first(person, 'BLOCKED')).toMatchObject({ canSendAgain: true, recipient: { mailBlocked: null } });
    await admin.do(AGAIN, { input: { deliveryId: next.id } });
    expect(await first(person, 'SENT')).toMatchObject({ id: next.id, attempts: 1, problem: null });
    const audit = await admin.do<{ securityEvents: { nodes: { type: string }[] } }>('query($id: ID!) { securityEvents(filter: { userId: $id }) { nodes { type } } }', { id: person.id });
    expect(audit.securityEvents.nodes.map(({ type }) => type)).toEqual(expect.arrayContaining(['SENT_AGAIN', 'ADDRESS_UNBLOCKED']));
  });

  it('what is told of an earlier sending, once more, does nothing to the next one', async () => {
    const person = await newcomer();
    const earlier = sendGrid.eventOf(mailOf(person) as SendGridMail, 'bounce', { type: 'bounce', sg_message_id: `${sendGrid.messageIdOf(mailOf(person) as SendGridMail)}.recvd-1` });
    const again = (): Promise<number> => sendGrid.tell(test.origin, [earlier, earlier], test.clock.now());
    expect(await again()).toBe(200);
    const { id } = await first(person, 'FAILED');
    await admin.do(UNBLOCK, { input: { address: person.email } });
    await again(); // before it is sent again
    await admin.do(AGAIN, { input: { deliveryId: id } });
    await first(person, 'SENT');
    await again();
    expect(await first(person, 'SENT')).toMatchObject({ recipient: { mailBlocked: null } });
  });

  it('401: a dead letter that an admin sees, and sends again', async () => {
    const person = await newcomer({ status: 401, message: 'The key is revoked' }, 'FAILED');
    expect(test.alarms.splice(0).join()).toContain('SENDGRID_API_KEY');
    const row = await first(person, 'FAILED');
    expect(row).toMatchObject({ channel: 'MAIL', attempts: 1, canSendAgain: true, problem: expect.stringContaining('401') as string });
    const both = await Promise.all([1, 2].map(() => codeOf(admin, AGAIN, { input: { deliveryId: row.id } })));
    expect(both.filter((code) => code === 'CONFLICT')).toHaveLength(1);
    await first(person, 'SENT');
    expect(sendGrid.takenTimes().get(row.id)).toBe(1);
    expect(await codeOf(admin, AGAIN, { input: { deliveryId: row.id } })).toBe('CONFLICT');
    expect(await codeOf(admin, AGAIN, { input: { deliveryId: 'none' } })).toBe('NOT_FOUND');
  });

  it('are listed newest first, page by page, and by what became of them', async () => {
    const person = await refused();
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { deliveries }: Page = await admin.do<Page>(LIST, { first: 2, after });
      seen.push(...deliveries.nodes.map(({ id }) => id));
      after = deliveries.pageInfo.endCursor;
      if (!deliveries.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe(seen.length);
    const by = async (filter: object): Promise<Listed[]> => (await admin.do<Page>(LIST, { first: 100, filter })).deliveries.nodes;
    expect((await by({ state: 'FAILED', recipientId: person.id })).map(({ kind }) => kind)).toEqual(['confirmEmail']);
    expect(await by({ channel: 'SMS' })).toEqual([]);
    expect((await by({})).every(({ channel }) => channel !== 'IN_APP')).toBe(true);
  });

  it.each([['a customer', () => test.shop.customer()], ['an agent', () => test.shop.agent()]])('are none of the business of %s', async (_who, make) => {
    const someone = await make();
    const attempts: [string, object][] = [
      [LIST, {}], [AGAIN, { input: { deliveryId: 'none' } }], [BLOCKED, {}], [UNBLOCK, { input: { address: 'x@example.com' } }],
      [TEST_MAIL, {}], ['{ mailKinds }', {}], ['{ mailPreview(kind: "welcome") { subject } }', {}],
    ];
    for (const [operation, variables] of attempts) expect(await codeOf(someone, operation, variables)).toBe('FORBIDDEN');
  });

  it('a test mail goes to the admin alone, at once, and its problem is told', async () => {
    expect(await admin.do(TEST_MAIL)).toEqual({ sendTestMail: { address: admin.email, problem: null } });
    expect(mailOf(admin)).toMatchObject({ subject: expect.stringContaining('test mail') as string });
    answerTo('test', { status: 401, message: 'The key is revoked' });
    const { sendTestMail } = await admin.do<{ sendTestMail: { problem: string } }>(TEST_MAIL);
    expect(sendTestMail.problem).toMatch(/401.*SENDGRID_API_KEY/);
    sendGrid.mood = 'take';
    for (let i = 0; i < 3; i++) await admin.do(TEST_MAIL);
    expect(await codeOf(admin, TEST_MAIL)).toBe('RATE_LIMITED');
  });
});

describe('a server without a verification key', () => {
  it('has no such address', async () => {
    const test = await startTestServer();
    const response = await fetch(`${test.origin}/webhooks/sendgrid/events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[]' });
    expect(response.status).toBe(404);
    await test.stop();
  });
});

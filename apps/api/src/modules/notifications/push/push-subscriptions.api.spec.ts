import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { codeIn, confirmEmail, mailTo } from '../../../testing/mailed-codes';
import type { PushBrowser } from '../../../testing/push-service';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { PushSubscription } from './push-subscription.entity';
import { PushSubscriptions } from './push-subscriptions.service';

const KEY = '{ pushPublicKey }';
const SUBSCRIBE = 'mutation($input: SubscribeToPushInput!) { subscribeToPush(input: $input) { ok } }';
const UNSUBSCRIBE = 'mutation($input: UnsubscribeFromPushInput!) { unsubscribeFromPush(input: $input) { ok } }';
const PASSWORD = 'correct horse battery';
const DAY = 24 * 60 * 60 * 1_000;

/** A public address that is only ever judged here, not called. */
const browser = (): PushBrowser => ({
  endpoint: `https://93.184.215.14/send/${randomUUID()}`,
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
});

describe('the browsers that show notifications', () => {
  let test: TestServer;
  let ann: Person;

  const subscribe = (actor: Actor, input: PushBrowser) => actor.do(SUBSCRIBE, { input });
  const issue = async (input: PushBrowser): Promise<string | undefined> => (await ann.fail(SUBSCRIBE, { input })).extensions.issues?.[0]?.path;
  const of = async ({ id }: Person): Promise<string[]> => {
    const subscriptions = new PushSubscriptions(test.server.platform);
    return (await subscriptions.of(id)).map(({ endpoint }) => endpoint);
  };
  const rows = (): Promise<number> => test.server.platform.database.repository(PushSubscription).count();

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('do not subscribe without end: each time a name may be looked up', async () => {
    const ben = await test.shop.customer();
    const one = browser();
    for (let each = 0; each < 60; each++) await subscribe(ben, one);
    expect((await ben.fail(SUBSCRIBE, { input: one })).extensions.code).toBe('RATE_LIMITED');
    await subscribe(ann, browser());
  });

  it('subscribe with a key that stays the same', async () => {
    const { pushPublicKey } = await ann.do<{ pushPublicKey: string }>(KEY);
    expect(Buffer.from(pushPublicKey, 'base64url')).toHaveLength(65);
    expect(pushPublicKey).toBe(test.server.platform.secretKey.pushKeys.publicKey);
  });

  it('are kept once each, however often they ask', async () => {
    const [one, two] = [browser(), browser()];
    for (const input of [one, one, two]) await subscribe(ann, input);
    expect(await of(ann)).toEqual([one.endpoint, two.endpoint]);
    const again = { ...one, ...{ p256dh: two.p256dh } };
    await subscribe(ann, again);
    expect(await of(ann)).toEqual([two.endpoint, one.endpoint]);
  });

  it('are kept once when two windows ask at the same moment', async () => {
    const one = browser();
    await Promise.all(Array.from({ length: 6 }, () => subscribe(ann, one)));
    expect(await of(ann)).toEqual([one.endpoint]);
  });

  it('are of whoever asked last: people share them', async () => {
    const [ben, shared] = [await test.shop.customer(), browser()];
    await subscribe(ann, shared);
    await subscribe(ben, shared);
    expect([await of(ann), await of(ben)]).toEqual([[], [shared.endpoint]]);
    await Promise.all([subscribe(ann, shared), subscribe(ben, shared)]);
    expect([...(await of(ann)), ...(await of(ben))]).toEqual([shared.endpoint]);
  });

  it('are left alone when their owner says so, and nobody else', async () => {
    const [ben, mine] = [await test.shop.customer(), browser()];
    await subscribe(ann, mine);
    expect(await ben.do(UNSUBSCRIBE, { input: { endpoint: mine.endpoint } })).toEqual({ unsubscribeFromPush: { ok: true } });
    expect(await of(ann)).toEqual([mine.endpoint]);
    for (let times = 0; times < 2; times++) await ann.do(UNSUBSCRIBE, { input: { endpoint: mine.endpoint } });
    expect(await of(ann)).toEqual([]);
  });

  it('are so many and no more: the oldest goes', async () => {
    const all = Array.from({ length: LIMITS.push.perPerson + 2 }, browser);
    for (const input of all) await subscribe(ann, input);
    expect(await of(ann)).toEqual(all.slice(2).map(({ endpoint }) => endpoint));
  });

  it.each([
    ['endpoint', { endpoint: 'https://127.0.0.1/send/1' }],
    ['endpoint', { endpoint: 'https://localhost/send/1' }],
    ['endpoint', { endpoint: 'http://93.184.215.14/send/1' }],
    ['endpoint', { endpoint: 'ftp://93.184.215.14/' }],
    ['endpoint', { endpoint: `https://93.184.215.14/${'x'.repeat(LIMITS.push.endpoint)}` }],
    ['p256dh', { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
    ['p256dh', { p256dh: randomBytes(64).toString('base64url') }],
    ['p256dh', { p256dh: 'x' }],
    ['auth', { auth: randomBytes(15).toString('base64url') }],
    ['auth', { auth: '=' }],
  ])('need a usable %s: %j is refused', async (path, wrong) => {
    expect(await issue({ ...browser(), ...wrong })).toBe(`input.${path}`);
  });

  it('are for people themselves: no visitor and no program', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE']);
    for (const [actor, code] of [[test.shop.visitor(), 'UNAUTHENTICATED'], [program, 'FORBIDDEN']] as const) {
      expect((await actor.fail(KEY)).extensions.code).toBe(code);
      expect((await actor.fail(SUBSCRIBE, { input: browser() })).extensions.code).toBe(code);
      expect((await actor.fail(UNSUBSCRIBE, { input: { endpoint: 'x' } })).extensions.code).toBe(code);
    }
  });

  describe('end with the session', () => {
    let phone: Person;
    let [here, there] = [browser(), browser()];

    beforeEach(async () => {
      [here, there] = [browser(), browser()];
      phone = await test.shop.signIn(ann.email);
      await subscribe(ann, here);
      await subscribe(phone, there);
      expect(await of(ann)).toEqual([here.endpoint, there.endpoint]);
    });

    it('at signing out', async () => {
      await phone.do('mutation { signOut { ok } }');
      expect(await of(ann)).toEqual([here.endpoint]);
    });

    it('when it is ended from elsewhere', async () => {
      await ann.do('mutation { endOtherSessions { ok } }');
      expect(await of(ann)).toEqual([here.endpoint]);
    });

    it('when somebody else signs in there', async () => {
      const ben = await test.shop.customer();
      const signIn = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
      await phone.do(signIn, { input: { email: ben.email, password: PASSWORD } });
      expect([await of(ann), await of(ben)]).toEqual([[here.endpoint], []]);
    });

    it('when the password is reset', async () => {
      await confirmEmail(test, ann);
      await test.shop.visitor().do('mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }', { input: { email: ann.email } });
      test.server.workers.forEach((worker) => worker.nudge());
      const code = codeIn(await mailTo(test, ann.email, 'Your code to reset the password'));
      const input = { email: ann.email, code, newPassword: 'seven brown kettles sing' };
      await test.shop.visitor().do('mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }', { input });
      expect(await of(ann)).toEqual([]);
    });

    it('when the account is deleted', async () => {
      await ann.do('mutation($input: DeleteAccountInput!) { deleteAccount(input: $input) { deletionDueAt } }', { input: { password: PASSWORD } });
      expect(await of(ann)).toEqual([]);
    });

    it('when it is over, before it is cleared away', async () => {
      test.clock.pass(DAY);
      expect(await of(ann)).toEqual([]);
      expect(await rows()).toBeGreaterThan(0);
    });
  });

  it('are nobody’s any more when an agent is deactivated', async () => {
    const [agent, admin] = [await test.shop.agent(), await test.shop.firstAdmin()];
    await subscribe(agent, browser());
    expect(await of(agent)).toHaveLength(1);
    await admin.do('mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }', { input: { agentId: agent.id } });
    expect(await of(agent)).toEqual([]);
  });
});

import { Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { EventRow } from '../../../platform/events';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { AccountEvent } from '../account.events';
import { AccountLink } from '../codes/account-link.entity';
import { ResetRequest } from '../codes/reset-request.entity';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { KnownDevice } from './known-device.entity';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const REPORT = 'mutation($input: ReportSignInInput!) { reportSignIn(input: $input) { ok } }';
const VIEWER = '{ viewer { id } }';
const PASSWORD = 'correct horse battery';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const HOUR = 60 * 60 * 1_000;

const signInWith = (actor: Actor, person: Person) => {
  const variables = { input: { email: person.email, password: PASSWORD } };
  return actor.post(JSON.stringify({ query: SIGN_IN, variables }), { 'user-agent': FIREFOX });
};
const comeIn = async (actor: Actor, person: Person): Promise<void> => expect((await signInWith(actor, person)).errors).toBeUndefined();
const deviceOf = (actor: Actor): string => actor.jar()['ccr-device'] ?? '';

describe('devices', () => {
  let test: TestServer;
  let ann: Person;

  const news = (person: Person): Promise<EventRow[]> =>
    test.server.platform.database.repository(EventRow).findBy({ streamId: person.id, type: AccountEvent.signedInFromNewDevice });

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('are known from sign-up on: nobody is told of a sign-in from there', async () => {
    expect(Buffer.from(deviceOf(ann), 'base64url')).toHaveLength(32);
    await ann.do('mutation { signOut { ok } }');
    expect(deviceOf(ann)).not.toBe('');
    await comeIn(ann, ann);
    expect(await news(ann)).toEqual([]);
  });

  it('that are new are news to the owner, once', async () => {
    const phone = test.shop.visitor();
    const { headers } = await signInWith(phone, ann);
    const cookie = headers.getSetCookie().find((line) => line.startsWith('ccr-device='));
    expect(cookie?.split('; ').slice(1).sort()).toEqual(['HttpOnly', `Max-Age=${365 * 24 * 60 * 60}`, 'Path=/', 'SameSite=Lax']);
    const [event, ...more] = await news(ann);
    expect(more).toEqual([]);
    expect(event?.data).toEqual({ linkId: expect.any(String), device: 'Firefox on Linux' });
    await comeIn(phone, ann);
    expect(await news(ann)).toHaveLength(1);
    await comeIn(test.shop.visitor(), ann);
    expect(await news(ann)).toHaveLength(2);
  });

  it('are kept as a hash', async () => {
    const rows = await test.server.platform.database.repository(KnownDevice).findBy({ userId: ann.id });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(deviceOf(ann));
  });

  it('are known to each person for themselves, though they share one', async () => {
    const bob = await test.shop.customer();
    const shared = new Actor(test.origin).useCookies({ 'ccr-device': deviceOf(ann) });
    await comeIn(shared, bob);
    expect(deviceOf(shared)).toBe(deviceOf(ann));
    expect(await news(bob)).toHaveLength(1);
    await comeIn(shared, ann);
    await comeIn(shared, bob);
    expect([(await news(ann)).length, (await news(bob)).length]).toEqual([0, 1]);
  });

  it('have a secret of ours, whatever the browser brings', async () => {
    const actor = new Actor(test.origin).useCookies({ 'ccr-device': 'x' });
    await comeIn(actor, ann);
    expect(Buffer.from(deviceOf(actor), 'base64url')).toHaveLength(32);
  });

  it('are remembered up to twenty, the last used ones', async () => {
    for (let count = 0; count < 22; count++) {
      test.clock.pass(1_000);
      await comeIn(test.shop.visitor(), ann);
    }
    expect(await test.server.platform.database.repository(KnownDevice).countBy({ userId: ann.id })).toBe(20);
    const before = (await news(ann)).length;
    await comeIn(ann, ann); // the first one: forgotten
    expect(await news(ann)).toHaveLength(before + 1);
  });
});

describe('"This wasn\'t me"', () => {
  let test: TestServer;
  let ann: Person;
  let thief: Actor;
  let token: string;

  const links = () => test.server.platform.database.repository(AccountLink);
  const tokenOf = async (person: Person): Promise<string> => {
    const link = await links().findOneOrFail({ where: { userId: person.id }, order: { id: 'DESC' } });
    return test.server.platform.secretKey.linkSecret(link.id);
  };
  const report = (secret: string) => test.shop.visitor().send(REPORT, { input: { token: secret } });
  const isSignedIn = async (actor: Actor): Promise<boolean> => (await actor.do<{ viewer: unknown }>(VIEWER)).viewer !== null;
  const openFeed = async (actor: Actor): Promise<Feed<object>> => {
    const feed = actor.subscribe<object>('subscription { ticketChanged { id } }');
    await actor.overSocket(VIEWER);
    return feed;
  };
  const reports = (person: Person): Promise<SecurityEvent[]> =>
    test.server.platform.database.repository(SecurityEvent).findBy({ userId: person.id, type: SecurityEventType.SIGN_IN_REPORTED });

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
    thief = test.shop.visitor();
    await comeIn(thief, ann);
    token = await tokenOf(ann);
  });

  it('ends all sessions and tokens with their sockets within a second, and the password', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ']);
    const feeds = [await openFeed(thief), await openFeed(ann), await openFeed(program)];
    const { data } = await report(token);
    expect(data).toEqual({ reportSignIn: { ok: true } });
    await eventually('the end of the sockets', () => feeds.every(({ closed }) => closed !== null), 1_000);
    expect([await isSignedIn(thief), await isSignedIn(ann)]).toEqual([false, false]);
    expect((await program.fail(VIEWER)).extensions.code).toBe('UNAUTHENTICATED');
    const { errors } = await signInWith(thief, ann);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await reports(ann)).toMatchObject([{ actorId: null, ip: '127.0.0.1' }]);
    expect(await test.server.platform.database.repository(KnownDevice).countBy({ userId: ann.id })).toBe(0);
  });

  it('leaves everybody else alone', async () => {
    const bob = await test.shop.customer();
    const program = await test.shop.program(bob, ['TICKETS_READ']);
    await report(token);
    expect([await isSignedIn(bob), await isSignedIn(program)]).toEqual([true, true]);
  });

  it('asks for a reset in the name of the owner', async () => {
    const { database } = test.server.platform;
    await report(token);
    const asked = async (): Promise<boolean> =>
      (await database.repository(ResetRequest).existsBy({ email: ann.email })) ||
      (await database.repository(SecurityEvent).existsBy({ userId: ann.id, type: SecurityEventType.PASSWORD_RESET_REQUESTED }));
    expect(await asked()).toBe(true);
    await eventually('a code', () =>
      database.repository(EventRow).existsBy({ streamId: ann.id, type: AccountEvent.passwordResetRequested }));
  });

  it('is good once, also when it is said twice at once', async () => {
    const answers = await Promise.all([report(token), report(token), report(token)]);
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.token' }] });
    expect(await reports(ann)).toHaveLength(1);
  });

  it.each([
    ['unknown', () => 'A'.repeat(43)],
    ['empty', () => ''],
    ['that of another purpose', async () => {
      await links().update({ userId: ann.id }, { purpose: 'INVITATION' as AccountLink['purpose'] });
      return token;
    }],
    ['older than 72 hours', () => {
      test.clock.pass(72 * HOUR);
      return token;
    }],
  ])('is not said by a link that is %s', async (_what, secret) => {
    const { errors } = await report(await secret());
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('Forgot password'),
      extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.token' }] },
    });
    const { passwordHash } = await test.server.platform.database.repository(User).findOneByOrFail({ id: ann.id });
    expect(passwordHash).not.toBeNull();
    expect((await signInWith(test.shop.visitor(), ann)).errors).toBeUndefined();
  });

  it('gives nobody a password who has none yet', async () => {
    await test.server.platform.database.repository(User).update({ id: ann.id }, { passwordHash: null });
    await report(token);
    expect(await test.server.platform.database.repository(User).findOneByOrFail({ id: ann.id })).toMatchObject({ passwordHash: null });
  });

  it('is counted per network', async () => {
    const answers = [];
    for (let count = 0; count < 31; count++) {
      const payload = { query: REPORT, variables: { input: { token: 'A'.repeat(43) } } };
      const { body } = await test.server.app.inject({ method: 'POST', url: '/graphql', remoteAddress: '10.1.0.1', payload });
      answers.push((JSON.parse(body) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code);
    }
    expect(answers.slice(29)).toEqual(['BAD_USER_INPUT', 'RATE_LIMITED']);
  });
});

import { createHash } from 'node:crypto';
import { Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { Session } from './session.entity';
import { User } from '../people/user.entity';

jest.unmock('@node-rs/argon2'); // it is about what a password costs

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const SIGN_OUT = 'mutation { signOut { ok } }';
const VIEWER = '{ viewer { id } }';
const PASSWORD = 'correct horse battery';
const HOUR = 60 * 60 * 1_000;

const secretOf = (actor: Actor): string => actor.jar()['ccr'] ?? '';
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

describe('sessions', () => {
  let test: TestServer;
  let ann: Person;

  const sessions = () => test.server.platform.database.repository(Session);
  const rowOf = (actor: Actor): Promise<Session | null> => sessions().findOneBy({ secretHash: hashOf(secretOf(actor)) });
  const change = async (actor: Actor, values: Partial<Session>): Promise<void> => {
    const { affected } = await sessions().update({ secretHash: hashOf(secretOf(actor)) }, values);
    expect(affected).toBe(1);
  };
  const isSignedIn = async (actor: Actor): Promise<boolean> => (await actor.do<{ viewer: unknown }>(VIEWER)).viewer !== null;
  const signIn = async (rememberMe: boolean): Promise<{ actor: Actor; cookie: string }> => {
    const actor = test.shop.visitor();
    const { headers } = await actor.send(SIGN_IN, { input: { email: ann.email, password: PASSWORD, rememberMe } });
    return { actor, cookie: headers.getSetCookie().find((line) => line.startsWith('ccr=')) ?? '' };
  };
  const openFeed = async (actor: Actor): Promise<Feed<object>> => {
    const feed = actor.subscribe<object>('subscription { ticketChanged { id } }');
    await actor.overSocket(VIEWER); // once this is answered, the subscription runs
    return feed;
  };

  beforeAll(async () => {
    test = await startTestServer();
    ann = await test.shop.customer();
  });
  afterAll(() => test.stop());

  it('store passwords as Argon2id with at least what OWASP asks for', async () => {
    const row = await test.server.platform.database.repository(User).findOneByOrFail({ id: ann.id });
    const [, memory, passes, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(row.passwordHash ?? '') ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
    expect(Number(lanes)).toBe(1);
    const other = await test.shop.customer(); // the same password
    const others = await test.server.platform.database.repository(User).findOneByOrFail({ id: other.id });
    expect(others.passwordHash).not.toBe(row.passwordHash);
  });

  it('keep only a hash of a secret that is long enough', async () => {
    const { actor } = await signIn(false);
    const secret = secretOf(actor);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const row = await rowOf(actor);
    expect(row?.userId).toBe(ann.id);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('are a cookie that scripts and other sites do not get, gone with the browser unless remembered', async () => {
    const short = await signIn(false);
    expect(short.cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
    const long = await signIn(true);
    const expires = Date.parse(/Expires=([^;]+)/.exec(long.cookie)?.[1] ?? '');
    expect(expires).toBeGreaterThan(Date.now() + 29 * 24 * HOUR);
    expect(expires).toBeLessThan(Date.now() + 31 * 24 * HOUR);
  });

  it('last 12 hours without use, or 30 days when remembered', async () => {
    for (const [remember, hours] of [[false, 12], [true, 30 * 24]] as const) {
      const row = await rowOf((await signIn(remember)).actor);
      expect(row?.expiresAt.getTime()).toBe((row?.createdAt.getTime() ?? 0) + hours * HOUR);
    }
  });

  it('end when they expire', async () => {
    const { actor } = await signIn(true);
    await change(actor, { expiresAt: new Date(Date.now() - 1) });
    expect(await isSignedIn(actor)).toBe(false);
  });

  it('that have expired are cleared away when their owner signs in again', async () => {
    const { actor } = await signIn(false);
    const kept = await signIn(false);
    await change(actor, { expiresAt: new Date(Date.now() - 1) });
    await signIn(false);
    expect(await rowOf(actor)).toBeNull();
    expect(await isSignedIn(kept.actor)).toBe(true);
  });

  it('are prolonged by use, but not beyond a day', async () => {
    const { actor } = await signIn(false);
    const now = Date.now();
    const ago = (hours: number): Date => new Date(now - hours * HOUR);
    await change(actor, { createdAt: ago(6), lastUsedAt: ago(6), expiresAt: ago(-6) });
    expect(await isSignedIn(actor)).toBe(true);
    expect((await rowOf(actor))?.expiresAt.getTime()).toBeGreaterThanOrEqual(now + 12 * HOUR);

    await change(actor, { createdAt: ago(23), lastUsedAt: ago(6), expiresAt: ago(-1) });
    expect(await isSignedIn(actor)).toBe(true);
    expect(Math.abs(((await rowOf(actor))?.expiresAt.getTime() ?? 0) - (now + HOUR))).toBeLessThan(1_000);
  });

  it('are exchanged at sign-in: the one from before is over', async () => {
    const { actor } = await signIn(false);
    const before = new Actor(test.origin);
    before.useCookies(actor.jar());
    expect(await isSignedIn(before)).toBe(true);
    await actor.do(SIGN_IN, { input: { email: ann.email, password: PASSWORD } });
    expect(actor.credentials()).not.toEqual(before.credentials());
    expect([await isSignedIn(before), await isSignedIn(actor)]).toEqual([false, true]);
  });

  it('are renewed when what their owner may do changes, but not prolonged beyond their time', async () => {
    const bob = await test.shop.customer();
    const before = await rowOf(bob);
    const createdAt = new Date(Date.now() - 23 * HOUR);
    await change(bob, { createdAt, expiresAt: new Date(Date.now() + HOUR) });
    await bob.do('mutation($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { id } } }', {
      input: { currentPassword: PASSWORD, newPassword: 'seven brown kettles sing' },
    });
    const after = await rowOf(bob);
    expect(after?.id).not.toBe(before?.id);
    expect(after?.createdAt).toEqual(createdAt);
    expect(after?.expiresAt.getTime()).toBe(createdAt.getTime() + 24 * HOUR);
    expect(await sessions().countBy({ userId: bob.id })).toBe(1);
  });

  it('are never of the visitor\'s choosing', async () => {
    const actor = test.shop.visitor();
    actor.useCookies({ ccr: 'A'.repeat(43) });
    expect(await isSignedIn(actor)).toBe(false);
    await actor.do(SIGN_IN, { input: { email: ann.email, password: PASSWORD } });
    expect(secretOf(actor)).not.toBe('A'.repeat(43));
  });

  it('end at sign-out, with their sockets, and no others', async () => {
    const [{ actor }, other] = [await signIn(false), await signIn(false)];
    const kept = new Actor(test.origin);
    kept.useCookies(actor.jar());
    const feeds = [await openFeed(actor), await openFeed(other.actor)];
    const { headers } = await actor.send(SIGN_OUT);
    expect(headers.getSetCookie()[0]).toMatch(/^ccr=;.*Expires=Thu, 01 Jan 1970/);
    await eventually('the end of the socket', () => feeds[0]?.closed, 1_000);
    expect(feeds[0]?.closed?.code).toBe(4401);
    expect(feeds[1]?.closed).toBeNull();
    expect([await isSignedIn(kept), await isSignedIn(actor), await isSignedIn(other.actor)]).toEqual([false, false, true]);
    expect(await actor.do(SIGN_OUT)).toEqual({ signOut: { ok: true } });
  });

  it('end their sockets when they expire', async () => {
    const { actor } = await signIn(false);
    await change(actor, { expiresAt: new Date(Date.now() + 700) });
    const feed = await openFeed(actor);
    expect(feed.closed).toBeNull();
    await eventually('the end of the socket', () => feed.closed, 2_000);
    expect(feed.closed?.code).toBe(4401);
  });

  it('that were prolonged meanwhile keep their sockets', async () => {
    const { actor } = await signIn(false);
    await change(actor, { expiresAt: new Date(Date.now() + 500) });
    const feed = await openFeed(actor);
    await change(actor, { expiresAt: new Date(Date.now() + HOUR) });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(feed.closed).toBeNull();
    await actor.do(SIGN_OUT);
    await eventually('the end of the socket', () => feed.closed, 1_000);
  });

  it.each([
    ['signIn', (email: string) => ({ query: SIGN_IN, input: { email, password: PASSWORD } })],
    ['signUp', () => ({
      query: 'mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }',
      input: { name: 'S', email: 'over.socket@example.com', password: PASSWORD },
    })],
    ['signOut', () => ({ query: SIGN_OUT, input: undefined })],
  ])('do not begin or end over a WebSocket, which can\'t set cookies: %s', async (_name, operation) => {
    const { actor } = await signIn(false);
    const [sessionsBefore, usersBefore] = [await sessions().count(), await test.server.platform.database.repository(User).count()];
    const { query, input } = operation(ann.email);
    const { errors, items } = await actor.overSocket(query, { input });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(items).toEqual([]);
    expect(await sessions().count()).toBe(sessionsBefore);
    expect(await test.server.platform.database.repository(User).count()).toBe(usersBefore);
    expect(await isSignedIn(actor)).toBe(true);
  });
});

describe('sessions of a shop that is reached over https', () => {
  it('have a cookie that is bound to the host and never sent in the clear', async () => {
    const test = await startTestServer({ PUBLIC_URL: 'https://help.example.com' });
    try {
      const ann = await test.shop.customer();
      const actor = test.shop.visitor();
      const { headers } = await actor.send(SIGN_IN, { input: { email: ann.email, password: PASSWORD } });
      const [device = '', cookie = ''] = headers.getSetCookie();
      expect(device).toMatch(/^__Host-ccr-device=/);
      expect(cookie).toMatch(/^__Host-ccr=/);
      expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
      expect(await actor.do(VIEWER)).toEqual({ viewer: { id: ann.id } });
    } finally {
      await test.stop();
    }
  });
});

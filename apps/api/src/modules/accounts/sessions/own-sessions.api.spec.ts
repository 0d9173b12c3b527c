import { Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { hashSecret, newSecret } from '../../../platform/auth';
import { newId } from '../../../platform/database';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { Session } from './session.entity';

const SESSIONS = '{ sessions { id createdAt current device expiresAt ipAddress lastUsedAt remembered } }';
const END = 'mutation($input: EndSessionInput!) { endSession(input: $input) { ok } }';
const END_OTHERS = 'mutation { endOtherSessions { ok } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const VIEWER = '{ viewer { id } }';
const PASSWORD = 'correct horse battery';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const HOUR = 60 * 60 * 1_000;

interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly device: string;
  readonly ipAddress: string;
  readonly remembered: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
}

describe('my sessions', () => {
  let test: TestServer;
  let ann: Person;

  const list = async (actor: Actor): Promise<Listed[]> => (await actor.do<{ sessions: Listed[] }>(SESSIONS)).sessions;
  const currentOf = async (actor: Actor): Promise<string> => (await list(actor)).find(({ current }) => current)?.id ?? '';
  const isSignedIn = async (actor: Actor): Promise<boolean> => (await actor.do<{ viewer: unknown }>(VIEWER)).viewer !== null;
  const signIn = async (person: Person, rememberMe = false): Promise<Actor> => {
    const actor = test.shop.visitor();
    const input = { email: person.email, password: PASSWORD, rememberMe };
    await actor.post(JSON.stringify({ query: SIGN_IN, variables: { input } }), { 'user-agent': FIREFOX });
    return actor;
  };
  const openFeed = async (actor: Actor): Promise<Feed<object>> => {
    const feed = actor.subscribe<object>('subscription { ticketChanged { id } }');
    await actor.overSocket(VIEWER); // once this is answered, the subscription runs
    return feed;
  };
  const closed = (feed: Feed<object>): Promise<unknown> => eventually('the end of the socket', () => feed.closed, 1_000);
  const audit = (person: Person): Promise<SecurityEvent[]> =>
    test.server.platform.database
      .repository(SecurityEvent)
      .find({ where: { userId: person.id, type: SecurityEventType.SESSIONS_ENDED }, order: { id: 'ASC' } });

  const rows = () => test.server.platform.database.repository(Session);

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('are listed with what people know them by, the last used first', async () => {
    const phone = await signIn(ann, true);
    const [first, second, ...more] = await list(phone);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ current: true, device: 'Firefox on Linux', ipAddress: '127.0.0.1', remembered: true });
    expect(second).toMatchObject({ current: false, remembered: false });
    expect(Date.parse(first?.expiresAt ?? '') - Date.parse(first?.lastUsedAt ?? '')).toBe(30 * 24 * HOUR);
    expect((await list(ann)).map(({ id, current }) => [id, current])).toEqual([[first?.id, false], [second?.id, true]]);
    test.clock.pass(6 * 60 * 1_000);
    await isSignedIn(ann);
    expect((await list(phone))[0]?.id).toBe(first?.id); // asking is using, and it asked last
    expect((await list(ann)).map(({ id }) => id)).toEqual([first?.id, second?.id]);
  });

  it('are not listed any more when they are over', async () => {
    await signIn(ann, true);
    expect(await list(ann)).toHaveLength(2);
    test.clock.pass(13 * HOUR);
    const again = await signIn(ann);
    expect((await list(again)).map(({ remembered }) => remembered)).toEqual([false, true]);
  });

  it('end one by one, with their sockets, and the others stay', async () => {
    const [phone, laptop] = [await signIn(ann), await signIn(ann)];
    const feeds = [await openFeed(phone), await openFeed(laptop)] as const;
    const { headers } = await ann.send(END, { input: { sessionId: await currentOf(phone) } });
    expect(headers.getSetCookie()).toEqual([]);
    await closed(feeds[0]);
    expect(feeds[1].closed).toBeNull();
    expect([await isSignedIn(phone), await isSignedIn(laptop), await isSignedIn(ann)]).toEqual([false, true, true]);
    expect(await audit(ann)).toMatchObject([{ actorId: ann.id, ip: '127.0.0.1', details: { count: 1 } }]);
  });

  it('end also the one that asks, and its cookie is taken back', async () => {
    const kept = new Actor(test.origin).useCookies(ann.jar());
    const feed = await openFeed(kept);
    const { headers, data } = await ann.send(`mutation($input: EndSessionInput!) { endSession(input: $input) { ok } }`, {
      input: { sessionId: await currentOf(ann) },
    });
    expect(data).toEqual({ endSession: { ok: true } });
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^ccr=;.*Expires=Thu, 01 Jan 1970/)]);
    await closed(feed);
    expect(await isSignedIn(kept)).toBe(false);
  });

  it('are one\'s own: another\'s session, one that is over and one that never was are the same', async () => {
    const bob = await test.shop.customer();
    const over = await currentOf(await signIn(ann));
    await ann.do(END, { input: { sessionId: over } });
    const refusals = [];
    for (const sessionId of [await currentOf(bob), over, '00000000-0000-7000-8000-000000000000', '']) {
      refusals.push(await ann.fail(END, { input: { sessionId } }));
    }
    expect(new Set(refusals.map(({ message }) => message)).size).toBe(1);
    expect(refusals[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await isSignedIn(bob)).toBe(true);
    expect(await audit(bob)).toEqual([]);
  });

  it('end all at once but for the one that asks, with their sockets', async () => {
    const bob = await test.shop.customer();
    const others = [await signIn(ann), await signIn(ann)] as const;
    const feeds = [await openFeed(others[0]), await openFeed(others[1])] as const;
    const own = await openFeed(ann);
    await ann.do(END_OTHERS);
    await Promise.all(feeds.map(closed));
    expect(own.closed).toBeNull();
    expect([await isSignedIn(others[0]), await isSignedIn(others[1]), await isSignedIn(ann), await isSignedIn(bob)]).toEqual([false, false, true, true]);
    await ann.do(END_OTHERS); // nothing more to end: nothing to tell either
    expect(await audit(ann)).toMatchObject([{ details: { count: 2 } }]);
  });

  it('are for people: no visitor and no program asks', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    for (const [query, variables] of [[SESSIONS, {}], [END_OTHERS, {}], [END, { input: { sessionId: await currentOf(ann) } }]] as const) {
      expect((await test.shop.visitor().fail(query, variables)).extensions.code).toBe('UNAUTHENTICATED');
      expect((await program.fail(query, variables)).extensions.code).toBe('FORBIDDEN');
    }
    expect(await isSignedIn(ann)).toBe(true);
  });

  it('that ask over a socket end others, but not themselves: a socket takes no cookie back', async () => {
    const phone = await signIn(ann);
    const refused = await phone.overSocket(END, { input: { sessionId: await currentOf(phone) } });
    expect(refused.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const done = await phone.overSocket(END, { input: { sessionId: await currentOf(ann) } });
    expect(done.items).toEqual([{ endSession: { ok: true } }]);
    expect([await isSignedIn(phone), await isSignedIn(ann)]).toEqual([true, false]);
  });

  it('are a hundred at most: the one that was used the longest time ago ends, with its sockets', async () => {
    const feed = await openFeed(ann);
    test.clock.pass(1_000);
    const [phone, now] = [await signIn(ann), test.clock.now()];
    const [like] = await rows().findBy({ userId: ann.id });
    const many = Array.from({ length: 98 }, () => ({ ...like, id: newId(), secretHash: hashSecret(newSecret()), lastUsedAt: now }));
    await test.server.platform.database.unitOfWork(() => test.server.platform.database.manager.insert(Session, many));
    expect([await isSignedIn(ann), feed.closed]).toEqual([true, null]);
    test.clock.pass(1_000);
    await signIn(ann);
    await closed(feed);
    expect([await isSignedIn(ann), await isSignedIn(phone), await rows().countBy({ userId: ann.id })]).toEqual([false, true, 100]);
  });

  it('are told to the audit at sign-out', async () => {
    await ann.do('mutation { signOut { ok } }');
    await ann.do('mutation { signOut { ok } }');
    const rows = await test.server.platform.database
      .repository(SecurityEvent)
      .findBy({ userId: ann.id, type: SecurityEventType.SIGNED_OUT });
    expect(rows).toMatchObject([{ actorId: ann.id }]);
  });
});

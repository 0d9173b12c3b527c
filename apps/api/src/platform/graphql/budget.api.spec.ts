import type { Actor, GraphqlError, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

const VIEWER = '{ viewer { id } }';
const VIEWER_COST = 2;
const RATE_LIMIT = '{ rateLimit { limit cost remaining resetAt } }';
const WATCH = 'subscription { ticketChanged { id } }';
const TOO_DEEP = `{ ticket(reference: "x") ${'{ events { nodes { ticket '.repeat(6)} { id } ${'} } }'.repeat(6)} }`;
const LIMIT = 5_000;

interface State {
  readonly limit: number;
  readonly cost: number;
  readonly remaining: number;
  readonly resetAt: string;
}

describe('the budget of a credential', () => {
  let test: TestServer;
  let ann: Person;

  const program = (owner: Person, scopes = ['TICKETS_READ']): Promise<Actor> => test.shop.program(owner, scopes);
  const state = async (actor: Actor): Promise<State | null> => (await actor.do<{ rateLimit: State | null }>(RATE_LIMIT)).rateLimit;
  const headers = (all: Headers): Record<string, number> =>
    Object.fromEntries(['limit', 'cost', 'remaining', 'reset'].map((name) => [name, Number(all.get(`x-ratelimit-${name}`) ?? NaN)]));
  /** Asks for a costly list until there is too little left for it. */
  const spendAll = async (actor: Actor): Promise<GraphqlError> => {
    for (;;) {
      const { errors } = await actor.send('{ tickets(first: 100) { nodes { id subject status } } }');
      if (errors?.[0]) return errors[0];
    }
  };

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: String(LIMIT) });
    ann = await test.shop.customer('Ann Rao');
  });
  afterAll(() => test.stop());

  it('is told by the API and in headers, and each operation takes its cost from it', async () => {
    const token = await program(ann);
    const first = await state(token);
    expect(first).toMatchObject({ limit: LIMIT, cost: 5, remaining: LIMIT - 5 });
    const wait = Date.parse(first?.resetAt ?? '') - Date.now();
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(60_000);

    const answer = await token.send(VIEWER);
    expect(headers(answer.headers)).toMatchObject({ limit: LIMIT, cost: VIEWER_COST, remaining: LIMIT - 5 - VIEWER_COST });
    expect(Math.abs((headers(answer.headers)['reset'] ?? 0) * 1_000 - Date.parse(first?.resetAt ?? ''))).toBeLessThan(2_000);
  });

  it('is no business of who is signed out', async () => {
    const answer = await test.shop.visitor().send(RATE_LIMIT);
    expect(answer.data).toEqual({ rateLimit: null });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  });

  it('that is used up refuses over HTTP and WebSocket, and says how long to wait', async () => {
    const token = await program(ann);
    const error = await spendAll(token);
    expect(error).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) } });
    expect(error.message).toMatch(/Wait \d+ s and go on/);

    const { status, headers: all, data } = await token.send(VIEWER);
    expect([status, data, headers(all)['remaining']]).toEqual([429, null, 0]);
    const wait = Number(all.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);

    for (const query of [VIEWER, WATCH]) {
      const { errors, items } = await token.overSocket(query);
      expect([errors[0]?.extensions.code, items]).toEqual(['RATE_LIMITED', []]);
    }
  });

  it('is each token\'s own', async () => {
    const [one, other] = [await program(ann), await program(ann)];
    await spendAll(one);
    expect((await state(other))?.remaining).toBe(LIMIT - 5);
    await ann.do(VIEWER);
  });

  it('of all tokens of a person is four times that of one: making more of them brings no more', async () => {
    const cara = await test.shop.customer('Cara Many');
    for (let count = 1; count <= 4; count++) await spendAll(await program(cara));
    const fifth = await program(cara);
    expect(await fifth.fail(VIEWER)).toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) } });
    expect(headers((await fifth.send(VIEWER)).headers)).toMatchObject({ limit: LIMIT, remaining: 0 });
    await cara.do(VIEWER); // whose own pages go on
    await (await program(ann)).do(VIEWER);
  });

  it('is shared by the sessions of a person: signing in again brings no other', async () => {
    const ben = await test.shop.customer('Ben Other');
    await spendAll(ben);
    const again = await test.shop.signIn(ben.email);
    expect((await again.fail(VIEWER)).extensions.code).toBe('RATE_LIMITED');
    await ann.do(VIEWER);
  });

  it('is spent once by a subscription, and not by what comes through it', async () => {
    const token = await program(ann);
    const feed = token.subscribe(WATCH);
    await token.overSocket(VIEWER); // whatever was sent before has been taken up
    const before = (await state(token))?.remaining ?? 0;
    expect(before).toBe(LIMIT - VIEWER_COST - VIEWER_COST - 5);
    await test.shop.ticket(ann);
    await feed.take(1);
    expect((await state(token))?.remaining).toBe(before - 5);
  });

  it.each([
    ['what can not be read', '{'],
    ['what is not valid', '{ nothing }'],
    ['what is too complex', TOO_DEEP],
  ])('is hardly touched by what is refused before it runs, which is counted all the same: %s', async (_what, query) => {
    const token = await program(ann);
    const answer = await token.send(query);
    expect(answer.errors).toBeDefined();
    expect(headers(answer.headers)).toMatchObject({ cost: 1, remaining: LIMIT - 1 });
    expect((await token.overSocket(query)).errors).toHaveLength(1);
    expect((await state(token))?.remaining).toBe(LIMIT - 2 - 5);
  });

  it('pays for passwords that are checked', async () => {
    const change = 'mutation { signIn(input: { email: "x@example.com", password: "not the one" }) { viewer { id } } }';
    const token = await program(ann);
    expect(headers((await token.send(change)).headers)['cost']).toBeGreaterThan(1_000);
  });

  it('is never overdrawn by many operations at once', async () => {
    const token = await program(await test.shop.customer('Dora Quick'));
    const query = '{ tickets(first: 100) { nodes { id subject } } }'; // 302
    const answers = await Promise.all(Array.from({ length: 20 }, () => token.send(query)));
    const letThrough = answers.filter(({ status }) => status === 200);
    expect(letThrough.length).toBe(Math.floor(LIMIT / Number(letThrough[0]?.headers.get('x-ratelimit-cost'))));
  });
});

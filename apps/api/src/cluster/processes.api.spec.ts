import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, eventually, type Feed, type Person, Shop } from '@ccr/testkit';
import PostalMime from 'postal-mime';
import { titleOf } from '../testing/mailed-codes';
import { hasRedisProgram, OwnRedis } from '../testing/own-redis';
import { type RoundRobinProxy, startRoundRobinProxy } from '../testing/round-robin-proxy';
import { buildApi, ServerProcess } from '../testing/server-process';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';

const isPossible = process.env['TEST_DATABASE_URL'] !== undefined && hasRedisProgram;

const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
const SEND = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
const FOLLOW = 'subscription ($id: ID!, $after: Int!) { ticketEvents(ticketId: $id, after: $after) { seq ... on MessageSent { message { body } } } }';
const WATCH = 'subscription { ticketChanged { id status } }';
const PRESENCE = 'subscription ($id: ID!) { ticketPresence(ticketId: $id) { people { person { name } typing } } }';
const BELL = 'subscription { notificationsChanged { unread } }';

interface Event {
  ticketEvents: { seq: number; message?: { body: string } };
}
interface Presence {
  ticketPresence: { people: { person: { name: string }; typing: boolean }[] };
}

/** Follows a ticket on a socket of its own, and goes on where it was when that is cut. */
class Follower {
  private readonly feeds: Feed<Event>[] = [];

  private constructor(
    private readonly actor: Actor,
    private readonly ticketId: string,
  ) {}

  static async of(person: Person, ticketId: string): Promise<Follower> {
    const follower = new Follower(windowOf(person), ticketId);
    follower.open();
    await eventually('the first event', () => follower.events.length > 0);
    return follower;
  }

  get events(): readonly Event['ticketEvents'][] {
    return this.feeds.flatMap(({ items }) => items.map(({ ticketEvents }) => ticketEvents));
  }

  get isCut(): boolean {
    return this.feeds.at(-1)?.closed !== null;
  }

  get bodies(): string[] {
    return this.events.flatMap(({ message }) => (message ? [message.body] : []));
  }

  async comeAgain(): Promise<void> {
    await this.actor.cut();
    this.open();
  }

  async has(body: string): Promise<void> {
    await eventually(`"${body}" to arrive`, () => this.bodies.includes(body), 20_000);
  }

  async stop(): Promise<void> {
    await this.actor.cut();
  }

  private open(): void {
    const after = this.events.at(-1)?.seq ?? 0;
    this.feeds.push(this.actor.subscribe<Event>(FOLLOW, { id: this.ticketId, after }));
  }
}

/** Another window of the person's browser, with a socket of its own. */
const windowOf = (person: Person): Actor => new Shop(person.origin, ADMIN).visitor().useCookies(person.jar());

(isPossible ? describe : describe.skip)('two processes behind a proxy, with MariaDB and Redis', () => {
  jest.setTimeout(180_000);
  let built: ReturnType<typeof buildApi>;
  let folder: string;
  let database: TestDatabase;
  let redis: OwnRedis;
  let proxy: RoundRobinProxy;
  const running = new Map<string, ServerProcess>();
  let shop: Shop;
  let customer: Person;
  let agent: Person;
  let admin: Person;
  let ticketId: string;
  let watch: Feed<{ ticketChanged: { id: string; status: string } }>;
  let bell: Feed<{ notificationsChanged: { unread: number } }>;
  let followers: Follower[];
  let said = 0;

  const startProcess = async (): Promise<void> => {
    const settings = {
      LOG_LEVEL: 'info',
      DATA_DIR: folder,
      DATABASE_URL: database.url ?? '',
      REDIS_URL: redis.url,
      INITIAL_ADMIN_EMAIL: ADMIN.email,
      INITIAL_ADMIN_PASSWORD: ADMIN.password,
    };
    const server = new ServerProcess(built.main, settings);
    running.set(await server.origin(), server);
  };
  /** Sends until it is acknowledged, as the same message. */
  const say = async (author: Actor, body: string): Promise<void> => {
    const input = { ticketId, body, clientMutationId: randomUUID() };
    await eventually(`"${body}" to be taken`, async () => (await author.send(SEND, { input }).catch(() => null))?.data, 20_000);
  };
  /** The two speak in turn, each time over another process, and both hear it. */
  const converse = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const body = `Message ${++said}`;
      await say(said % 2 ? agent : customer, body);
      await Promise.all(followers.map((follower) => follower.has(body)));
    }
  };
  const verb = (actor: Actor, name: string, type: string, input: object = {}): Promise<unknown> =>
    actor.do(`mutation($input: ${type}!) { ${name}(input: $input) { ticket { id } } }`, { input: { ticketId, ...input } });
  const ready = async (): Promise<number[]> => Promise.all([...running.keys()].map(async (origin) => (await fetch(`${origin}/readyz`)).status));
  const logged = (words: string): Promise<boolean> => eventually(`both to log "${words}"`, () => [...running.values()].every(({ output }) => output.includes(words)), 20_000);

  beforeAll(async () => {
    built = buildApi();
    [folder, database, redis] = await Promise.all([mkdtemp(join(tmpdir(), 'ccr-processes-')), createTestDatabase(), OwnRedis.start()]);
    await Promise.all([startProcess(), startProcess()]); // one of them migrates
    proxy = await startRoundRobinProxy(() => [...running.keys()]);
    shop = new Shop(proxy.url, ADMIN);
  });
  afterAll(async () => {
    await Promise.all([...(followers ?? []), customer, agent, admin].map((one) => (one instanceof Follower ? one.stop() : one?.cut())));
    await proxy?.stop();
    await Promise.all([...running.values()].map((server) => server.kill()));
    await redis.goAway();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    built?.remove();
  });

  it('a customer raises a ticket, an admin gives it to an agent, and both talk live over different processes', async () => {
    [customer, agent] = [await shop.customer('Ann'), await shop.agent('Gita')];
    admin = await shop.firstAdmin();
    watch = admin.subscribe(WATCH);
    bell = customer.subscribe(BELL);
    await bell.take(1);
    ({ id: ticketId } = await shop.ticket(customer));
    await verb(admin, 'assignTicket', 'AssignTicketInput', { agentId: agent.id });
    // No request in between: the proxy gives each the next process.
    followers = [await Follower.of(customer, ticketId), await Follower.of(agent, ticketId)];
    await converse(6);
    await watch.until('the ticket', ({ ticketChanged }) => ticketChanged.id === ticketId && ticketChanged.status === 'OPEN');
    await bell.until('the bell to ring', ({ notificationsChanged }) => notificationsChanged.unread > 0);
  });

  it('each sees the other there, and write, over different processes', async () => {
    const [anns, gitas] = [windowOf(customer), windowOf(agent)];
    const feeds = [anns.subscribe<Presence>(PRESENCE, { id: ticketId }), gitas.subscribe<Presence>(PRESENCE, { id: ticketId })];
    await feeds[0]?.until('Gita', ({ ticketPresence }) => ticketPresence.people.some(({ person }) => person.name === 'Gita'));
    await feeds[1]?.until('Ann', ({ ticketPresence }) => ticketPresence.people.some(({ person }) => person.name === 'Ann'));
    await agent.do('mutation($input: SetTypingInput!) { setTyping(input: $input) { ok } }', { input: { ticketId, typing: true } });
    await feeds[0]?.until('that Gita writes', ({ ticketPresence }) => ticketPresence.people.some(({ typing }) => typing));
    await Promise.all([anns.cut(), gitas.cut()]);
  });

  it('counts wrong passwords once for both processes', async () => {
    const tries = Array.from({ length: 14 }, () => shop.visitor().send('mutation { signIn(input: { email: "nobody@example.com", password: "wrong wrong wrong" }) { viewer { id } } }'));
    const codes = (await Promise.all(tries)).map(({ errors }) => errors?.[0]?.extensions.code);
    expect(codes.filter((code) => code !== 'RATE_LIMITED')).toHaveLength(10);
  });

  it('one process is killed in the middle of the talk: the other goes on, and who was cut comes again', async () => {
    const bodies = Array.from({ length: 10 }, (_, i) => `Burst ${i}`);
    let taken = 0;
    const sending = bodies.map((body, i) => say(i % 2 ? agent : customer, body).then(() => taken++));
    await eventually('some to be taken', () => taken >= 3);
    const [victim] = [...running];
    await victim?.[1].kill();
    running.delete(victim?.[0] ?? '');
    await Promise.all(sending);
    await eventually('a socket to be cut', () => followers.some(({ isCut }) => isCut));
    expect(followers.filter(({ isCut }) => isCut)).toHaveLength(1); // they were on different processes
    await Promise.all(followers.filter(({ isCut }) => isCut).map((follower) => follower.comeAgain()));
    for (const follower of followers) for (const body of bodies) await follower.has(body);
    await startProcess();
    await converse(2);
    for (const follower of followers) await follower.comeAgain(); // to different processes again
  });

  it('while Redis is away both go on, and hear each other by the database', async () => {
    await redis.goAway();
    await logged('Redis does not answer');
    expect(await ready()).toEqual([200, 200]);
    await converse(4);
    await redis.comeBack();
    await converse(4);
  });

  it('while Redis has stopped answering, too', async () => {
    redis.freeze();
    await converse(4);
    expect(await ready()).toEqual([200, 200]);
    redis.thaw();
    await converse(2);
  });

  it('the agent resolves it, the customer rates it; nothing was lost, nothing came twice, all in order', async () => {
    await verb(agent, 'resolveTicket', 'ResolveTicketInput');
    await customer.do('mutation($input: RateTicketInput!) { rateTicket(input: $input) { ticket { id } } }', { input: { ticketId, score: 5 } });
    const { ticket } = await customer.do<{ ticket: { events: { nodes: { seq: number }[] } } }>('query($id: ID!) { ticket(id: $id) { events(first: 100) { nodes { seq } } } }', { id: ticketId });
    const last = ticket.events.nodes.length;
    for (const follower of followers) {
      await eventually('the last event', () => follower.events.at(-1)?.seq === last);
      expect(follower.events.map(({ seq }) => seq)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
      expect(follower.bodies.filter((body) => body.startsWith('Burst')).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `Burst ${i}`));
      expect(follower.bodies.filter((body) => body.startsWith('Message'))).toEqual(Array.from({ length: said }, (_, i) => `Message ${i + 1}`));
    }
  });

  it('told people of it once, though two processes did the telling', async () => {
    const titles = async (email: string): Promise<string[]> => {
      const names = (await readdir(join(folder, 'mail'))).filter((name) => name.endsWith('.eml'));
      const mails = await Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(folder, 'mail', name)))));
      return mails.filter(({ to }) => to?.some(({ address }) => address === email)).map(titleOf).sort();
    };
    expect(await titles(customer.email)).toEqual(['Confirm your e-mail address']);
    const agents = await titles(agent.email);
    expect(agents.filter((title) => title.endsWith('A ticket was assigned to you'))).toHaveLength(1);
    expect(agents).toEqual([...new Set(agents)]);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, eventually, type Person, Shop } from '@ccr/testkit';
import { type RoundRobinProxy, startRoundRobinProxy } from '../testing/round-robin-proxy';
import { buildApi, ServerProcess } from '../testing/server-process';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';

const isPossible = Boolean(process.env['TEST_DATABASE_URL'] && process.env['TEST_REDIS_URL']);

const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
const RESTARTS = 20;
/** Longer than the proxy takes to notice who is ready, which it asks every 200 ms, on a busy machine too. */
const DRAIN_SECONDS = 1;
/** Below what one person may send in a minute. */
const BETWEEN_MESSAGES_MS = 800;
const BETWEEN_QUERIES_MS = 150;
const SERVICE_RESTART = 1012;
const READ = '{ viewer { id } tickets(first: 10) { nodes { id subject status } } }';
const FOLLOW = 'subscription ($id: ID!, $after: Int!) { ticketEvents(ticketId: $id, after: $after) { seq } }';

interface Event {
  ticketEvents: { seq: number };
}

/** Follows a ticket as programs do: told to come again, it does after a moment, from where it was. */
class Follower {
  readonly seqs: number[] = [];
  readonly closes: number[] = [];
  readonly errors: unknown[] = [];
  readonly done: Promise<void>;
  private stopped = false;

  constructor(
    private readonly actor: Actor,
    private readonly ticketId: string,
  ) {
    this.done = this.follow();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.done;
  }

  private async follow(): Promise<void> {
    while (!this.stopped) {
      const feed = this.actor.subscribe<Event>(FOLLOW, { id: this.ticketId, after: this.seqs.at(-1) ?? 0 });
      while (!this.stopped && !feed.closed && feed.errors.length === 0) {
        await pause(10);
        this.seqs.push(...feed.items.splice(0).map((item) => item.ticketEvents.seq));
      }
      if (feed.closed) this.closes.push(feed.closed.code);
      this.errors.push(...feed.errors);
      await this.actor.cut();
      await pause(Math.random() * 200);
    }
  }
}

/** What people do all the while. Nothing is tried twice. */
class Load {
  readonly failures: string[] = [];
  done = 0;
  private ended = false;
  private readonly loops: Promise<void>[] = [];

  repeat(betweenMs: number, work: () => Promise<unknown>): void {
    this.loops.push(this.loop(betweenMs, work));
  }

  async end(): Promise<void> {
    this.ended = true;
    await Promise.all(this.loops);
  }

  private async loop(betweenMs: number, work: () => Promise<unknown>): Promise<void> {
    while (!this.ended) {
      await work().then(
        () => this.done++,
        (error: unknown) => this.failures.push(error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error)),
      );
      await pause(betweenMs * (0.5 + Math.random()));
    }
  }
}

(isPossible ? describe : describe.skip)('two processes that are restarted in turn', () => {
  jest.setTimeout(600_000);
  let built: ReturnType<typeof buildApi>;
  const running: ServerProcess[] = [];
  const origins: (string | null)[] = [null, null];
  let folder: string;
  let database: TestDatabase;
  let proxy: RoundRobinProxy;
  const load = new Load();
  const feeds: { readonly ticketId: string; readonly followers: readonly Follower[] }[] = [];

  const start = async (place: number): Promise<void> => {
    const server = new ServerProcess(built.main, {
      DATA_DIR: folder,
      DATABASE_URL: database.url ?? '',
      REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
      INITIAL_ADMIN_EMAIL: ADMIN.email,
      INITIAL_ADMIN_PASSWORD: ADMIN.password,
      DRAIN_SECONDS: String(DRAIN_SECONDS),
    });
    running[place] = server;
    origins[place] = await server.origin();
  };
  const restart = async (place: number): Promise<number | null> => {
    const code = await running[place]?.stop('SIGTERM');
    origins[place] = null;
    await start(place);
    await eventually('people to be sent there', () => proxy.trusts(origins[place] ?? ''));
    return code ?? null;
  };

  beforeAll(async () => {
    built = buildApi();
    folder = await mkdtemp(join(tmpdir(), 'ccr-rolling-'));
    database = await createTestDatabase();
    await start(0); // migrates
    await start(1);
    proxy = await startRoundRobinProxy(() => origins.filter((origin) => origin !== null));
  });
  afterAll(async () => {
    await load.end();
    await Promise.all(feeds.flatMap(({ followers }) => followers.map((follower) => follower.stop())));
    await proxy?.stop();
    await Promise.all(running.map((server) => server.kill()));
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
    built?.remove();
  });

  it(`fails no request in ${RESTARTS} restarts under load, and feeds that go on from where they were miss nothing`, async () => {
    const shop = new Shop(proxy.url, ADMIN);
    const admin = await shop.firstAdmin();
    const customers: Person[] = [];
    for (const name of ['Ann Rao', 'Ben Okoro', 'Chen Li', 'Dana Levi']) customers.push(await shop.customer(name));
    let written = 0;
    for (const customer of customers) {
      const { id } = await shop.ticket(customer);
      const windowOf = (person: Person): Actor => shop.visitor().useCookies(person.jar());
      feeds.push({ ticketId: id, followers: [customer, admin].map((person) => new Follower(windowOf(person), id)) });
      load.repeat(BETWEEN_MESSAGES_MS, () => shop.message(customer, id, `Message ${++written}`));
      load.repeat(BETWEEN_QUERIES_MS, () => customer.do(READ));
    }

    const codes: (number | null)[] = [];
    for (let turn = 0; turn < RESTARTS; turn++) codes.push(await restart(turn % 2));
    await load.end();

    expect(load.failures).toEqual([]);
    expect(codes).toEqual(codes.map(() => 0));
    expect(load.done).toBeGreaterThan(RESTARTS * 20); // else there was no load
    for (const { ticketId, followers } of feeds) {
      const { ticket } = await admin.do<{ ticket: { lastSeq: number } }>('query($id: ID!) { ticket(id: $id) { lastSeq } }', { id: ticketId });
      const all = Array.from({ length: ticket.lastSeq }, (_, i) => i + 1);
      for (const follower of followers) {
        await eventually('the last event', () => follower.seqs.length >= all.length, 10_000);
        expect(follower.seqs).toEqual(all);
        expect(follower.errors).toEqual([]);
        expect(new Set(follower.closes)).toEqual(new Set([SERVICE_RESTART]));
      }
    }
    const closes = feeds.flatMap(({ followers }) => followers.flatMap((follower) => follower.closes));
    expect(closes.length).toBeGreaterThan(RESTARTS); // the followers were on both, and were told each time
  });
});

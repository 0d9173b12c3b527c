import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Actor, eventually, Shop } from '@ccr/testkit';
import { buildApi, ServerProcess } from './testing/server-process';
import { createTestDatabase, type TestDatabase } from './testing/test-database';

const STATUSES = ['NEW', 'OPEN', 'PENDING', 'RESOLVED', 'CLOSED'];

describe('the program', () => {
  const built = buildApi();
  let folder: string;
  let database: TestDatabase;
  const running: ServerProcess[] = [];

  const run = (settings: Record<string, string> = {}, ...args: string[]): ServerProcess => {
    const server = new ServerProcess(built.main, { DATA_DIR: folder, ...(database.url && { DATABASE_URL: database.url }), ...settings }, args);
    running.push(server);
    return server;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-main-'));
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.kill()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  afterAll(() => built.remove());

  it('makes the first admin with a password that is shown once, says what to open, and stops cleanly', async () => {
    const first = run();
    const origin = await first.origin();
    const [, email = '', password = ''] = (await eventually('the sign-in', () => /Sign in +(\S+) +(\S+)/.exec(first.output))) ?? [];
    expect(first.output).toContain('/mailbox');
    const admin = await new Shop(origin, { email, password }).firstAdmin();
    expect(await admin.do('{ viewer { role } }')).toEqual({ viewer: { role: 'ADMIN' } });
    expect(await first.stop('SIGINT')).toBe(0);

    const second = run();
    const again = await new Shop(await second.origin(), { email, password }).firstAdmin(); // the data is still there
    expect(again.id).toBe(admin.id);
    expect(second.output).not.toContain(password);
    expect(await second.stop('SIGTERM')).toBe(0);
  });

  it('shows the password that is shown once only when it has really started', async () => {
    const first = run();
    const port = new URL(await first.origin()).port;
    const blocked = run({ PORT: port, DATA_DIR: join(folder, 'other') });
    expect(await blocked.gone).toBe(1);
    expect(blocked.output).toContain(`Port ${port} is taken. Stop the other program, or set PORT to another one.`);
    if (database.url) return; // both are one shop there
    const second = run({ DATA_DIR: join(folder, 'other') });
    await second.origin();
    expect(second.output).toMatch(/Sign in +admin@example\.com/);
  });

  it('leaves the embedded database in one file when it stops', async () => {
    if (database.url) return;
    const server = run();
    await server.origin();
    expect(await server.stop()).toBe(0);
    expect((await stat(join(folder, 'ccr.sqlite-wal'))).size).toBe(0);
  });

  it('does not put the demo into a shop that is there already', async () => {
    const shop = run();
    await shop.origin();
    await shop.stop();
    const demo = run({}, '--demo');
    expect(await demo.gone).toBe(1);
    expect(demo.output).toContain('The demo needs a database of its own');
  });

  it('fills a demo shop with tickets in every status, once, and prints its sign-ins each time', async () => {
    for (const _ of ['first', 'second']) {
      const server = run({}, '--demo');
      const shop = new Shop(await server.origin(), { email: 'maya@demo.example', password: 'demo-password' });
      const admin = await shop.firstAdmin();
      const { tickets } = await admin.do<{ tickets: { nodes: { status: string }[] } }>('{ tickets(first: 100) { nodes { status } } }');
      expect(tickets.nodes).toHaveLength(9);
      expect(new Set(tickets.nodes.map((ticket) => ticket.status))).toEqual(new Set(STATUSES));
      expect(server.output).toMatch(/agent +gita@demo\.example +demo-password/);
      const viewer = '{ viewer { duties emailVerified capacity topics { name } } }';
      const [gita, ann] = await Promise.all(['gita', 'ann'].map((name) => shop.signIn(`${name}@demo.example`, 'demo-password')));
      expect(await gita?.do(viewer)).toEqual({ viewer: { duties: [], emailVerified: true, capacity: 20, topics: [{ name: 'Payments' }] } });
      expect(await ann?.do(viewer)).toMatchObject({ viewer: { duties: [], emailVerified: true } });
      expect(await server.stop()).toBe(0);
    }
  });

  it('says every problem of its settings at once and does not start', async () => {
    const server = run({ PORT: 'eighty', REDIS_URL: 'nonsense' });
    expect(await server.gone).toBe(1);
    expect(server.output).toContain('PORT');
    expect(server.output).toContain('REDIS_URL');
  });

  it('tells sockets to come again when it stops, and answers what it was asked before', async () => {
    const server = run({}, '--demo');
    const origin = await server.origin();
    const customer = await new Shop(origin, { email: 'ann@demo.example', password: 'demo-password' }).firstAdmin();
    const feed = customer.subscribe('subscription { ticketChanged { id } }');
    const visitor = new Actor(origin);
    await eventually('the socket', async () => feed.items.length === 0 && (await customer.do('{ viewer { id } }')) !== null);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const slow = visitor.send('mutation { signIn(input: { email: "ann@demo.example", password: "demo-password" }) { viewer { name } } }');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await server.stop()).toBe(0);
    expect((await slow).data).toEqual({ signIn: { viewer: { name: 'Ann Rao' } } });
    expect(feed.closed?.code).toBe(1012);
  });

  it('serves on for DRAIN_SECONDS while it is not ready any more', async () => {
    const server = run({ DRAIN_SECONDS: '20' });
    const origin = await server.origin();
    const statusOf = async (path: string): Promise<number> => (await fetch(`${origin}${path}`)).status;
    expect(await statusOf('/readyz')).toBe(200);
    void server.stop();
    await eventually('it not to be ready', async () => (await statusOf('/readyz')) === 503);
    expect(await statusOf('/livez')).toBe(200);
    await new Actor(origin).do('{ viewer { id } }');
  });

  it('is cut off after SHUTDOWN_SECONDS, which it says, or at once when Ctrl-C is pressed once more', async () => {
    const [late, hurried] = [run({ SHUTDOWN_SECONDS: '1' }), run({ DATA_DIR: join(folder, 'other') })];
    for (const server of [late, hurried]) {
      const unfinished = connect(Number(new URL(await server.origin()).port), '127.0.0.1');
      unfinished.on('error', () => undefined).write('POST /graphql HTTP/1.1\r\nHost: localhost\r\n');
      await new Actor(await server.origin()).do('{ viewer { id } }'); // by now it has those lines
    }
    const codes = Promise.all([late.stop('SIGTERM'), hurried.stop('SIGINT')]);
    void hurried.stop('SIGINT'); // from the terminal and from npm: one wish
    await new Promise((resolve) => setTimeout(resolve, 600));
    void hurried.stop('SIGTERM');
    void hurried.stop('SIGINT');
    expect(await codes).toEqual([1, 130]);
    expect(late.output).toContain('Stopping took longer than SHUTDOWN_SECONDS (1)');
  });
});

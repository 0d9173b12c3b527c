import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { eventually, type Person } from '@ccr/testkit';
import { databaseShape } from '../../server';
import { hasRedisProgram, OwnRedis } from '../../testing/own-redis';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { countingRedis } from '../throttle';
import type { Database } from './database';
import { newId } from './id';
import { Replicas } from './replicas';

const log = pino({ level: 'silent' });
const isPossible = process.env['TEST_DATABASE_URL'] !== undefined;

const urlOf = ({ source }: Database): string => String((source.options as { url?: string }).url);
const nameOf = (database: Database): string => new URL(urlOf(database)).pathname.slice(1);

(isPossible ? describe : describe.skip)('reading from copies of the database', () => {
  let primary: TestPlatform;
  let copy: TestPlatform;
  let database: Database;
  let replicas: Replicas;

  /** The name of the database that answers. */
  const answering = async (): Promise<string> => (await database.manager.query<{ name: string }[]>('SELECT DATABASE() AS name'))[0]?.name ?? '';
  const addEvent = async (to: readonly Database[]): Promise<void> => {
    const id = newId();
    const sql = 'INSERT INTO events (id, streamId, seq, type, at, internal, data, attempts) VALUES (?, ?, 1, ?, NOW(3), 0, ?, 1)';
    for (const { source } of to) await source.query(sql, [id, id, 'SomethingHappened', '{}']);
  };
  const open = (urls: readonly string[], redis: Redis | null = null): Replicas => {
    const opened = new Replicas(urls, databaseShape, { database, redis, log, pulse: 'events' });
    opened.start();
    return opened;
  };
  const usable = (count: number): Promise<boolean> => eventually(`${count} to be usable`, () => replicas.usable === count);

  beforeAll(async () => {
    [primary, copy] = [await startTestPlatform(), await startTestPlatform()];
    database = primary.database;
    await addEvent([primary.database, copy.database]);
  });
  beforeEach(async () => {
    replicas = open([urlOf(copy.database), 'mysql://root@127.0.0.1:1/nowhere']);
    await usable(1);
  });
  afterEach(() => replicas.stop());
  afterAll(async () => {
    await primary.stop();
    await copy.stop();
  });

  it('asks a copy that answers and is not behind, and the primary for all else', async () => {
    expect(await replicas.read('ann', answering)).toBe(nameOf(copy.database));
    expect(await answering()).toBe(nameOf(database));
    expect(await replicas.read('ann', () => database.unitOfWork(answering))).toBe(nameOf(database));
    expect(await database.unitOfWork(() => replicas.read('ann', answering))).toBe(nameOf(database));
  });

  it('asks the primary for who has just written, and for nobody else', async () => {
    await replicas.writes('ann');
    expect(await replicas.read('ann', answering)).toBe(nameOf(database));
    expect(await replicas.read('ben', answering)).toBe(nameOf(copy.database));
  });

  it('asks the primary when the copy fails in the middle', async () => {
    const failing = async (): Promise<string> => {
      const name = await answering();
      if (name === nameOf(copy.database)) throw new Error('The connection was lost');
      return name;
    };
    expect(await replicas.read('ann', failing)).toBe(nameOf(database));
  });

  it('asks no copy that is behind, until it has caught up', async () => {
    await replicas.stop();
    await addEvent([primary.database]);
    replicas = open([urlOf(copy.database), urlOf(database)]);
    await usable(1);
    const names = [await replicas.read('ann', answering), await replicas.read('ann', answering)];
    expect(names).toEqual([nameOf(database), nameOf(database)]);
    await addEvent([primary.database, copy.database]);
    await usable(2);
  });

  (hasRedisProgram ? describe : describe.skip)('in several processes', () => {
    let redis: OwnRedis;
    let clients: Redis[];
    let here: Replicas;
    let there: Replicas;
    const isRead = async (from: Database, by: string): Promise<boolean> => (await there.read(by, answering)) === nameOf(from);

    beforeEach(async () => {
      redis = await OwnRedis.start();
      clients = [countingRedis(redis.url), countingRedis(redis.url)];
      [here, there] = clients.map((client) => open([urlOf(copy.database)], client)) as [Replicas, Replicas];
      await addEvent([primary.database, copy.database]);
      await eventually('both to be usable', () => clients.every(({ status }) => status === 'ready') && here.usable + there.usable === 2);
    });
    afterEach(async () => {
      await Promise.all([here.stop(), there.stop()]);
      clients.forEach((client) => client.disconnect());
      redis.thaw();
      await redis.goAway();
    });

    it('asks the primary for who has just written over another one', async () => {
      await here.writes('ann');
      expect(await isRead(database, 'ann')).toBe(true);
      expect(await isRead(copy.database, 'ben')).toBe(true);
    });

    it('asks the primary for everybody while Redis has stopped answering, or is away', async () => {
      redis.freeze();
      expect(await isRead(database, 'ben')).toBe(true);
      redis.thaw();
      await eventually('the copy to be read again', () => isRead(copy.database, 'ben'));
      await redis.goAway();
      expect(await isRead(database, 'ben')).toBe(true);
    });

    it('asks the primary for who writes over a process that has lost Redis, in that process alone', async () => {
      clients[0]?.disconnect();
      await here.writes('ann');
      expect(await here.read('ann', answering)).toBe(nameOf(database));
      expect(await isRead(copy.database, 'ann')).toBe(true);
    });
  });
});

(isPossible ? describe : describe.skip)('a server with a copy of its database', () => {
  let copy: TestPlatform;
  let test: TestServer;
  const median = async (admin: Person): Promise<number | null> =>
    (await admin.do<{ deskFigures: { medianFirstReplySeconds: number | null } }>('{ deskFigures { medianFirstReplySeconds } }')).deskFigures.medianFirstReplySeconds;
  /** As no replica would: the copy has an answer of its own, and never lags. */
  const tellApart = async ({ source }: Database, at: Date): Promise<void> => {
    const last = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
    const runner = source.createQueryRunner(); // the setting belongs to this connection
    await runner.query('SET foreign_key_checks = 0');
    await runner.query("INSERT INTO agent_times (ticketId, kind, agentId, seconds, at) VALUES ('ticket', 'FIRST_REPLY', 'agent', 4711, ?)", [at]);
    await runner.query("INSERT INTO events (id, streamId, seq, type, at, internal, data, attempts) VALUES (?, 'ticket', 1, 'SomethingHappened', ?, 0, '{}', 1)", [last, at]);
    await runner.query('SET foreign_key_checks = 1');
    await runner.release();
  };

  beforeAll(async () => {
    copy = await startTestPlatform();
    test = await startTestServer({ DATABASE_REPLICA_URLS: urlOf(copy.database) });
    await tellApart(copy.database, test.clock.now());
    await eventually('the copy to be usable', () => test.server.platform.replicas.usable === 1);
  });
  afterAll(async () => {
    await test.stop();
    await copy.stop();
  });

  it('reads reports there, until the person who reads has written', async () => {
    const { operator } = test.server;
    await operator.createAdmin({ name: 'Rut', email: 'rut@example.com', password: 'staple glue and paper' });
    const [ann, rut] = [await test.shop.firstAdmin(), await test.shop.signIn('rut@example.com', 'staple glue and paper')];
    expect([await median(ann), await median(rut)]).toEqual([4711, 4711]);
    await ann.do('mutation { createCannedReply(input: { title: "Hello", shortcut: "hello", body: "Good day" }) { cannedReply { id } } }');
    expect([await median(ann), await median(rut)]).toEqual([null, 4711]);
  });
});

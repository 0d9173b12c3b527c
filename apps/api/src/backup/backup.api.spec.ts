import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, Shop } from '@ccr/testkit';
import { systemClock } from '../platform/clock';
import type { Config } from '../platform/config';
import { Database, migrate, SchemaError } from '../platform/database';
import { createLogger } from '../platform/logging';
import { migrations } from '../migrations';
import { createServer, databaseShape } from '../server';
import { type EmptyPlace, emptyPlace } from '../testing/empty-place';
import { type FullLives, liveFully } from '../testing/full-life';
import { startTestServer, type TestServer } from '../testing/test-server';
import { BackupProblem, type BackupPart, move, readBackupFile, readDatabase, restore, secretFingerprint, verify, withDesk, writeBackupFile } from '.';
import { changedSince } from './move';
import { sumsOf } from './read-database';

const STRANGE = `quotes ' " and \\ a backslash, \u{1F600}, é, DROP TABLE users; --\nnext line`;
const WAITED = 'It waited when the backup was made that this desk was restored from.';
const NO_PROGRESS = { fromThePast: false, onRows: (): void => undefined };
const FROM_THE_PAST = { ...NO_PROGRESS, fromThePast: true };

describe('a backup', () => {
  let test: TestServer;
  let lives: FullLives;
  let folder: string;
  let file: string;
  /** Where the backup was restored to. */
  let restored: EmptyPlace;
  const afterwards: (() => Promise<void>)[] = [];

  const source = (): Config['database'] => test.server.platform.config.database;
  const parts = (): AsyncGenerator<BackupPart> => readBackupFile(file);
  const tablesOf = (place: EmptyPlace): Promise<string[]> => withDesk(place.config.database, async (connection) => (await connection.tables()).map(({ name }) => name));

  async function newPlace(kind?: 'embedded'): Promise<EmptyPlace> {
    const place = await emptyPlace(kind);
    afterwards.push(() => place.drop());
    return place;
  }

  async function sumsIn(database: Config['database']): Promise<Record<string, string>> {
    return withDesk(database, async (connection) => {
      const sums = await sumsOf(connection, (await connection.tables()).filter(({ name }) => name !== 'migrations'));
      return Object.fromEntries(sums.map(({ table, rows, checksum }) => [table, `${rows} ${checksum}`]));
    });
  }

  async function problemOf(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(BackupProblem);
    return (error as Error).message;
  }

  /** A copy of the backup with other bytes. */
  async function copy(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
    const other = join(folder, name);
    await writeFile(other, change(await readFile(file)));
    return other;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-spec-'));
    file = join(folder, 'backup.gz');
    test = await startTestServer();
    lives = await liveFully(test);
    await test.shop.message(lives.customer, lives.ticketId, STRANGE);
    const { manager } = test.server.platform.database;
    await eventually('all events to be told', async () => (await manager.query('SELECT id FROM events WHERE dueAt IS NOT NULL')).length === 0);
    await withDesk(source(), (connection) => writeBackupFile(readDatabase(connection, new Date(), secretFingerprint(test.server.platform.config)), file));
  });
  afterAll(async () => {
    await test.stop();
    for (const work of afterwards) await work();
    await rm(folder, { recursive: true, force: true });
  });

  it('is of one moment, while the desk goes on', async () => {
    const place = await newPlace();
    const messages = test.server.platform.database.repository('Message');
    const before = await messages.count();
    async function* meanwhile(reading: AsyncIterable<BackupPart>): AsyncGenerator<BackupPart> {
      for await (const part of reading) {
        if (part.kind === 'header') await test.shop.message(lives.customer, lives.ticketId, 'said while the backup is made');
        yield part;
      }
    }
    const { sums } = await withDesk(source(), (connection) => restore(meanwhile(readDatabase(connection, new Date(), null)), place.config.database, NO_PROGRESS));
    expect(await messages.count()).toBe(before + 1);
    expect(sums.find(({ table }) => table === 'messages')?.rows).toBe(before);
    expect(await changedSince(source(), sums)).toEqual(expect.arrayContaining(['events', 'messages', 'tickets']));
  });

  it('is for the eyes of its owner, and leaves nothing unfinished beside it', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
    const broken = (async function* (): AsyncGenerator<BackupPart> {
      yield* [];
      throw new Error('the database went away');
    })();
    await expect(writeBackupFile(broken, file)).rejects.toThrow('went away');
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
    await verify(parts()); // the one before is still there
  });

  it('becomes a desk again that works, on which nobody is signed in and nothing goes out that has waited', async () => {
    restored = await newPlace();
    const { header, tokens } = await restore(parts(), restored.config.database, FROM_THE_PAST);
    expect(header.keyFingerprint).toBe(secretFingerprint(test.server.platform.config));
    expect(tokens).toBeGreaterThan(0);
    const { customer, ticketId } = lives;
    const server = await createServer(restored.config, createLogger('error'));
    try {
      const origin = await server.listen();
      const shop = new Shop(origin, { email: 'admin@example.com', password: 'correct horse battery' });
      expect(await server.platform.database.repository('Session').count()).toBe(0);
      const admin = await shop.firstAdmin();
      const timeline = await admin.do<{ ticket: { lastSeq: number } }>('query($id: ID!) { ticket(id: $id) { lastSeq } }', { id: ticketId });
      const { seq } = await shop.message(admin, ticketId, 'we are back', 'NOTE');
      expect(seq).toBe(timeline.ticket.lastSeq + 1);
      const bodies = await server.platform.database.repository('Message').findBy({ ticketId, authorId: customer.id });
      expect(bodies.map(({ body }) => body as string)).toContain(STRANGE);
    } finally {
      await server.stop();
    }
  });

  it('holds nothing back of what waits, and says so where admins look', async () => {
    const { database } = test.server.platform;
    const waiting = await database.repository('Notification').findOneByOrFail({ recipientId: lives.agent.id, channel: 'MAIL' });
    await withDesk(restored.config.database, async (connection) => {
      await connection.query(`UPDATE notifications SET state = 'WAITING', dueAt = createdAt WHERE id = '${String(waiting['id'])}'`);
      await connection.query(`UPDATE events SET dueAt = at WHERE streamId = '${lives.ticketId}'`);
    });
    const again = await newPlace();
    await withDesk(restored.config.database, (connection) => restore(readDatabase(connection, new Date(), null), again.config.database, FROM_THE_PAST));
    await withDesk(again.config.database, async (connection) => {
      const [row] = await connection.query(`SELECT state, dueAt, problem FROM notifications WHERE id = '${String(waiting['id'])}'`);
      expect(row).toEqual({ state: 'FAILED', dueAt: null, problem: WAITED });
      expect(await connection.query('SELECT id FROM events WHERE dueAt IS NOT NULL')).toEqual([]);
      expect((await connection.query('SELECT done FROM search_progress')).map(({ done }) => done)).toEqual([0, 0]);
    });
  });

  it('moves to another engine and back, and nothing is lost', async () => {
    const embedded = await newPlace('embedded');
    const there = await move(source(), embedded.config.database, systemClock, NO_PROGRESS.onRows);
    const back = await newPlace();
    const { changed } = await move(embedded.config.database, back.config.database, systemClock, NO_PROGRESS.onRows);
    expect(changed).toEqual([]);
    const all = Object.fromEntries(there.sums.map(({ table, rows, checksum }) => [table, `${rows} ${checksum}`]));
    expect(Object.keys(all).length).toBeGreaterThan(30);
    expect(await sumsIn(embedded.config.database)).toEqual(all);
    expect(await sumsIn(back.config.database)).toEqual(all);
    await withDesk(embedded.config.database, (connection) => connection.query("UPDATE notifications SET problem = 'sent meanwhile'")); // of this no event tells
    expect(await changedSince(embedded.config.database, there.sums)).toEqual(['notifications']);
  });

  it('is refused when it is cut, changed, or something else, before anything is written', async () => {
    const place = await newPlace();
    const cut = await copy('cut.gz', (bytes) => bytes.subarray(0, bytes.length - 200));
    const other = await copy('changed.gz', (bytes) => Buffer.concat([bytes.subarray(0, 5000), Buffer.from([(bytes[5000] ?? 0) ^ 1]), bytes.subarray(5001)]));
    const none = await copy('none.gz', () => Buffer.from('{"hello": "world"}\n'));
    const nothing = await copy('nothing.gz', () => Buffer.alloc(0));
    expect(await problemOf(verify(readBackupFile(cut)))).toContain('cut short');
    expect(await problemOf(verify(readBackupFile(other)))).toMatch(/was changed|cut short/);
    expect(await problemOf(verify(readBackupFile(none)))).toContain('not a backup');
    expect(await problemOf(verify(readBackupFile(nothing)))).toContain('not a backup');
    expect(await problemOf(restore(readBackupFile(cut), place.config.database, FROM_THE_PAST))).toContain('cut short');
    await Database.open(place.config.database, databaseShape).then((database) => database.close()); // makes the file where there is none
    expect(await tablesOf(place)).toEqual([]);
  });

  it('is refused where its rows do not add up, or are more than a newer version wrote', async () => {
    const place = await newPlace();
    async function* without(kind: BackupPart['kind']): AsyncGenerator<BackupPart> {
      for await (const part of parts()) if (part.kind !== kind) yield part;
    }
    async function* newer(): AsyncGenerator<BackupPart> {
      for await (const part of parts()) yield part.kind === 'header' ? { ...part, header: { ...part.header, migrations: [...part.header.migrations, 'Later1999999999999'] } } : part;
    }
    expect(await problemOf(verify(without('rows')))).toContain('should have');
    expect(await problemOf(restore(without('rows'), place.config.database, FROM_THE_PAST))).toContain('did not take the rows');
    expect(await problemOf(restore(newer(), place.config.database, FROM_THE_PAST))).toContain('newer version (Later1999999999999)');
    expect(await tablesOf(place)).toEqual([]);
  });

  it('is refused where there is a desk already, which stays as it is', async () => {
    const before = await sumsIn(restored.config.database);
    expect(await problemOf(restore(parts(), restored.config.database, FROM_THE_PAST))).toContain('something in this database already');
    expect(await sumsIn(restored.config.database)).toEqual(before);
  });

  it('of an older version is brought up to date, into a database that was migrated and not used', async () => {
    const [old, place] = [await newPlace(), await newPlace()];
    const before = await Database.open(old.config.database, { ...databaseShape, migrations: migrations.slice(0, 1) });
    await migrate(before);
    await before.manager.query(
      `INSERT INTO users (id, name, email, mobile, role, passwordHash, createdAt, lastSeq)
       VALUES ('ann', 'Ann Rao', 'ann@example.com', NULL, 'CUSTOMER', 'hash', '2026-01-02 03:04:05.678', 1)`,
    );
    await before.close();
    const used = await Database.open(place.config.database, databaseShape);
    await migrate(used);
    await used.close();
    await withDesk(old.config.database, (connection) => restore(readDatabase(connection, new Date(), null), place.config.database, FROM_THE_PAST));
    const [ann] = await withDesk(place.config.database, (connection) => connection.query('SELECT createdAt, emailVerifiedAt, availability FROM users'));
    expect(ann).toEqual({ createdAt: '2026-01-02 03:04:05.678', emailVerifiedAt: '2026-01-02 03:04:05.678', availability: 'ON' });
  });

  it('is restored by one process alone, and no server starts meanwhile', async () => {
    const { database } = (await newPlace()).config;
    const server = await Database.open(database, databaseShape);
    let started: Promise<string[]> | undefined;
    async function* meanwhile(): AsyncGenerator<BackupPart> {
      for await (const part of parts()) {
        if (part.kind === 'sum' && !started) {
          expect(await problemOf(restore(parts(), database, FROM_THE_PAST))).toContain('Another process');
          const [first] = await withDesk(database, (connection) => connection.query('SELECT name FROM migrations ORDER BY id LIMIT 1'));
          expect(first).toEqual({ name: 'UnfinishedRestore' }); // before there was any other table
          started = migrate(server);
          started.catch(() => undefined);
        }
        yield part;
      }
    }
    const { rows } = await restore(meanwhile(), database, FROM_THE_PAST);
    expect(rows).toBeGreaterThan(100);
    if (server.isEmbedded) await expect(started).rejects.toThrow(SchemaError);
    else expect(await started).toEqual([]); // it has waited for its turn, and finds a whole desk
    await server.close();
  });

  it('that was half restored when the machine stopped starts no server, and is restored again', async () => {
    await withDesk(restored.config.database, (connection) => connection.query("INSERT INTO migrations (`timestamp`, `name`) VALUES (0, 'UnfinishedRestore')"));
    const started = await Database.open(restored.config.database, databaseShape);
    await expect(migrate(started)).rejects.toThrow(SchemaError); // what a server does first
    await started.close();
    const half = withDesk(restored.config.database, (connection) => writeBackupFile(readDatabase(connection, new Date(), null), join(folder, 'half.gz')));
    expect(await problemOf(half)).toContain('not finished');
    const { rows } = await restore(parts(), restored.config.database, FROM_THE_PAST);
    expect(rows).toBeGreaterThan(100);
  });
});

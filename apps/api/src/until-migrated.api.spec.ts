import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually } from '@ccr/testkit';
import { loadConfig } from './platform/config';
import { Database, migrate } from './platform/database';
import { databaseShape } from './server';
import { freePort } from './testing/own-redis';
import { buildApi, ServerProcess } from './testing/server-process';
import { createTestDatabase, type TestDatabase } from './testing/test-database';

describe('a server that does not migrate', () => {
  const built = buildApi();
  let folder: string;
  let database: TestDatabase;
  let port: number;
  const running: ServerProcess[] = [];

  const run = (program: string, ...args: string[]): ServerProcess => {
    const settings = { DATA_DIR: folder, MIGRATE_ON_START: 'false', PORT: String(port), ...(database.url && { DATABASE_URL: database.url }) };
    const child = new ServerProcess(join(dirname(built.main), program), settings, args);
    running.push(child);
    return child;
  };
  const status = (path: string): Promise<number | null> =>
    fetch(`http://127.0.0.1:${port}${path}`).then(({ status }) => status, () => null);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-waits-'));
    database = await createTestDatabase();
    port = await freePort();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((child) => child.kill()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  afterAll(() => built.remove());

  it('waits, alive and not ready, until ccr migrate has done it; then it is a shop', async () => {
    const server = run('main.js');
    await eventually('the sign of life', async () => (await status('/livez')) === 200);
    expect([await status('/readyz'), await status('/graphql'), await status('/')]).toEqual([503, 503, 503]);

    const command = run('ccr.js', 'migrate');
    expect(await command.gone).toBe(0);
    expect(command.output).toMatch(/^Done:\n {2}FirstTables1795000000000\n/);

    await eventually('the server to be ready', async () => (await status('/readyz')) === 200);
    await eventually('its welcome', () => /Sign in +admin@example\.com/.test(server.output));
    expect(await server.stop()).toBe(0);
  });

  it('stops when it is told to while it waits', async () => {
    const server = run('main.js');
    await eventually('the sign of life', async () => (await status('/livez')) === 200);
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('does not start on tables that a newer version has migrated, waiting or not', async () => {
    const config = loadConfig({ DATA_DIR: folder, ...(database.url && { DATABASE_URL: database.url }) });
    const newer = await Database.open(config.database, databaseShape);
    await migrate(newer);
    await newer.manager.query("INSERT INTO migrations (timestamp, name) VALUES (1999000000000, 'FromTheFuture1999000000000')");
    await newer.close();
    for (const program of [run('main.js'), run('ccr.js', 'migrate')]) {
      expect(await program.gone).toBe(1);
      expect(program.output).toBe('This database was migrated by a newer version (FromTheFuture1999000000000). Start that version, or restore a backup.\n');
    }
  });
});

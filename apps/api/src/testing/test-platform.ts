import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../migrations';
import { loadConfig } from '../platform/config';
import { Database, migrate } from '../platform/database';
import { databaseShape } from '../server';
import { createTestDatabase } from './test-database';

/** The application's database alone, of a spec's own. */
export interface TestPlatform {
  readonly database: Database;
  stop(): Promise<void>;
}

/** Opens a database of the engine under test; migrated unless said otherwise. */
export async function startTestPlatform({ migrated = true } = {}): Promise<TestPlatform> {
  const { open, stoppable } = await emptyDatabase();
  const database = await open(migrations.length);
  if (migrated) await migrate(database);
  return stoppable(database);
}

/** The database of a shop that was in use, with these rows (statements), when the migration came. */
export async function migratedInUse(migration: (typeof migrations)[number], rows: readonly string[]): Promise<TestPlatform> {
  const { open, stoppable } = await emptyDatabase();
  const place = migrations.indexOf(migration);
  const before = await open(place);
  await migrate(before);
  for (const sql of rows) await before.manager.query(sql);
  await before.close();
  const database = await open(place + 1);
  await migrate(database);
  return stoppable(database);
}

/** `open` knows the first so many migrations. */
async function emptyDatabase(): Promise<{ open: (count: number) => Promise<Database>; stoppable: (database: Database) => TestPlatform }> {
  const folder = await mkdtemp(join(tmpdir(), 'ccr-spec-'));
  const target = await createTestDatabase();
  const { database: config } = loadConfig({ DATA_DIR: folder, ...(target.url && { DATABASE_URL: target.url }) });
  return {
    open: (count) => Database.open(config, { ...databaseShape, migrations: migrations.slice(0, count) }),
    stoppable: (database) => ({
      database,
      stop: async () => {
        await database.close();
        await target.drop();
        await rm(folder, { recursive: true, force: true });
      },
    }),
  };
}

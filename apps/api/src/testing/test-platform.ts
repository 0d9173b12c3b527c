import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const folder = await mkdtemp(join(tmpdir(), 'ccr-spec-'));
  const target = await createTestDatabase();
  const settings = { DATA_DIR: folder, ...(target.url && { DATABASE_URL: target.url }) };
  const database = await Database.open(loadConfig(settings).database, databaseShape);
  if (migrated) await migrate(database);
  return {
    database,
    stop: async () => {
      await database.close();
      await target.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

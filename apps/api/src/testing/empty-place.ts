import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '../platform/config';
import { createTestDatabase } from './test-database';

/** A database that nobody has used, with the settings that lead to it. */
export interface EmptyPlace {
  readonly config: Config;
  drop(): Promise<void>;
}

/** A place for a whole desk: on the engine under test, unless it is to be the embedded one. */
export async function emptyPlace(kind?: 'embedded'): Promise<EmptyPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'ccr-spec-'));
  const database = kind === 'embedded' ? null : await createTestDatabase();
  const config = loadConfig({ PORT: '0', PUBLIC_URL: 'http://localhost:4000', DATA_DIR: folder, LOG_LEVEL: 'error', ...(database?.url && { DATABASE_URL: database.url }) });
  return {
    config,
    drop: async () => {
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

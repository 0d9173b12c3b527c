import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './platform/config';
import { Database, insistOnKnown, SchemaError, schemaState } from './platform/database';
import { databaseShape } from './server';

const EVERY_MS = 1_000;

async function isMigrated(database: Database): Promise<boolean> {
  const state = await schemaState(database);
  insistOnKnown(state);
  return state.pending.length === 0;
}

/** As the server answers its probes, so that a process that only waits is left alone and gets no work. */
function answerProbes({ host, port }: Config): Promise<() => Promise<void>> {
  const http = createServer((request, response) => {
    const lives = request.url === '/livez';
    response.writeHead(lives ? 200 : 503, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ status: lives ? 'ok' : 'unavailable' }));
  });
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => resolve(() => new Promise((closed) => http.close(() => closed()))));
  });
}

async function waitFor(database: Database, log: Logger): Promise<void> {
  for (;;) {
    await pause(EVERY_MS);
    try {
      if (await isMigrated(database)) return;
    } catch (error) {
      if (error instanceof SchemaError) throw error;
      log.warn({ err: error }, 'The database does not say how its tables stand');
    }
  }
}

/**
 * Resolves once the tables are what this version knows, which somebody else sees to. Until then it answers the probes at
 * the server's address: alive, not ready. @throws SchemaError when they are newer.
 */
export async function untilMigrated(config: Config, log: Logger): Promise<void> {
  const database = await Database.open(config.database, databaseShape);
  try {
    if (await isMigrated(database)) return;
    log.info('Waits for ccr migrate, because MIGRATE_ON_START is false');
    const leave = (): never => process.exit(0); // nothing has begun
    process.on('SIGINT', leave).on('SIGTERM', leave);
    const close = await answerProbes(config);
    await waitFor(database, log).finally(close);
    process.off('SIGINT', leave).off('SIGTERM', leave);
  } finally {
    await database.close();
  }
}

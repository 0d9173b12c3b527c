import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../platform/database';
import { createServer, databaseShape, type Server } from '../server';
import { type CommandContext, say } from './command';

const JOINED_WITHIN_MS = 3_000;
const PAUSE_MS = 20;
const NOT_JOINED = 'Redis (REDIS_URL) does not answer: the running servers hear of this within a minute, and not at once.';

/** Lends the configured database as it is: it is not migrated, and may be newer than this version knows. */
export async function withDatabase<T>({ config }: CommandContext, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open(config().database, databaseShape);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Whatever the servers are to hear of, such as that a session has ended, goes there over Redis; else they find out later. */
async function joinServers({ config, live }: Server['platform'], { stderr }: CommandContext): Promise<void> {
  const end = Date.now() + JOINED_WITHIN_MS;
  while (config.redisUrl !== null && live.joinedForMs === null && Date.now() < end) await pause(PAUSE_MS);
  if (config.redisUrl !== null && live.joinedForMs === null) say(stderr, NOT_JOINED);
}

/**
 * Lends the whole application: it neither listens nor does what waits to be done, which is the running server's. Its
 * database is migrated first, if the settings say so; otherwise it must be up to date.
 */
export async function withApplication<T>(context: CommandContext, work: (server: Server) => Promise<T>): Promise<T> {
  const server = await createServer(context.config(), context.log, context.clock);
  try {
    await joinServers(server.platform, context);
    return await work(server);
  } finally {
    // Not `stop`: it finishes what waits to be told, and only the running server's followers hear of it then.
    const { redis, live, database, tracing } = server.platform;
    await server.app.close();
    redis?.disconnect();
    live.close();
    await database.close();
    await tracing?.stop();
  }
}

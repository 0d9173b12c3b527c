import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Shop } from '@ccr/testkit';
import PostalMime, { type Email } from 'postal-mime';
import { loadConfig } from '../platform/config';
import { createLogger } from '../platform/logging';
import { prepareShop } from '../seed/prepare-shop';
import { createServer, type Server } from '../server';
import { TestClock } from './test-clock';
import { createTestDatabase } from './test-database';

const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };

/** The whole application on a free port and a database of its own, with nothing replaced; passwords alone are hashed at the least cost (quick-passwords.ts). */
export interface TestServer {
  readonly server: Server;
  readonly origin: string;
  readonly shop: Shop;
  /** The server's time; attempts at signing in and the like are counted by the real one. */
  readonly clock: TestClock;
  /** Log lines that say a human must act. A spec that provokes some empties this, or `stop` throws. */
  readonly alarms: string[];
  /** The mails in the local mailbox to an address, oldest first. */
  mailsTo(email: string): Promise<Email[]>;
  stop(): Promise<void>;
}

/** Starts the application. `settings` are environment variables. */
export async function startTestServer(settings: Record<string, string> = {}): Promise<TestServer> {
  const clock = new TestClock();
  const folder = await mkdtemp(join(tmpdir(), 'ccr-spec-'));
  const database = await createTestDatabase();
  const config = loadConfig({
    PORT: '0',
    PUBLIC_URL: 'http://localhost:4000',
    DATA_DIR: folder,
    ...(database.url && { DATABASE_URL: database.url }),
    INITIAL_ADMIN_EMAIL: ADMIN.email,
    INITIAL_ADMIN_PASSWORD: ADMIN.password,
    LOG_LEVEL: 'error',
    ...settings,
  });
  const alarms: string[] = [];
  const server = await createServer(config, createLogger(config.logLevel, { write: (line) => void alarms.push(line) }), clock);
  await prepareShop(server);
  const origin = await server.listen();
  return {
    server,
    origin,
    shop: new Shop(origin, ADMIN),
    clock,
    alarms,
    mailsTo: (email) => mailsIn(config.mail.folder, email),
    stop: async () => {
      await server.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
      if (alarms.length > 0) throw new Error(`The server logged errors:\n${alarms.join('')}`);
    },
  };
}

async function mailsIn(folder: string, email: string): Promise<Email[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.eml')).sort(); // ids sort by time
  const mails = await Promise.all(files.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))));
  return mails.filter((mail) => mail.to?.some((recipient) => recipient.address === email));
}

import { type FastifyInstance } from 'fastify';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { accountEntities, type Accounts, createAccounts } from './modules/accounts';
import { type Conversation, conversationEntities, createConversation } from './modules/conversation';
import { createNotifications, notificationEntities } from './modules/notifications';
import { createTickets, ticketEntities, type Tickets } from './modules/tickets';
import { createTopics, topicEntities, type Topics } from './modules/topics';
import { migrations } from './migrations';
import { Authenticator } from './platform/auth';
import { type Clock, systemClock } from './platform/clock';
import type { Config } from './platform/config';
import { Database, migrate } from './platform/database';
import { Dispatcher, EventLog, EventRow } from './platform/events';
import { buildContract, ResolverInstances, SocketRegistry } from './platform/graphql';
import { cookieName, createHttpServer, Health, registerGraphql, serveWebApp } from './platform/http';
import { ClientMutation, Idempotency } from './platform/idempotency';
import { LiveBus } from './platform/live';
import { createMailTransport, registerMailbox } from './platform/mail';
import type { Platform } from './platform/platform';
import { RESOLVERS } from './schema';

/** The tables of all modules and their history. */
export const databaseShape = {
  entities: [
    EventRow,
    ClientMutation,
    ...accountEntities,
    ...topicEntities,
    ...ticketEntities,
    ...conversationEntities,
    ...notificationEntities,
  ],
  migrations,
};

/** The whole application, ready to listen. */
export interface Server extends Accounts, Topics, Tickets, Conversation {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  /** Where mail goes, as it follows "Mail goes to". */
  readonly mailDestination: string;
  /** Whether mails can be read at `/mailbox`. */
  readonly hasMailbox: boolean;
  /** Begins to work and to answer. Resolves to the address it answers at. */
  listen(): Promise<string>;
  /** Takes no new work, tells sockets to come again, finishes what runs, then lets go of everything. */
  stop(): Promise<void>;
}

async function createPlatform(config: Config, log: Logger, clock: Clock): Promise<Platform> {
  const database = await Database.open(config.database, databaseShape);
  await migrate(database);
  const live = new LiveBus(log);
  if (config.redisUrl) live.connect(config.redisUrl);
  const redis = config.redisUrl ? new Redis(config.redisUrl, { enableOfflineQueue: false }) : null;
  redis?.on('error', () => undefined); // the live bus tells it; attempts are counted in this process meanwhile
  const events = new EventLog(database, clock);
  return { config, log, clock, database, live, redis, events, idempotency: new Idempotency(database, clock) };
}

/** Puts platform and modules together on the configured database, which is migrated first. */
export async function createServer(config: Config, log: Logger, clock: Clock = systemClock): Promise<Server> {
  const platform = await createPlatform(config, log, clock);
  const { database, live, events } = platform;
  const transport = createMailTransport(config.mail);

  const accounts = createAccounts(platform);
  const topics = createTopics(platform);
  const tickets = createTickets(platform, topics);
  const conversation = createConversation(platform, tickets);
  const notifications = createNotifications(platform, transport);
  const dispatcher = new Dispatcher(database, events, clock, [...tickets.handlers, ...notifications.handlers], log);

  const modules = [accounts, topics, tickets, conversation];
  const resolvers = new ResolverInstances(modules.flatMap((module) => module.resolvers));
  const authenticator = new Authenticator(accounts.credentials, cookieName(config), new Set([config.publicUrl]));
  const sockets = new SocketRegistry(live);
  const health = new Health(database);
  const hasMailbox = !config.production && !config.mail.sendGridApiKey;

  const app = await createHttpServer(log, config);
  health.register(app);
  if (hasMailbox) registerMailbox(app, config.mail.folder);
  await registerGraphql(app, platform, { schema: buildContract(RESOLVERS, resolvers), resolvers, authenticator, sockets });
  await serveWebApp(app, config.webRoot);

  return {
    ...accounts,
    ...topics,
    ...tickets,
    ...conversation,
    app,
    platform,
    mailDestination: transport.destination,
    hasMailbox,
    listen: async () => {
      dispatcher.start();
      notifications.outbox.start();
      return app.listen({ host: config.host, port: config.port });
    },
    stop: async () => {
      health.stop();
      sockets.closeAll();
      await app.close();
      await dispatcher.stop();
      await notifications.outbox.stop();
      platform.redis?.disconnect();
      live.close();
      await database.close();
    },
  };
}

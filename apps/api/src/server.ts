import { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { accountEntities, type Accounts, createAccounts } from './modules/accounts';
import { type CannedReplies, cannedReplyEntities, createCannedReplies } from './modules/canned-replies';
import { type Conversation, conversationEntities, createConversation } from './modules/conversation';
import { createFeedback, feedbackEntities, type FeedbackModule } from './modules/feedback';
import { createNotifications, notificationEntities } from './modules/notifications';
import { createReports, reportEntities } from './modules/reports';
import { createSearch, searchEntities } from './modules/search';
import { createTickets, ticketEntities, type Tickets } from './modules/tickets';
import { createTopics, topicEntities, type Topics } from './modules/topics';
import { createWebhooks, webhookEntities } from './modules/webhooks';
import { migrations } from './migrations';
import { Authenticator, ownSecret, SecretKey } from './platform/auth';
import { type Clock, systemClock } from './platform/clock';
import type { Config } from './platform/config';
import { Database, insistOnMigrated, migrate, Replicas } from './platform/database';
import { Dispatcher, EventLog, EventRow, watchEvents } from './platform/events';
import { buildContract, ResolverInstances, SocketRegistry } from './platform/graphql';
import { cookieName, createHttpServer, Drain, foreignPictures, Health, registerGraphql, serveWebApp } from './platform/http';
import { ClientMutation, Idempotency } from './platform/idempotency';
import { CatchUp, LiveBus } from './platform/live';
import { createMailTransport, isMailKept, registerMailbox, registerSendGridEvents } from './platform/mail';
import { Metrics, registerMetrics, watchProcess } from './platform/metrics';
import { Outbound } from './platform/outbound';
import type { Platform } from './platform/platform';
import { countingRedis } from './platform/throttle';
import { createTracing, traceStatements } from './platform/tracing';
import { RESOLVERS } from './schema';
import { stopServer } from './stop-server';

/** The tables of all modules and their history. */
export const databaseShape = {
  entities: [
    EventRow,
    ClientMutation,
    ...accountEntities,
    ...topicEntities,
    ...ticketEntities,
    ...conversationEntities,
    ...searchEntities,
    ...cannedReplyEntities,
    ...feedbackEntities,
    ...reportEntities,
    ...notificationEntities,
    ...webhookEntities,
  ],
  migrations,
};

/** The whole application, ready to listen. */
export interface Server extends Accounts, Topics, Tickets, Conversation, CannedReplies, FeedbackModule {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  /** Where mail goes, as it follows "Mail goes to". */
  readonly mailDestination: string;
  /** Whether mails can be read at `/mailbox`. */
  readonly hasMailbox: boolean;
  /** Begins to work and to answer. Resolves to the address it answers at. */
  listen(): Promise<string>;
  /**
   * Is not ready any more but serves for DRAIN_SECONDS, takes no new sockets and tells those there are to come again,
   * finishes what runs, then lets go of everything.
   */
  stop(): Promise<void>;
}

/** Connects to the database, whose tables are then what this version knows. */
async function openMigrated({ database: where, migrateOnStart }: Config): Promise<Database> {
  const database = await Database.open(where, databaseShape);
  try {
    await (migrateOnStart ? migrate(database) : insistOnMigrated(database));
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function createPlatform(config: Config, log: Logger, clock: Clock): Promise<Platform> {
  const database = await openMigrated(config);
  const live = new LiveBus(log);
  if (config.redisUrl) live.connect(config.redisUrl);
  const redis = config.redisUrl ? countingRedis(config.redisUrl) : null;
  const events = new EventLog(database, clock);
  const secretKey = new SecretKey(config.secretKey ?? ownSecret(config.dataDir));
  const outbound = new Outbound(config.privateTargets);
  const metrics = new Metrics(log, config.metricsToken !== null);
  watchProcess(metrics, { source: database.source, redis });
  watchEvents(metrics, database, clock);
  const tracing = await createTracing(config, log);
  const opened = (source: DataSource): void => void (tracing && traceStatements(source, tracing));
  opened(database.source);
  const replicas = new Replicas(config.replicaUrls, databaseShape, { database, redis, log, pulse: 'events', opened });
  return { config, log, clock, database, replicas, live, redis, events, secretKey, outbound, metrics, tracing, idempotency: new Idempotency(database, clock) };
}

/** Puts platform and modules together on the configured database, which is migrated first, or must have been. */
export async function createServer(config: Config, log: Logger, clock: Clock = systemClock): Promise<Server> {
  const platform = await createPlatform(config, log, clock);
  const { database, live, events } = platform;
  const transport = createMailTransport(config.mail);

  const topics = createTopics(platform);
  const accounts = createAccounts(platform, topics.experts);
  const tickets = createTickets(platform, accounts, topics);
  const conversation = createConversation(platform, tickets);
  const search = createSearch(platform, tickets);
  const cannedReplies = createCannedReplies(platform);
  const feedback = createFeedback(platform, tickets);
  const reports = createReports(platform, tickets);
  const notifications = createNotifications(platform, transport, tickets);
  const webhooks = createWebhooks(platform);
  for (const { dataSources } of [topics, tickets, conversation, cannedReplies, feedback, reports, notifications, webhooks]) accounts.personalData.add(...dataSources);
  const dispatcher = new Dispatcher(database, events, clock, [...tickets.handlers, ...conversation.handlers, ...search.handlers, ...notifications.handlers, ...webhooks.handlers], log);

  const workers = [...accounts.workers, ...tickets.workers, ...search.workers, ...webhooks.workers];
  const hasOthers = config.redisUrl !== null && !database.isEmbedded; // its file is one process's own
  const catchUp = hasOthers ? [new CatchUp(live, [tickets.trail, notifications.trail], log).worker] : [];
  const sockets = new SocketRegistry(live, accounts.credentials, log);
  const working = [...workers, ...catchUp, sockets.worker, ...notifications.outboxes, webhooks.lanes, platform.replicas];

  const modules = [accounts, topics, tickets, conversation, search, cannedReplies, feedback, reports, notifications, webhooks];
  const resolvers = new ResolverInstances(modules.flatMap((module) => module.resolvers));
  const authenticator = new Authenticator(accounts.credentials, cookieName(config), new Set([config.publicUrl]));
  platform.metrics.gauge({ name: 'ccr_open_sockets', help: 'WebSockets that are open in this process.' }, () => sockets.size);
  const health = new Health(database);
  const hasMailbox = !config.production && isMailKept(config.mail);

  const app = await createHttpServer(log, config, platform);
  const drain = new Drain();
  drain.register(app);
  health.register(app);
  registerMetrics(app, platform.metrics, config.metricsToken);
  if (hasMailbox) registerMailbox(app, config.mail.folder, foreignPictures(config));
  if (config.mail.sendGridWebhookKey) registerSendGridEvents(app, config.mail.sendGridWebhookKey, clock, notifications.hearOfMail);
  notifications.registerUnsubscribe(app);
  await registerGraphql(app, platform, { schema: buildContract(RESOLVERS, resolvers), resolvers, authenticator, sockets });
  await serveWebApp(app, config.webRoot);

  return {
    ...accounts,
    ...topics,
    ...tickets,
    ...conversation,
    ...cannedReplies,
    ...feedback,
    workers,
    app,
    platform,
    mailDestination: transport.destination,
    hasMailbox,
    listen: async () => {
      dispatcher.start();
      working.forEach((worker) => worker.start());
      return app.listen({ host: config.host, port: config.port });
    },
    stop: () => stopServer({ health, drain, sockets, app, dispatcher, workers: working, platform }),
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { SocketRegistry } from './platform/graphql';
import type { Drain, Health } from './platform/http';
import type { Platform } from './platform/platform';

interface Stoppable {
  stop(): Promise<void>;
}

/** What has to end, in this order. */
interface Parts {
  readonly health: Health;
  readonly drain: Drain;
  readonly sockets: SocketRegistry;
  readonly app: FastifyInstance;
  readonly dispatcher: Stoppable;
  readonly workers: readonly Stoppable[];
  readonly platform: Platform;
}

/**
 * Is not ready any more, but serves until balancers have noticed; then takes no new sockets and tells those there are to
 * come again, finishes what runs, and lets go of everything.
 */
export async function stopServer({ health, drain, sockets, app, dispatcher, workers, platform }: Parts): Promise<void> {
  health.stop();
  drain.begin();
  await pause(platform.config.drainSeconds * 1_000);
  drain.refuseSockets();
  await sockets.closeAll();
  await app.close();
  await dispatcher.stop();
  await Promise.all(workers.map((worker) => worker.stop()));
  platform.redis?.disconnect();
  platform.live.close();
  await platform.database.close();
  await platform.tracing?.stop();
}

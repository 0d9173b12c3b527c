import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Clock } from './clock';
import type { Config } from './config';
import type { Database } from './database';
import type { EventLog } from './events';
import type { Idempotency } from './idempotency';
import type { LiveBus } from './live';

/** What every module builds on. */
export interface Platform {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly database: Database;
  readonly events: EventLog;
  readonly idempotency: Idempotency;
  readonly live: LiveBus;
  /** For counting over all processes; null when this is the only one. */
  readonly redis: Redis | null;
}

import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { SecretKey } from './auth';
import type { Clock } from './clock';
import type { Config } from './config';
import type { Database, Replicas } from './database';
import type { EventLog } from './events';
import type { Idempotency } from './idempotency';
import type { LiveBus } from './live';
import type { Metrics } from './metrics';
import type { Outbound } from './outbound';
import type { Tracing } from './tracing';

/** What every module builds on. */
export interface Platform {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly database: Database;
  readonly events: EventLog;
  readonly idempotency: Idempotency;
  readonly live: LiveBus;
  /** What this process tells those who watch it; modules add what they know. */
  readonly metrics: Metrics;
  /** null: nothing is traced. */
  readonly tracing: Tracing | null;
  /** For addresses that others chose. */
  readonly outbound: Outbound;
  readonly secretKey: SecretKey;
  /** For counting over all processes; null when this is the only one. */
  readonly redis: Redis | null;
  /** For reads that may be some seconds old. */
  readonly replicas: Replicas;
}

import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { version } from '../version';
import { watchConnections } from './connections';
import type { Metrics } from './metrics';

/** What a process is made of, as far as it is watched. */
interface Parts {
  readonly source: DataSource;
  readonly redis: Redis | null;
}

/** Tells which program this is, and how it stands with what it depends on. */
export function watchProcess(metrics: Metrics, { source, redis }: Parts): void {
  metrics.gauge({ name: 'ccr_build_info', help: 'Always 1; its labels say what runs here.', labels: ['version', 'node'] }, () => [
    { value: 1, labels: { version, node: process.versions.node } },
  ]);
  metrics.gauge({ name: 'ccr_redis_connected', help: 'Whether Redis answers this process: 1 or 0; without REDIS_URL, there is no such number.' }, () =>
    redis ? Number(redis.status === 'ready') : [],
  );
  watchConnections(metrics, source);
}

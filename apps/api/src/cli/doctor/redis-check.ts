import { Redis } from 'ioredis';
import type { CommandContext } from '../command';
import { about, clockFinding, type Finding } from './finding';

const { ok, problem } = about('Redis');

const TIMEOUT_MS = 3_000;

/** Whether the processes can wake each other up. */
export async function checkRedis(url: string | null, { clock }: CommandContext): Promise<Finding[]> {
  if (url === null) return [ok('not set: right for a single server')];
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: TIMEOUT_MS, commandTimeout: TIMEOUT_MS, maxRetriesPerRequest: 0, retryStrategy: () => null });
  redis.on('error', () => undefined); // what was asked of it fails, too
  try {
    await redis.connect();
    const [seconds, micros] = (await redis.time()).map(Number);
    return [ok('answers'), clockFinding('Redis', new Date(Number(seconds) * 1_000 + Number(micros) / 1_000), clock.now())];
  } catch {
    return [problem('It does not answer, or refuses us. Start it, or correct REDIS_URL.')];
  } finally {
    redis.disconnect();
  }
}

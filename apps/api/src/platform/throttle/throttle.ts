import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { UserError } from '../errors';

interface ThrottleOptions {
  /** What is counted, such as `sign-in`. */
  readonly name: string;
  readonly attempts: number;
  readonly perSeconds: number;
}

/** Lets so many attempts through in a time, counted per key; over all processes when there is a Redis. */
export class Throttle {
  private readonly limiter: RateLimiterAbstract;

  constructor({ name, attempts, perSeconds }: ThrottleOptions, redis: Redis | null) {
    const options = { keyPrefix: `ccr:${name}`, points: attempts, duration: perSeconds };
    this.limiter = redis
      ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: new RateLimiterMemory(options) })
      : new RateLimiterMemory(options);
  }

  /** Counts an attempt. @throws UserError RATE_LIMITED with the time to wait when there were too many. */
  async count(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
      const minutes = Math.ceil(retryAfterSeconds / 60);
      const wait = minutes > 1 ? `${minutes} minutes` : 'a minute';
      throw new UserError('RATE_LIMITED', `Too many attempts. Wait ${wait} and try again.`, { retryAfterSeconds });
    }
  }

  /** Takes all attempts back. */
  async forgiveAll(key: string): Promise<void> {
    await this.limiter.delete(key);
  }

  /** Takes one attempt back: it was a good one. */
  async forgive(key: string): Promise<void> {
    await this.limiter.reward(key);
  }
}

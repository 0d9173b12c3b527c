import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { UserError } from '../errors';

const PER_SECONDS = 60;

/** What a budget is after something was taken from it. */
export interface BudgetState {
  /** How much there is in a minute. */
  readonly limit: number;
  /** How much was taken. */
  readonly cost: number;
  /** How much is left, never less than nothing. */
  readonly remaining: number;
  /** When there is all of it again. */
  readonly resetAt: Date;
  /** Whether more was asked for than there was. */
  readonly isExceeded: boolean;
}

/** How much may be asked for in a minute, counted per key; over all processes when there is a Redis. */
export class Budget {
  private readonly limiter: RateLimiterAbstract;

  constructor(
    private readonly costPerMinute: number,
    redis: Redis | null,
  ) {
    const options = { keyPrefix: 'ccr:budget', points: costPerMinute, duration: PER_SECONDS };
    this.limiter = redis
      ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: new RateLimiterMemory(options) })
      : new RateLimiterMemory(options);
  }

  /** Takes the cost from what the key has left. What is asked for in vain is taken as well: there is no more until then. */
  async spend(key: string, cost: number): Promise<BudgetState> {
    try {
      return this.stateOf(await this.limiter.consume(key, cost), cost, false);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return this.stateOf(refusal, cost, true);
    }
  }

  private stateOf({ remainingPoints, msBeforeNext }: RateLimiterRes, cost: number, isExceeded: boolean): BudgetState {
    const resetAt = new Date(Date.now() + Math.max(msBeforeNext, 0));
    return { limit: this.costPerMinute, cost, remaining: Math.max(remainingPoints, 0), resetAt, isExceeded };
  }
}

/** What is said when there is not enough left. */
export function budgetExceeded({ resetAt, limit, cost }: BudgetState): UserError {
  const retryAfterSeconds = Math.max(Math.ceil((resetAt.getTime() - Date.now()) / 1_000), 1);
  const words = `This costs ${cost}, and there is not that much left of the ${limit} for this minute. Wait ${retryAfterSeconds} s and go on.`;
  return new UserError('RATE_LIMITED', words, { retryAfterSeconds });
}

import { randomUUID } from 'node:crypto';
import { eventually } from '@ccr/testkit';
import type { Redis } from 'ioredis';
import { hasRedisProgram, OwnRedis } from '../../testing/own-redis';
import { Budget } from './budget';
import { countingRedis } from './counting-redis';
import { Throttle } from './throttle';

(hasRedisProgram ? describe : describe.skip)('counting in several processes', () => {
  let redis: OwnRedis;
  let clients: Redis[];
  let throttles: Throttle[];

  /** How many of so many attempts get through, each over the next process. */
  const allowed = async (attempts: number): Promise<number> => {
    let count = 0;
    for (let i = 0; i < attempts; i++) {
      await throttles[i % throttles.length]?.count('key').then(
        () => count++,
        () => undefined,
      );
    }
    return count;
  };

  beforeEach(async () => {
    redis = await OwnRedis.start();
    clients = [countingRedis(redis.url), countingRedis(redis.url)];
    const options = { name: `spec-${randomUUID()}`, attempts: 5, perSeconds: 900 };
    throttles = clients.map((client) => new Throttle(options, client));
    await eventually('both to be connected', () => clients.every(({ status }) => status === 'ready'));
  });
  afterEach(async () => {
    clients.forEach((client) => client.disconnect());
    redis.thaw();
    await redis.goAway();
  });

  it('is one count with Redis', async () => {
    expect(await allowed(12)).toBe(5);
    const [here, there] = clients.map((client) => new Budget(100, client));
    await here?.spend('key', 60);
    expect(await there?.spend('key', 60)).toMatchObject({ isExceeded: true, remaining: 0 });
  });

  it('is a count of each while Redis is away, and one again when it is back', async () => {
    await redis.goAway();
    expect(await allowed(12)).toBe(10);
    await redis.comeBack();
    await eventually('both to be connected', () => clients.every(({ status }) => status === 'ready'));
    expect(await allowed(12)).toBe(5);
  });

  it('does not wait for a Redis that has stopped answering, but for the first counts', async () => {
    redis.freeze();
    await allowed(4);
    await eventually('both to give up', () => clients.every(({ status }) => status !== 'ready'));
    expect(await allowed(8)).toBe(6);
  });
});

import { pino } from 'pino';
import { LiveBus } from './live-bus';
import { LiveFeed } from './live-feed';

const log = pino({ level: 'silent' });
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a live feed', () => {
  const bus = new LiveBus(log);
  const feedOf = <T>(pull: (woken: ReadonlySet<string>) => Promise<{ items: T[]; more?: boolean; end?: boolean }>): LiveFeed<T> =>
    new LiveFeed(bus, { topics: ['topic'], pull }, log);

  it('reads at once, then when it is woken, and gathers what wakes it meanwhile', async () => {
    const reads: string[][] = [];
    const feed = feedOf(async (woken) => {
      reads.push([...woken]);
      return { items: [...woken] };
    });
    const first = feed.next();
    await tick();
    bus.publish('topic', 'a');
    expect(await first).toEqual({ done: false, value: 'a' });
    bus.publish('topic', 'b');
    bus.publish('topic', 'c');
    bus.publish('topic', 'b');
    expect([await feed.next(), await feed.next()].map((result) => result.value)).toEqual(['b', 'c']);
    expect(reads).toEqual([[], ['a'], ['b', 'c']]);
    await feed.return();
  });

  it('misses nothing that is published before it is first read', async () => {
    const feed = feedOf(async (woken) => ({ items: [...woken] }));
    bus.publish('topic', 'early');
    expect(await feed.next()).toEqual({ done: false, value: 'early' });
    await feed.return();
  });

  it('reads again without waiting while there is more', async () => {
    let batch = 0;
    const feed = feedOf(async () => ({ items: [++batch], more: batch < 3 }));
    expect([await feed.next(), await feed.next(), await feed.next()].map((result) => result.value)).toEqual([1, 2, 3]);
    await feed.return();
  });

  it('ends after the last items when its source says so, and lets go of the bus', async () => {
    const feed = feedOf(async () => ({ items: ['last'], end: true }));
    expect(await feed.next()).toEqual({ done: false, value: 'last' });
    expect(await feed.next()).toEqual({ done: true, value: undefined });
    expect(bus.listenerCount).toBe(0);
  });

  it('ends at once for a subscriber who leaves while it waits', async () => {
    const feed = feedOf(async () => ({ items: [] }));
    const waiting = feed.next();
    await tick();
    await feed.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(bus.listenerCount).toBe(0);
  });

  it('tries again when reading fails, and has not forgotten what woke it', async () => {
    let failures = 1;
    const feed = feedOf(async (woken) => {
      if (woken.size > 0 && failures-- > 0) throw new Error('the database is away');
      return { items: [...woken] };
    });
    const next = feed.next();
    await tick();
    bus.publish('topic', 'a');
    expect(await next).toEqual({ done: false, value: 'a' });
    await feed.return();
  });

  it('ends at once for a subscriber who leaves while it waits for another try', async () => {
    const feed = feedOf<string>(() => Promise.reject(new Error('the database is away')));
    const started = Date.now();
    const next = feed.next();
    await tick();
    await feed.return();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(Date.now() - started).toBeLessThan(900);
  });
});

import { pino } from 'pino';
import { SlowReading } from './slow-reading';

describe('numbers that the database knows', () => {
  let now = 0;
  let asked = 0;
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  const reading = (read: () => Promise<number>): SlowReading<number> => new SlowReading(() => (asked++, read()), log, () => now);

  beforeEach(() => {
    asked = 0;
    lines.length = 0;
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it('are asked for every 15 seconds at most, however many ask', async () => {
    const slow = reading(async () => asked);
    await Promise.all([slow.renew(), slow.renew()]);
    now += 14_999;
    await slow.renew();
    expect([slow.last, asked]).toEqual([1, 1]);
    now += 1;
    await slow.renew();
    expect([slow.last, asked]).toEqual([2, 2]);
  });

  it('are missing while it fails, and there again after it', async () => {
    const slow = reading(async () => {
      if (asked === 2) throw new Error('away');
      return asked;
    });
    const found: unknown[] = [];
    for (let turn = 0; turn < 3; turn++, now += 15_000) {
      await slow.renew();
      found.push(slow.last);
    }
    expect(found).toEqual([1, null, 3]);
    expect(lines).toHaveLength(1);
  });

  it('are not waited for when it hangs, nor asked for again before it answers', async () => {
    let answer!: (value: number) => void;
    const slow = reading(() => (asked === 1 ? Promise.resolve(1) : new Promise((resolve) => (answer = resolve))));
    await slow.renew();
    now += 15_000;
    for (let turn = 0; turn < 2; turn++, now += 15_000) {
      const done = slow.renew();
      await jest.advanceTimersByTimeAsync(3_000);
      await done;
      expect(slow.last).toBeNull();
    }
    expect(asked).toBe(2);
    answer(7);
    await jest.advanceTimersByTimeAsync(0);
    expect(slow.last).toBe(7);
  });
});

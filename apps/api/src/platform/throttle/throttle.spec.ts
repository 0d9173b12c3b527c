import { Throttle } from './throttle';

const refusal = (retryAfterSeconds: number, message: RegExp): object =>
  expect.objectContaining({ code: 'RATE_LIMITED', message: expect.stringMatching(message), details: { retryAfterSeconds } });

describe('a throttle', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const make = (perSeconds = 900): Throttle => new Throttle({ name: 'spec', attempts: 3, perSeconds }, null);
  const times = async (throttle: Throttle, count: number, key = 'a'): Promise<void> => {
    for (let attempt = 0; attempt < count; attempt++) await throttle.count(key);
  };

  it('lets so many attempts through, and tells who tries more how long to wait', async () => {
    const throttle = make();
    await times(throttle, 3);
    await expect(throttle.count('a')).rejects.toEqual(refusal(900, /Wait 15 minutes/));
    await expect(times(make(60), 4)).rejects.toEqual(refusal(60, /Wait a minute/));
  });

  it('counts each key for itself', async () => {
    const throttle = make();
    await times(throttle, 3, 'a');
    await times(throttle, 3, 'b');
    await expect(throttle.count('b')).rejects.toEqual(refusal(900, /./));
  });

  it('takes a good attempt back', async () => {
    const throttle = make();
    for (let attempt = 0; attempt < 10; attempt++) {
      await throttle.count('a');
      await throttle.forgive('a');
    }
    await times(throttle, 3);
    await expect(throttle.count('a')).rejects.toEqual(refusal(900, /./));
  });

  it('forgets when the time is over, and trying meanwhile does not make it longer', async () => {
    const throttle = make();
    await times(throttle, 3);
    jest.advanceTimersByTime(600_000);
    await expect(throttle.count('a')).rejects.toEqual(refusal(300, /Wait 5 minutes/));
    jest.advanceTimersByTime(300_001);
    await throttle.count('a');
  });
});

import { fetchWithTimeout } from './links';

describe('fetchWithTimeout', () => {
  const original = { fetch: globalThis.fetch, any: AbortSignal.any, timeout: AbortSignal.timeout };
  let signals: readonly AbortSignal[] = [];
  const isGivenUp = (): boolean => signals.some(({ aborted }) => aborted);

  beforeEach(() => {
    jest.useFakeTimers();
    // Not every version of the test's browser has them; a five minutes' timer would also keep the tests from ending.
    AbortSignal.any = (all) => ((signals = [...all]), new AbortController().signal);
    AbortSignal.timeout = () => new AbortController().signal;
  });

  afterEach(() => {
    jest.useRealTimers();
    globalThis.fetch = original.fetch;
    Object.assign(AbortSignal, { any: original.any, timeout: original.timeout });
  });

  it('gives up when no answer begins', () => {
    globalThis.fetch = () => new Promise(() => undefined);
    void fetchWithTimeout('/graphql');
    jest.advanceTimersByTime(19_000);
    expect(isGivenUp()).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect(isGivenUp()).toBe(true);
  });

  it('lets a long answer come to its end once it has begun', async () => {
    globalThis.fetch = () => Promise.resolve({} as Response);
    await fetchWithTimeout('/graphql');
    jest.advanceTimersByTime(60_000);
    expect(isGivenUp()).toBe(false);
  });
});

const PAUSE_MS = 20;

/**
 * Resolves to the first value of `probe` that is neither null, undefined nor false. Rejects after `withinMs` with what
 * was waited for.
 */
export async function eventually<T>(
  what: string,
  probe: () => T | Promise<T>,
  withinMs = 45_000,
): Promise<Exclude<T, null | undefined | false>> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await probe();
    if (value !== null && value !== undefined && value !== false) return value as Exclude<T, null | undefined | false>;
    if (Date.now() > end) throw new Error(`Waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Nobody means to be left alone for longer. */
const LONGEST_WAIT_SECONDS = 24 * 60 * 60;

/** A wait that was asked for, as it is kept to: never less than nothing, a day at most. */
export const boundedWait = (seconds: number): number => Math.min(Math.max(0, seconds), LONGEST_WAIT_SECONDS);

/**
 * How many seconds the header Retry-After (RFC 9110, 10.2.3: seconds or a date) asks to be left alone, a day at most.
 * Undefined when it says nothing that can be read.
 */
export function retryAfterSeconds(header: unknown, now = Date.now()): number | undefined {
  if (typeof header !== 'string' || header === '') return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isFinite(seconds) ? boundedWait(seconds) : undefined;
}

import { Redis } from 'ioredis';

/** A count that takes longer than this is made in this process alone. */
const PATIENCE_MS = 500;

/**
 * Redis for counting. Whoever counts waits half a second for it at the most: while it is away, or has stopped answering,
 * a count fails, and this process counts for itself.
 */
export const countingRedis = (url: string): Redis =>
  new Redis(url, {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 2 * PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    socketTimeout: 2 * PATIENCE_MS, // so that the next ones fail at once
  }).on('error', () => undefined); // the live bus tells it

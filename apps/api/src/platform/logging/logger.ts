import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config';

const request = new AsyncLocalStorage<{ readonly requestId: string }>();

/** Runs the work of one request, so that every line it logs carries the request's id. */
export const withRequestId = <T>(requestId: string, work: () => T): T => request.run({ requestId }, work);

/** Where a database's error holds what people wrote: the values, and with mysql2 the statement they were put into. */
const WRITTEN = ['err.parameters', 'err.sql', 'err.driverError.sql', 'err.driverError.parameters'];

/**
 * JSON lines. Secrets are cut out wherever they might stray in; what people write to each other is never handed to it.
 * An error means that a human must act; a caller's mistake is info.
 */
export const createLogger = (level: LogLevel, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => request.getStore() ?? {},
      redact: {
        paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.secret', '*.token', ...WRITTEN],
        censor: '[secret]',
      },
    },
    ...(destination ? [destination] : []),
  );

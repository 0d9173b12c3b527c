import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../config';
import { logError } from './log-error';
import { currentScope } from './request-scope';

/** What each line of a request carries: its id and, while it is traced, the trace's. */
function ofRequest(): object {
  const scope = currentScope();
  if (!scope) return {};
  return { requestId: scope.requestId, ...(scope.span && { trace_id: scope.span.spanContext().traceId }) };
}

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
      mixin: ofRequest,
      serializers: { err: logError },
      redact: {
        paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.secret', '*.token'],
        censor: '[secret]',
      },
    },
    ...(destination ? [destination] : []),
  );

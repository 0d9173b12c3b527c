import { pino } from 'pino';

const CENSOR = '[secret]';
/** Where a database's error holds what people wrote: the values, and with mysql2 the statement they were put into. */
const WRITTEN = ['parameters', 'sql'];
/** MySQL and MariaDB quote the value that they do not take: "Duplicate entry 'ann@example.com' for key …". */
const QUOTED = /((?:entry|value)(?: is)?:? )(['`"])[^]*?\2(?= (?:for|at|in|to)\b|$)/gim;

/** An error, and what it was caused by, as it may stand in the log. */
function censored(value: unknown, name = ''): unknown {
  if (WRITTEN.includes(name)) return CENSOR;
  if (typeof value === 'string') return value.replace(QUOTED, `$1${CENSOR}`);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => censored(inner));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, censored(inner, key)]));
}

/** How an error is logged: what people wrote, and a database has repeated, is cut out. */
export const logError = (error: unknown): unknown => (error instanceof Error ? censored(pino.stdSerializers.err(error)) : error);

import { QueryFailedError } from 'typeorm';

/** The engine's own error code, such as `ER_DUP_ENTRY` or `SQLITE_BUSY`. */
const engineCode = (error: unknown): string =>
  error instanceof QueryFailedError ? String((error.driverError as { code?: unknown }).code ?? '') : '';

const DUPLICATE = new Set(['ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);
const RETRYABLE = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD', 'SQLITE_BUSY']);

/** The write would have made a second row where only one may be. */
export const isDuplicate = (error: unknown): boolean => DUPLICATE.has(engineCode(error));

/** Nothing is wrong with the work: it met another transaction, and doing it again will do. */
export const isRetryable = (error: unknown): boolean => RETRYABLE.has(engineCode(error));

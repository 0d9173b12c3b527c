import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';

const scopes = new AsyncLocalStorage<RequestScope | null>();

/** What something is done for: a request, or an operation on a socket. Whatever it calls, however deep, finds it. */
export class RequestScope {
  /** The innermost span that parts of it belong to; null while nothing is traced. */
  span: Span | null = null;

  constructor(readonly requestId: string) {}

  /** Runs a part of the work. */
  run<T>(work: () => T): T {
    return scopes.run(this, work);
  }
}

/** The scope that the caller is in; null in work that no request waits for. */
export const currentScope = (): RequestScope | null => scopes.getStore() ?? null;

/** Runs what is done for nobody who asks: a worker that a request woke up goes on with what others left. */
export const outsideOfRequests = <T>(work: () => T): T => scopes.run(null, work);

import { boundedWait, retryAfterSeconds } from '../delivery';
import type { Mail } from './mail';
import { withoutPerson } from './without-person';

/** What SendGrid's client keeps of an answer that is an error. */
export interface ProviderAnswer {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

const MAXIMUM_LENGTH = 500;

interface ProviderError {
  readonly message?: unknown;
  readonly field?: unknown;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Why a mail was refused, in the provider's words, without the name or any address in them. */
export function reasonOf({ body }: ProviderAnswer, mail: Mail): string {
  const errors = (body as { errors?: unknown } | null | undefined)?.errors;
  const reasons = (Array.isArray(errors) ? errors : []).map((error: ProviderError | null) =>
    [error?.message, error?.field].filter(isText).join(' '),
  );
  const text = reasons.filter(isText).join('; ') || 'no reason given';
  return withoutPerson(text, mail).slice(0, MAXIMUM_LENGTH);
}

/**
 * In how many seconds to try again, when the answer says so: Retry-After gives them or a date, X-RateLimit-Reset the second
 * at which the count begins anew. Undefined when neither can be read.
 */
export function retryAfterOf({ headers }: ProviderAnswer, now = Date.now()): number | undefined {
  return retryAfterSeconds(headers?.['retry-after'], now) ?? untilReset(headers?.['x-ratelimit-reset'], now);
}

const untilReset = (value: unknown, now: number): number | undefined =>
  isText(value) && /^\d{1,12}$/.test(value) ? boundedWait(Math.ceil(Number(value) - now / 1000)) : undefined;

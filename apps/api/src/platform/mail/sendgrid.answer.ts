import type { Mail } from './mail';

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

function withoutPerson(text: string, { to }: Mail): string {
  const withoutAddresses = text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, '…@…');
  return to.name ? withoutAddresses.replaceAll(to.name, '…') : withoutAddresses;
}

/** The seconds of a Retry-After header, which gives them or a date; undefined when it is missing or unreadable. */
export function retryAfterOf({ headers }: ProviderAnswer, now = Date.now()): number | undefined {
  const value = headers?.['retry-after'];
  if (!isText(value)) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

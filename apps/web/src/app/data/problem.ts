import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** What is wrong with one field of a form, as the server said it. `field` is the last part of its path. */
export interface FieldIssue {
  readonly field: string;
  readonly message: string;
}

/** How a ticket stands, as a conflict tells it. */
export interface TicketState {
  readonly id: string;
  readonly status: string;
  readonly assigneeId: string | null;
  readonly lastSeq: number;
}

/** Why something did not work: `message` is a sentence for people, `code` is for the program. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    sentence: string,
    readonly issues: readonly FieldIssue[] = [],
    private readonly said?: string,
    /** How the ticket stands that this is about, where the server told it. */
    readonly ticket: TicketState | null = null,
  ) {
    super(sentence);
  }

  /**
   * The server's own sentence where it refuses for a reason of its own, such as "there must be one admin"; else the
   * message. For places where every conflict has words for people.
   */
  get reason(): string {
    return this.code === 'CONFLICT' && this.said ? this.said : this.message;
  }
}

interface RawError {
  readonly message?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** One sentence per code of the API. */
const SENTENCES: Readonly<Record<string, string>> = {
  UNREACHABLE: 'We could not reach the server. What you wrote is kept.',
  UNAUTHENTICATED: 'Your session has ended. Sign in again; what you wrote is kept.',
  SECOND_FACTOR_REQUIRED: 'Enter the six digits from your authenticator app.',
  FORBIDDEN: 'You can’t do this. Someone may have changed it in the meantime.',
  NOT_FOUND: 'We could not find this. It may not exist, or you may not see it.',
  BAD_USER_INPUT: 'Something in what you entered is not right. Check it and try again.',
  CONFLICT: 'Someone changed this in the meantime. Look at it again, then try once more.',
  RATE_LIMITED: 'That was a lot at once. Wait a moment, then try again.',
  PAYLOAD_TOO_LARGE: 'This is too long to send. Shorten it and try again.',
  QUERY_TOO_COMPLEX: 'This asks for too much at once.',
  INTERNAL_SERVER_ERROR: 'Something went wrong on our side. Try again in a moment.',
};

/** Turns whatever failed into a `Problem`. The only place where errors become words. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const raw = firstGraphQLError(error);
  return raw ? fromGraphQL(raw) : sentence('UNREACHABLE');
}

function firstGraphQLError(error: unknown): RawError | undefined {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0];
  if (ServerError.is(error)) return fromBody(error.bodyText) ?? fromStatus(error.statusCode);
  return undefined;
}

/** A refused request may carry its GraphQL errors in a body with a status above 299. */
function fromBody(body: string): RawError | undefined {
  try {
    return (JSON.parse(body) as { errors?: RawError[] }).errors?.[0];
  } catch {
    return undefined;
  }
}

function fromStatus(status: number): RawError | undefined {
  const codes: Record<number, string> = { 401: 'UNAUTHENTICATED', 413: 'PAYLOAD_TOO_LARGE', 429: 'RATE_LIMITED' };
  const gateway = status === 502 || status === 503 || status === 504;
  return gateway ? undefined : { extensions: { code: codes[status] ?? 'INTERNAL_SERVER_ERROR' } };
}

function fromGraphQL({ message, extensions = {} }: RawError): Problem {
  const code = typeof extensions['code'] === 'string' ? extensions['code'] : 'INTERNAL_SERVER_ERROR';
  const { message: words, issues } = sentence(code, ownWords(code, message, extensions), readIssues(extensions['issues']));
  const ticket = (extensions['ticket'] as TicketState | undefined) ?? null;
  return new Problem(code, words, issues, typeof message === 'string' ? message : undefined, ticket);
}

/** Where the server knows more than the code says. */
function ownWords(code: string, message: unknown, extensions: Readonly<Record<string, unknown>>): string | undefined {
  const { retryAfterSeconds, errorId } = extensions;
  if (code === 'BAD_USER_INPUT' && typeof message === 'string' && message) return message;
  if (code === 'RATE_LIMITED' && typeof retryAfterSeconds === 'number') {
    return `That was a lot at once. Try again in ${waitWords(retryAfterSeconds)}.`;
  }
  if (code === 'INTERNAL_SERVER_ERROR' && typeof errorId === 'string') {
    return `${SENTENCES['INTERNAL_SERVER_ERROR']} If it stays, tell us this number: ${errorId}`;
  }
  return undefined;
}

function waitWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return seconds === 1 ? 'a second' : `${Math.ceil(seconds)} seconds`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}

function readIssues(value: unknown): FieldIssue[] {
  if (!Array.isArray(value)) return [];
  return (value as { path?: unknown; message?: unknown }[]).map(({ path, message }) => ({
    field: String(path).split('.').at(-1) ?? '',
    message: String(message),
  }));
}

const sentence = (code: string, own?: string, issues?: FieldIssue[]): Problem =>
  new Problem(code, own ?? SENTENCES[code] ?? 'Something went wrong. Try again in a moment.', issues);

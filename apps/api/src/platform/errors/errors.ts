/** The codes of errors that a caller's program can act on. They are part of the API's contract. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'SECOND_FACTOR_REQUIRED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'PAYLOAD_TOO_LARGE'
  | 'QUERY_TOO_COMPLEX';

/** What is wrong with one field of the input. */
export interface Issue {
  /** Where, as the caller wrote it: `input.email`. */
  readonly path: string;
  /** A sentence that a person can act on. */
  readonly message: string;
}

/** The caller's mistake or misfortune, told in words they can act on. Not logged as an error. */
export class UserError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: {
      readonly issues?: readonly Issue[];
      readonly retryAfterSeconds?: number;
      /** How what it is about stands now, under its name. */
      readonly current?: Readonly<Record<string, object>>;
    } = {},
  ) {
    super(message);
    this.name = 'UserError';
  }
}

/** Something outside this program failed for now; trying again later may work. */
export class OperationalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperationalError';
  }
}

/** Bad input in one field. */
export const badInput = (path: string, message: string): UserError =>
  new UserError('BAD_USER_INPUT', message, { issues: [{ path, message }] });

/** What does not exist and what the viewer may not see are told apart by nobody. */
export const notFound = (what: string): UserError =>
  new UserError('NOT_FOUND', `There is no such ${what}, or you may not see it.`);

/** The viewer sees it but may not do this. */
export const forbidden = (message = 'You may not do this.'): UserError => new UserError('FORBIDDEN', message);

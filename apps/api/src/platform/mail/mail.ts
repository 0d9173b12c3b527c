import { OperationalError } from '../errors';

/** One mail to one person, ready to go. */
export interface Mail {
  /** Names this mail wherever it goes: letters, digits, `-` and `_`, at most 100. */
  readonly id: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A way for mail to leave this program. */
export interface MailTransport {
  /** Where mail goes, as it follows "Mail goes to" in the start-up text. */
  readonly destination: string;
  /**
   * Resolves only when the mail is safely handed over. Throws `MailRefused` when another try is useless, and
   * `MailUnavailable` when it is worth one; after a time-out nobody knows whether the mail went out.
   */
  send(mail: Mail): Promise<void>;
}

/** This mail will never be taken, and the message says why, without naming the person it was for. */
export class MailRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MailRefused';
  }
}

/** Mail can't be handed over for now; try again, not before `retryAfterSeconds` when it is given. */
export class MailUnavailable extends OperationalError {
  readonly retryAfterSeconds?: number;

  constructor(message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.name = 'MailUnavailable';
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable } from '../delivery';
import type { Mail, MailTransport, SentMail } from './mail';
import { type From, messageOf } from './mail-message';
import { withoutPerson } from './without-person';

const TIMEOUT_MS = 9_000;
const MAX_REASON = 300;
const MAX_PROVIDER_ID = 100;

/** What a mail server says no to a mail in; in others it says no to us. */
const ABOUT_THE_MAIL = ['MAIL FROM', 'RCPT TO', 'DATA'];

interface SmtpOptions {
  readonly from: From;
  /** smtp:// or smtps://, with user and password percent-encoded if there are any. */
  readonly url: string;
  /** How long one mail may take. */
  readonly timeoutMs?: number;
}

/** What nodemailer's client tells of a failure. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

class TooSlow extends Error {
  readonly code = 'ETIMEDOUT';
}

function settingsOf(url: URL, timeoutMs: number): { server: SMTPConnection.Options; login: { user: string; pass: string } | null } {
  const login = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isThisMachine = ['localhost', '127.0.0.1', '::1'].includes(host);
  const times = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs };
  const secure = url.protocol === 'smtps:';
  return {
    login,
    server: {
      ...{ host, secure, ...times },
      ...(url.port && { port: Number(url.port) }),
      // A password does not travel where others can read it.
      requireTLS: !secure && login !== null && !isThisMachine,
    },
  };
}

/** Sends through a mail server, over a connection for each mail. */
export class SmtpTransport implements MailTransport {
  readonly destination: string;
  private readonly settings: ReturnType<typeof settingsOf>;
  private readonly timeoutMs: number;

  constructor(private readonly options: SmtpOptions) {
    const url = new URL(options.url);
    this.destination = `the mail server ${url.host}`;
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.settings = settingsOf(url, this.timeoutMs);
  }

  async send(mail: Mail): Promise<SentMail> {
    // As a stream, because its end tells that the server has all of it, and may have taken it.
    const message = Readable.from([await messageOf(mail, this.options.from)]);
    let isHandedOver = false;
    message.once('end', () => (isHandedOver = true));
    const connection = new SMTPConnection(this.settings.server);
    try {
      const { serverMessageId } = await this.talk(connection, mail, message);
      return { providerId: serverMessageId?.slice(0, MAX_PROVIDER_ID) ?? null };
    } catch (error) {
      return fail(error as SmtpError, mail, isHandedOver);
    } finally {
      connection.close();
    }
  }

  async check(): Promise<void> {
    const connection = new SMTPConnection(this.settings.server);
    try {
      await this.inTime(connection, (done) => done({}));
    } catch (error) {
      const { code, originalCode, responseCode } = error as SmtpError;
      throw new DeliveryUnavailable(
        responseCode === undefined
          ? `The mail server does not answer as it should (${originalCode ?? code}). Correct SMTP_URL.`
          : `The mail server refuses us (${responseCode}). Correct user and password in SMTP_URL.`,
      );
    } finally {
      connection.close();
    }
  }

  private talk(connection: SMTPConnection, mail: Mail, message: Readable): Promise<{ serverMessageId?: string | undefined }> {
    const envelope = { from: this.options.from.email, to: mail.to.email };
    return this.inTime(connection, (done, fail) => connection.send(envelope, message, (error, info) => (error ? fail(error) : done(info ?? {}))));
  }

  /** Connects, signs in where there is a login, and goes on with `then`; all of it within the time for one mail. */
  private inTime<T>(connection: SMTPConnection, then: (done: (value: T) => void, fail: (error: Error) => void) => void): Promise<T> {
    const { login } = this.settings;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new TooSlow()), this.timeoutMs);
      const fail = (error: Error): void => (clearTimeout(late), reject(error));
      const goOn = (): void => then((value) => (clearTimeout(late), resolve(value)), fail);
      connection.on('error', fail);
      connection.connect((error) => {
        if (error) fail(error);
        else if (login) connection.login(login, (refusal) => (refusal ? fail(refusal) : goOn()));
        else goOn();
      });
    });
  }
}

/** The client's error may hold what was said, so it goes no further, not even as a cause. */
function fail(error: SmtpError, mail: Mail, isHandedOver: boolean): never {
  const { code, originalCode, command = '', response = '', responseCode } = error;
  if (responseCode !== undefined) {
    const about = `${responseCode}): ${reasonOf(response, mail)}`;
    if (responseCode >= 500 && ABOUT_THE_MAIL.includes(command)) throw new DeliveryRefused(`The mail server refused the mail (${about}`);
    throw new DeliveryUnavailable(`The mail server did not take the mail (${about}`);
  }
  if (code === undefined) throw error; // not an answer: a mistake of ours
  const message = `The mail server gave no usable answer (${originalCode ?? code}).`;
  throw isHandedOver ? new DeliveryUnanswered(message) : new DeliveryUnavailable(message);
}

const reasonOf = (response: string, mail: Mail): string => withoutPerson(response.replace(/\s+/g, ' '), mail).slice(0, MAX_REASON);

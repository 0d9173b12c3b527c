import { DeliveryUnavailable } from '../delivery';
import type { Mail, MailTransport, SentMail } from './mail';
import { type From, messageOf } from './mail-message';
import { keepMail } from './mailbox.files';

/** Keeps mails as `.eml` files in a folder instead of sending them, for machines without a mail service. */
export class MailboxTransport implements MailTransport {
  readonly destination: string;

  constructor(
    private readonly from: From,
    private readonly folder: string,
  ) {
    this.destination = `the mailbox on this machine, ${folder}`;
  }

  /** The same id twice is one file, the first. */
  async send(mail: Mail): Promise<SentMail> {
    const content = await messageOf(mail, this.from);
    await keepMail(this.folder, mail.id, content).catch((error: NodeJS.ErrnoException) => {
      if (error.errno === undefined) throw error; // not the disk's fault
      throw new DeliveryUnavailable(`The mailbox folder can't be written (${error.code}).`, { cause: error });
    });
    return { providerId: null };
  }

  /** The folder is made with the first mail; whether it can be is found out then. */
  check(): Promise<void> {
    return Promise.resolve();
  }
}

import { createTransport } from 'nodemailer';
import { MailUnavailable, type Mail, type MailTransport } from './mail';
import { keepMail } from './mailbox.files';

/** Keeps mails as `.eml` files in a folder instead of sending them, for machines without a mail service. */
export class MailboxTransport implements MailTransport {
  readonly destination: string;
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    private readonly from: { readonly name: string; readonly email: string },
    private readonly folder: string,
  ) {
    this.destination = `the mailbox on this machine, ${folder}`;
  }

  /** The same id twice is one file, the first. */
  async send(mail: Mail): Promise<void> {
    const content = await this.compose(mail);
    await keepMail(this.folder, mail.id, content).catch((error: NodeJS.ErrnoException) => {
      if (error.errno === undefined) throw error; // not the disk's fault
      throw new MailUnavailable(`The mailbox folder can't be written (${error.code}).`, { cause: error });
    });
  }

  private async compose(mail: Mail): Promise<Buffer> {
    const { message } = await this.composer.sendMail({
      messageId: `<${mail.id}@${this.from.email.split('@')[1]}>`,
      from: { name: this.from.name, address: this.from.email },
      to: { name: mail.to.name, address: mail.to.email },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
    });
    return message as Buffer; // because of `buffer: true`
  }
}

import type { Config } from '../config';
import type { MailTransport } from './mail';
import { MailboxTransport } from './mailbox.transport';
import { SendGridTransport } from './sendgrid.transport';
import { SmtpTransport } from './smtp.transport';

/** Whether mail is kept on this machine, because there is no way out for it. */
export const isMailKept = ({ sendGridApiKey, smtpUrl }: Config['mail']): boolean => !sendGridApiKey && !smtpUrl;

/** SendGrid when there is a key, else a mail server, else the mailbox on this machine. Connects to nothing and creates nothing yet. */
export function createMailTransport({ from, sendGridApiKey, sendGridBaseUrl, smtpUrl, folder }: Config['mail']): MailTransport {
  if (sendGridApiKey) return new SendGridTransport({ from, apiKey: sendGridApiKey, baseUrl: sendGridBaseUrl });
  return smtpUrl ? new SmtpTransport({ from, url: smtpUrl }) : new MailboxTransport(from, folder);
}

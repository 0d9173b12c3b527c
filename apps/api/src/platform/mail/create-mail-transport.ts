import type { Config } from '../config';
import type { MailTransport } from './mail';
import { MailboxTransport } from './mailbox.transport';
import { SendGridTransport } from './sendgrid.transport';

/** SendGrid when there is a key, else the mailbox on this machine. Connects to nothing and creates nothing yet. */
export function createMailTransport({ from, sendGridApiKey, sendGridBaseUrl, folder }: Config['mail']): MailTransport {
  return sendGridApiKey
    ? new SendGridTransport({ from, apiKey: sendGridApiKey, baseUrl: sendGridBaseUrl })
    : new MailboxTransport(from, folder);
}

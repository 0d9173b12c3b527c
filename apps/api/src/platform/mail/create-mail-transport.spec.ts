import { existsSync } from 'node:fs';
import { loadConfig } from '../config';
import { createMailTransport } from '.';
import { MailboxTransport } from './mailbox.transport';
import { SendGridTransport } from './sendgrid.transport';

describe('createMailTransport', () => {
  it('uses SendGrid when there is a key', () => {
    const { mail } = loadConfig({ SENDGRID_API_KEY: 'SG.key', SENDGRID_BASE_URL: 'https://api.eu.sendgrid.com' });
    const transport = createMailTransport(mail);
    expect(transport).toBeInstanceOf(SendGridTransport);
    expect(transport.destination).toBe('SendGrid at api.eu.sendgrid.com');
  });

  it('keeps mail on this machine otherwise, and makes no folder before there is mail', () => {
    const transport = createMailTransport(loadConfig({ DATA_DIR: '/nowhere/data' }).mail);
    expect(transport).toBeInstanceOf(MailboxTransport);
    expect(transport.destination).toBe('the mailbox on this machine, /nowhere/data/mail');
    expect(existsSync('/nowhere')).toBe(false);
  });
});

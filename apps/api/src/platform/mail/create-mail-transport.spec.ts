import { existsSync } from 'node:fs';
import { loadConfig } from '../config';
import { createMailTransport, isMailKept } from '.';
import { MailboxTransport } from './mailbox.transport';
import { SendGridTransport } from './sendgrid.transport';
import { SmtpTransport } from './smtp.transport';

describe('createMailTransport', () => {
  it('uses SendGrid when there is a key', () => {
    const { mail } = loadConfig({ SENDGRID_API_KEY: 'SG.key', SENDGRID_BASE_URL: 'https://api.eu.sendgrid.com' });
    const transport = createMailTransport(mail);
    expect(transport).toBeInstanceOf(SendGridTransport);
    expect(transport.destination).toBe('SendGrid at api.eu.sendgrid.com');
    expect(isMailKept(mail)).toBe(false);
  });

  it('uses a mail server when there is its address, and shows no password', () => {
    const { mail } = loadConfig({ SMTP_URL: 'smtps://shop:s3cret@mail.example.com:4465' });
    const transport = createMailTransport(mail);
    expect(transport).toBeInstanceOf(SmtpTransport);
    expect(transport.destination).toBe('the mail server mail.example.com:4465');
    expect(isMailKept(mail)).toBe(false);
  });

  it('keeps mail on this machine otherwise, and makes no folder before there is mail', () => {
    const { mail } = loadConfig({ DATA_DIR: '/nowhere/data' });
    const transport = createMailTransport(mail);
    expect(isMailKept(mail)).toBe(true);
    expect(transport).toBeInstanceOf(MailboxTransport);
    expect(transport.destination).toBe('the mailbox on this machine, /nowhere/data/mail');
    expect(existsSync('/nowhere')).toBe(false);
  });
});

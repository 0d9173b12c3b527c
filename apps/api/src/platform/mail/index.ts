export { createMailTransport } from './create-mail-transport';
export { MailRefused, MailUnavailable, type Mail, type MailTransport } from './mail';
export { renderMail, type MailContent } from './mail.template';
export { registerMailbox } from './mailbox.routes';

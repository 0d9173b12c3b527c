export { createMailTransport, isMailKept } from './create-mail-transport';
export type { Mail, MailTransport } from './mail';
export { type Brand, type Code, type MailContent, renderMail } from './mail.template';
export { registerMailbox } from './mailbox.routes';
export { type MailEvent, type MailFate, registerSendGridEvents } from './sendgrid-events';

import type { Mail } from './mail';

/** The sender of every mail. */
export interface From {
  readonly name: string;
  readonly email: string;
}

/** A line break in a value would begin a header of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** What a mail is called in its headers, everywhere and at every try. */
const messageIdOf = ({ id }: Mail, domain: string): string => `<${id}@${domain}>`;

/**
 * The headers that tell mail programs what this is: one thread (RFC 5322; all refer to a first mail that need not exist),
 * written by a program (RFC 3834), and how to get no more of it with one click (RFC 8058).
 */
export function headersOf(mail: Mail, from: From): Record<string, string> {
  const domain = from.email.split('@')[1] ?? '';
  const thread = mail.thread === null ? null : `<${mail.thread}@${domain}>`;
  return {
    'Message-ID': messageIdOf(mail, domain),
    'Auto-Submitted': 'auto-generated',
    ...(thread && { 'In-Reply-To': thread, References: thread }),
    ...(mail.unsubscribeUrl && {
      'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}

/** What is shown of a mail in a list, in one line each. */
export const linesOf = ({ subject, to }: Mail): { subject: string; name: string } => ({ subject: oneLine(subject), name: oneLine(to.name) });

/** Loaded with the first mail, so that no start waits for it. */
async function createComposer() {
  const { createTransport } = await import('nodemailer');
  return createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
}

let composer: ReturnType<typeof createComposer> | undefined;

/** The whole mail as it travels (RFC 5322). */
export async function messageOf(mail: Mail, from: From): Promise<Buffer> {
  const { 'Message-ID': messageId, 'In-Reply-To': inReplyTo, References: references, ...headers } = headersOf(mail, from);
  const { subject, name } = linesOf(mail);
  composer ??= createComposer();
  const { message } = await (await composer).sendMail({
    messageId,
    inReplyTo,
    references,
    headers,
    from: { name: from.name, address: from.email },
    to: { name, address: mail.to.email },
    subject,
    text: mail.text,
    html: mail.html,
    // Nothing that people wrote makes the server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message as Buffer; // because of `buffer: true`
}

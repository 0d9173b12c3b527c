import { type Mail, renderMail } from '../../platform/mail';
import { brandOf, type Sender, type Words } from './mail-words';
import type { NotificationKind } from './notification.kinds';

/** What a mail is made of besides its words. */
interface Envelope {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly to: Mail['to'];
  /** The ticket that it is about: all mails of one ticket are one thread. */
  readonly ticketId: string | null;
  /** Null where nobody can do without it. */
  readonly unsubscribeUrl: string | null;
}

/** Puts a mail together. */
export function composeMail({ ticketId, ...envelope }: Envelope, { subject, ...content }: Words, sender: Sender): Mail {
  const { unsubscribeUrl: url } = envelope;
  const whole = { ...content, ...(url !== null && { unsubscribe: { label: 'No more mail of this kind', url } }) };
  return { ...envelope, subject, thread: ticketId === null ? null : `ticket-${ticketId}`, ...renderMail(whole, brandOf(sender)) };
}

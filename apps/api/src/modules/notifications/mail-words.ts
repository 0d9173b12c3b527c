import { TicketStatus } from '@ccr/domain';
import type { Brand, MailContent } from '../../platform/mail';
import type { User } from '../accounts';

/** How the shop presents itself in mails. */
export interface Sender {
  readonly shopName: string;
  readonly publicUrl: string;
  /** Null shows the name. */
  readonly shopLogoUrl: string | null;
  /** `#rrggbb` */
  readonly shopColour: string;
}

/** How the shop looks in its mails. */
export const brandOf = ({ shopName, shopLogoUrl, shopColour }: Sender): Brand => ({ shopName, logoUrl: shopLogoUrl, colour: shopColour });

/** The words of a mail. */
export interface Words extends Omit<MailContent, 'unsubscribe'> {
  readonly subject: string;
}

/** What one mail says differently from others of its sort. */
export type Part = Pick<Words, 'preheader' | 'heading' | 'body'>;

/** Who reads a mail, as far as its words depend on it. */
export type Reader = Pick<User, 'language' | 'timeZone'>;

/** Why people get mail from us. */
export const REASON = 'You get this mail because you have an account with us.';

/** Where a ticket stands, as the staff say it: "it is now …". */
export const STATUS_FOR_STAFF: Readonly<Record<TicketStatus, string>> = {
  [TicketStatus.NEW]: 'without an agent',
  [TicketStatus.OPEN]: 'open',
  [TicketStatus.PENDING]: 'waiting for the customer',
  [TicketStatus.RESOLVED]: 'resolved',
  [TicketStatus.CLOSED]: 'closed',
};

/** A time as the reader writes it, in their zone. */
export const timeFor = ({ language, timeZone }: Reader, time: Date): string =>
  new Intl.DateTimeFormat(language ?? 'en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
    timeZone: timeZone ?? 'UTC',
  }).format(time);

import { Role, TicketStatus } from '@ccr/domain';
import { plainText } from '../../platform/markdown';
import { type Part, STATUS_FOR_STAFF, timeFor } from './mail-words';
import { inOneLine } from './shortened';
import type { TicketSubject } from './ticket.mails';

const PREHEADER = 140;

/** Names are gone with the accounts of those who had them. */
const nameOf = (name: string): string => name || 'Somebody';

/** What the customer is told of where the ticket came to stand together with a reply. */
function statusFor({ unread, recipient, assignee, actor, ticket }: TicketSubject): string[] {
  const who = assignee?.name ?? actor?.name ?? 'Your expert';
  if (!unread?.status) return [];
  if (recipient.role !== Role.CUSTOMER) return [`The ticket is now ${STATUS_FOR_STAFF[unread.status]}.`];
  const { closesAt } = ticket;
  const otherwise = closesAt ? ` Otherwise it closes by itself on ${timeFor(recipient, closesAt)}.` : '';
  const told: Record<TicketStatus, string> = {
    [TicketStatus.NEW]: 'We are finding another expert for your ticket.',
    [TicketStatus.OPEN]: 'Your ticket is open again.',
    [TicketStatus.PENDING]: `${who} needs an answer from you to go on.`,
    [TicketStatus.RESOLVED]: `${who} marked your ticket as solved. If it is not, write back in the ticket and it is open again.${otherwise}`,
    [TicketStatus.CLOSED]: 'Your ticket is closed. If something is still not right, write there: it goes on in a new ticket.',
  };
  return [told[unread.status]];
}

function headingFor({ unread }: TicketSubject): string {
  const messages = unread?.messages ?? [];
  const count = messages.length + (unread?.more ?? 0);
  const authors = new Set(messages.map(({ authorName }) => nameOf(authorName)));
  const [only] = authors;
  if (count === 0) return 'There is something new in your ticket';
  const from = authors.size === 1 && !unread?.more ? ` from ${only}` : '';
  return count === 1 ? `${only} replied` : `${count} new replies${from}`;
}

/** Quotes what the recipient has not read, and says where the ticket came to stand with it. */
export function replyPart(about: TicketSubject): Part {
  const { unread, recipient, ticket } = about;
  const quotes = (unread?.messages ?? []).map(({ authorName, body, at }) => ({ by: `${nameOf(authorName)}, ${timeFor(recipient, at)}`, quote: plainText(body) }));
  const status = statusFor(about);
  return {
    preheader: inOneLine(quotes[0]?.quote ?? status[0] ?? ticket.subject, PREHEADER),
    heading: headingFor(about),
    body: [...quotes, ...(unread?.more ? [`And ${unread.more} more in the ticket.`] : []), ...status],
  };
}

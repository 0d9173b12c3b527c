import type { MailContent } from '../../platform/mail';
import type { User } from '../accounts';
import type { Ticket } from '../tickets';
import type { NotificationKind } from './notification.rules';

/** What a mail is about. */
interface Subject {
  readonly recipient: Pick<User, 'name'>;
  readonly shopName: string;
  readonly publicUrl: string;
}
interface TicketSubject extends Subject {
  readonly ticket: Pick<Ticket, 'reference' | 'subject'>;
  /** Who has the ticket; in the mails of an assignment, whom it was given to. */
  readonly assignee: Pick<User, 'name'> | null;
}

/** The words of a mail. */
export interface Words extends MailContent {
  readonly subject: string;
}
type Part = Pick<Words, 'subject' | 'preheader' | 'heading' | 'paragraphs'>;

const EXPERT = 'Your expert';
const REASON = 'You get this mail because you have an account with us.';

const welcome = ({ recipient, shopName, publicUrl }: Subject): Words => ({
  shopName,
  subject: `Welcome to ${shopName}`,
  preheader: 'Your account is ready.',
  heading: `Welcome, ${recipient.name}`,
  paragraphs: ['Your account is ready. When something goes wrong with an order, tell us, and one expert will answer you.'],
  action: { label: 'Raise a ticket', url: `${publicUrl}/tickets/new` },
  footer: REASON,
});

/** What the mails about a ticket say, apart from the link to it. */
const TICKET_MAILS: Record<Exclude<NotificationKind, 'welcome'>, (about: TicketSubject) => Part> = {
  ticketRaised: ({ ticket }) => ({
    subject: `We have your ticket ${ticket.reference}: ${ticket.subject}`,
    preheader: 'We are finding the right expert for it.',
    heading: 'We have your ticket',
    paragraphs: [`"${ticket.subject}" has the reference ${ticket.reference}.`, 'We are finding the right expert for it and will tell you who it is.'],
  }),
  agentAssigned: ({ ticket, assignee }) => ({
    subject: `${assignee?.name ?? EXPERT} answers your ticket ${ticket.reference}`,
    preheader: `Agent assigned: ${assignee?.name ?? EXPERT}.`,
    heading: `${assignee?.name ?? EXPERT} has your ticket`,
    paragraphs: [`${assignee?.name ?? EXPERT} is now answering "${ticket.subject}". You can write to each other in the ticket.`],
  }),
  ticketAssignedToYou: ({ ticket }) => ({
    subject: `Ticket ${ticket.reference} is yours: ${ticket.subject}`,
    preheader: 'It was assigned to you.',
    heading: 'A ticket was assigned to you',
    paragraphs: [`"${ticket.subject}" waits for your answer.`],
  }),
  ticketPending: ({ ticket, assignee }) => ({
    subject: `We need something from you for ticket ${ticket.reference}`,
    preheader: 'Your ticket is waiting for you.',
    heading: 'Your ticket is waiting for you',
    paragraphs: [`${assignee?.name ?? EXPERT} needs an answer from you to go on with "${ticket.subject}".`],
  }),
  ticketResolved: ({ ticket }) => ({
    subject: `Your ticket ${ticket.reference} is solved`,
    preheader: 'If it is not, just write back in the ticket.',
    heading: 'Your ticket is solved',
    paragraphs: [`"${ticket.subject}" is marked as solved.`, 'If it is not, write back in the ticket and it is open again.'],
  }),
  ticketReopened: ({ ticket, assignee }) => ({
    subject: `Your ticket ${ticket.reference} is open again`,
    preheader: 'We are working on it.',
    heading: 'Your ticket is open again',
    paragraphs: [`${assignee?.name ?? EXPERT} is working on "${ticket.subject}".`],
  }),
  ticketClosed: ({ ticket }) => ({
    subject: `Ticket closed: ${ticket.reference}`,
    preheader: 'Thank you for letting us help.',
    heading: 'Your ticket is closed',
    paragraphs: [`"${ticket.subject}" is closed. You can read it at any time. If something else comes up, raise a new ticket.`],
  }),
};

/** Writes the mail of that kind. `about` holds the ticket for every kind but `welcome`. */
export function wordsOf(kind: NotificationKind, about: Subject & Partial<TicketSubject>): Words {
  if (kind === 'welcome') return welcome(about);
  const { ticket, assignee = null, shopName, publicUrl } = about;
  if (!ticket) throw new Error(`A mail of kind ${kind} needs a ticket`);
  return {
    ...TICKET_MAILS[kind]({ ...about, ticket, assignee }),
    shopName,
    action: { label: 'Open the ticket', url: `${publicUrl}/tickets/${ticket.reference}` },
    footer: REASON,
  };
}

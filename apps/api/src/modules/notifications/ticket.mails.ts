import { Role, TicketStatus } from '@ccr/domain';
import type { User } from '../accounts';
import type { Ticket } from '../tickets';
import { type Part, REASON, type Reader, type Sender, STATUS_FOR_STAFF, timeFor, type Words } from './mail-words';
import { STATUS_KIND, type TicketKind } from './notification.kinds';
import type { Unread } from './pacing/reply-pacing';
import { replyPart } from './reply.mails';

/** What a mail about a ticket is about. */
export interface TicketSubject {
  readonly ticket: Pick<Ticket, 'reference' | 'subject' | 'status' | 'closesAt' | 'mergedIntoId'>;
  readonly recipient: Reader & Pick<User, 'role'>;
  /** Who has the ticket; in the mails of an assignment, whom it was given to. */
  readonly assignee: Pick<User, 'name'> | null;
  /** Who did it; null when it happened by itself. */
  readonly actor: Pick<User, 'name'> | null;
  /** What the customer thinks of the help, as it is now; null while they have not said so. */
  readonly rating: { readonly score: number; readonly comment: string | null } | null;
  /** What the recipient has not read, in the mails that tell it. */
  readonly unread: Unread | null;
}
type TicketPart = Part & Partial<Pick<Words, 'action'>>;
type About = TicketSubject & Pick<Sender, 'publicUrl'>;

const expert = ({ assignee }: TicketSubject): string => assignee?.name ?? 'Your expert';
const doer = ({ actor }: TicketSubject): string | null => actor?.name ?? null;
const named = ({ ticket }: TicketSubject): string => `“${ticket.subject}”`;

/** Where the help on the ticket is rated; undefined when that was done, or is not to be. */
const rateIn = ({ publicUrl, ticket, rating }: About): Words['action'] =>
  rating === null && ticket.mergedIntoId === null ? { label: 'Rate the help', url: `${publicUrl}/tickets/${ticket.reference}#rating-heading` } : undefined;

const closing = ({ ticket: { status, closesAt }, recipient }: TicketSubject): string[] =>
  status === TicketStatus.RESOLVED && closesAt ? [`Otherwise it closes by itself on ${timeFor(recipient, closesAt)}.`] : [];

function movedPart(about: About): TicketPart {
  const now = STATUS_FOR_STAFF[about.ticket.status];
  const who = doer(about);
  return {
    preheader: `It is now ${now}.`,
    heading: `Your ticket is now ${now}`,
    body: [who ? `${who} has moved ${named(about)}, which is assigned to you. It is now ${now}.` : `${named(about)}, which is assigned to you, has moved by itself. It is now ${now}.`],
  };
}

function ratedPart(about: About): TicketPart {
  const { rating, recipient } = about;
  const score = rating ? `${rating.score} of 5` : 'not rated any more';
  const comment = recipient.role === Role.ADMIN && rating?.comment ? [{ by: 'The comment', quote: rating.comment }] : [];
  return { preheader: `The score: ${score}.`, heading: 'The help was rated', body: [`The help with ${named(about)} was rated: ${score}.`, ...comment] };
}

/** When the replies were read meanwhile, what was to go out with them goes out as if they had not been. */
function repliesPart(about: About): TicketPart {
  const { unread, recipient } = about;
  const status = unread?.status;
  const isForCustomer = recipient.role === Role.CUSTOMER;
  const alone = status && unread.messages.length === 0 ? (isForCustomer ? STATUS_KIND[status] : 'assignedTicketMoved') : undefined;
  if (alone) return TICKET_MAILS[alone](about);
  const action = status === TicketStatus.CLOSED && isForCustomer ? rateIn(about) : undefined;
  return { ...replyPart(about), ...(action && { action }) };
}

/** What the mails about a ticket say. */
const TICKET_MAILS: Record<TicketKind, (about: About) => TicketPart> = {
  ticketRaised: (about) => ({
    preheader: `Its reference is ${about.ticket.reference}. We are finding the right expert for it.`,
    heading: 'We have your ticket',
    body: [
      `${named(about)} has the reference ${about.ticket.reference}.`,
      'We are finding the right expert for it and will tell you who it is. If you want to add something, write it in the ticket.',
    ],
  }),
  agentAssigned: (about) => ({
    preheader: `${expert(about)} answers your ticket.`,
    heading: `${expert(about)} has your ticket`,
    body: [`${expert(about)} is now answering ${named(about)}. You can write to each other in the ticket; what you have not read there comes by mail.`],
  }),
  ticketAssignedToYou: (about) => ({
    preheader: 'It was assigned to you.',
    heading: 'A ticket was assigned to you',
    body: [doer(about) ? `${doer(about)} has assigned ${named(about)} to you. It waits for your answer.` : `${named(about)} was assigned to you. It waits for your answer.`],
  }),
  ticketPending: (about) => ({
    preheader: `${expert(about)} needs an answer from you.`,
    heading: 'Your ticket is waiting for you',
    body: [`${expert(about)} needs an answer from you to go on with ${named(about)}.`],
  }),
  ticketResolved: (about) => ({
    preheader: 'If it is not, write back in the ticket.',
    heading: 'Your ticket is solved',
    body: [
      doer(about) ? `${doer(about)} marked ${named(about)} as solved.` : `${named(about)} is marked as solved.`,
      ['If it is not, write back in the ticket and it is open again.', ...closing(about)].join(' '),
      ...(rateIn(about) ? ['Were we of help? You can rate it in the ticket.'] : []),
    ],
  }),
  ticketReopened: (about) => ({
    preheader: `${expert(about)} is working on it.`,
    heading: 'Your ticket is open again',
    body: [`${expert(about)} is working on ${named(about)}.`],
  }),
  ticketMerged: (about) => ({
    preheader: 'We answer both together.',
    heading: 'We answer two of your tickets together',
    body: [`${named(about)} is about the same as another ticket of yours, and goes on there. All that was written stays. Open it, and it leads you on.`],
  }),
  ticketClosed: (about) => ({
    preheader: rateIn(about) ? 'Were we of help? Tell us what you think.' : 'You can read it at any time.',
    heading: 'Your ticket is closed',
    body: [
      `${named(about)} is closed. You can read it at any time. If something is still not right, write there: it goes on in a new ticket.`,
      ...(rateIn(about) ? ['Were we of help? Tell us what you think of it.'] : []),
    ],
    ...(rateIn(about) && { action: rateIn(about) }),
  }),
  replyReceived: repliesPart,
  ticketOffered: (about) => ({
    preheader: 'Nobody has it yet.',
    heading: 'A ticket has come in',
    body: [
      about.recipient.role === Role.ADMIN
        ? `${named(about)} has come in, and no agent is expert in its topic. Assign it to somebody.`
        : `${named(about)} is in one of your topics. Nobody has it yet.`,
    ],
  }),
  assignedTicketMoved: movedPart,
  ticketRated: ratedPart,
};

/** Writes a mail about a ticket. All mails of one ticket have one subject, so that readers show them together. */
export const ticketWords = (kind: TicketKind, about: TicketSubject, { publicUrl }: Sender): Words => ({
  action: { label: 'Open the ticket', url: `${publicUrl}/tickets/${about.ticket.reference}` },
  ...TICKET_MAILS[kind]({ ...about, publicUrl }),
  subject: `[${about.ticket.reference}] ${about.ticket.subject}`,
  footer: REASON,
});

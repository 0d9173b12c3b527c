import { Role, TicketStatus } from '@ccr/domain';
import type { Mail } from '../../platform/mail';
import { accountWords, welcome } from './account.mails';
import { composeMail } from './compose-mail';
import { feedbackAnswered } from './feedback.mails';
import type { Sender, Words } from './mail-words';
import { type AccountKind, isAboutAccount, isNews, type ToldNews, type NotificationKind, type TextKind, type TicketKind, withoutProof } from './notification.kinds';
import { type TicketSubject, ticketWords } from './ticket.mails';
import { unsubscribeUrl } from './unsubscribe/unsubscribe.token';
import { webhookPaused } from './webhook.mails';

type MailKind = Exclude<NotificationKind, TextKind>;

const AT = new Date('2026-03-02T09:30:00.000Z');
const SOON = new Date('2026-03-09T09:30:00.000Z');

const ANN = { name: 'Ann Rao', email: 'ann.rao@example.com', language: null, timeZone: null, role: Role.CUSTOMER };
const GITA = { ...ANN, name: 'Gita Mehta', email: 'gita.mehta@example.com', role: Role.AGENT };
const BOSS = { ...ANN, name: 'Maya Boss', email: 'maya.boss@example.com', role: Role.ADMIN };

/** Looks like what the secret key makes, and opens nothing. */
const SECRETS = { code: () => '123456', linkSecret: () => 'x'.repeat(43) };

const TICKET: TicketSubject = {
  ticket: { reference: 'K7Q2-M9XD', subject: 'Paid twice for one order', status: TicketStatus.OPEN, closesAt: null, mergedIntoId: null },
  recipient: ANN,
  assignee: GITA,
  actor: GITA,
  rating: null,
  unread: null,
};
const at = (status: TicketStatus): TicketSubject => ({ ...TICKET, ticket: { ...TICKET.ticket, status, closesAt: status === TicketStatus.RESOLVED ? SOON : null } });

const UNREAD: TicketSubject['unread'] = {
  messages: [
    { authorName: GITA.name, body: 'Hello Ann,\n\nI found the second payment. The bank sends it back **within three days**.', at: AT },
    { authorName: GITA.name, body: 'Here is what they say:\n\n- It shows as *refund*\n- See [how refunds work](https://example.com/refunds)', at: new Date('2026-03-02T09:31:00.000Z') },
  ],
  more: 3,
  status: TicketStatus.RESOLVED,
};

/** What a mail of each kind about a ticket is about. */
const TICKETS: Record<TicketKind, TicketSubject> = {
  ticketRaised: { ...at(TicketStatus.NEW), assignee: null, actor: ANN },
  agentAssigned: TICKET,
  ticketAssignedToYou: { ...TICKET, recipient: GITA, actor: BOSS },
  ticketPending: at(TicketStatus.PENDING),
  ticketResolved: at(TicketStatus.RESOLVED),
  ticketReopened: TICKET,
  ticketMerged: { ...at(TicketStatus.CLOSED), ticket: { ...TICKET.ticket, status: TicketStatus.CLOSED, mergedIntoId: 'another' } },
  ticketClosed: { ...at(TicketStatus.CLOSED), actor: null },
  replyReceived: { ...at(TicketStatus.RESOLVED), unread: UNREAD },
  ticketOffered: { ...at(TicketStatus.NEW), recipient: GITA, assignee: null, actor: ANN },
  assignedTicketMoved: { ...at(TicketStatus.RESOLVED), recipient: GITA, actor: BOSS },
  ticketRated: { ...at(TicketStatus.CLOSED), recipient: BOSS, actor: ANN, rating: { score: 4, comment: 'Quick and kind.\nOnly the refund took a while.' } },
};

const ACCOUNT_DATA = { codeId: 'code', linkId: 'link', device: 'Firefox on Linux', by: 'reset', enabled: true, dueAt: SOON.toISOString() };
const RECIPIENTS: Partial<Record<MailKind, typeof ANN>> = { invitation: GITA, webhookPaused: BOSS };

const ACCOUNT: Record<AccountKind, true> = {
  confirmEmail: true,
  resetPassword: true,
  passwordChanged: true,
  confirmNewEmail: true,
  emailChanged: true,
  newDevice: true,
  secondFactorChanged: true,
  recoveryCodesRenewed: true,
  mobileConfirmed: true,
  invitation: true,
  deletionRequested: true,
};
const OTHERS: Record<'welcome' | Exclude<ToldNews, TicketKind>, (sender: Sender) => Words> = {
  welcome: (sender) => welcome(ANN, sender),
  feedbackAnswered,
  webhookPaused: (sender) => webhookPaused({ data: { host: 'shop.example.com' } }, sender),
};

/** The kinds of mail that there are. */
export const mailKinds: readonly MailKind[] = [...Object.keys(ACCOUNT), ...Object.keys(OTHERS), ...Object.keys(TICKETS)] as MailKind[];

const isOther = (kind: MailKind): kind is keyof typeof OTHERS => kind in OTHERS;

function wordsOf(kind: MailKind, sender: Sender): Words {
  if (isAboutAccount(kind)) {
    const event = { at: AT, data: ACCOUNT_DATA };
    return accountWords(kind, { event, recipient: RECIPIENTS[kind] ?? ANN, actor: BOSS, secrets: SECRETS }, sender);
  }
  return isOther(kind) ? OTHERS[kind](sender) : ticketWords(kind, TICKETS[kind], sender);
}

/** A mail of the kind as people get it, made of made-up people; its codes and links open nothing. */
export function sampleMail(kind: MailKind, sender: Sender): Mail & Pick<Words, 'preheader'> {
  const words = wordsOf(kind, sender);
  const ticket = kind in TICKETS ? TICKETS[kind as TicketKind] : null;
  const { name, email } = ticket?.recipient.role === Role.ADMIN ? BOSS : ticket?.recipient.role === Role.AGENT ? GITA : (RECIPIENTS[kind] ?? ANN);
  const envelope = {
    id: 'sample',
    kind,
    to: { name: withoutProof(kind) === 'sent' ? '' : name, email },
    ticketId: ticket && 'sample',
    unsubscribeUrl: isNews(kind) ? unsubscribeUrl(sender.publicUrl, 'sample') : null,
  };
  return { ...composeMail(envelope, words, sender), preheader: words.preheader };
}

/** The same for who shows them all: `of` is for one of the `kinds`. */
export const mailSamples = (sender: Sender): { kinds: readonly string[]; of: (kind: string) => ReturnType<typeof sampleMail> } => ({
  kinds: mailKinds,
  of: (kind) => sampleMail(kind as MailKind, sender),
});

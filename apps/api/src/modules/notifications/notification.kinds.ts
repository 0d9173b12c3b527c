import { TicketStatus } from '@ccr/domain';
import { NewsKind } from './news-kind';

/** What is told about a ticket. */
export type TicketKind =
  | 'ticketRaised'
  | 'agentAssigned'
  | 'ticketAssignedToYou'
  | 'ticketPending'
  | 'ticketResolved'
  | 'ticketReopened'
  | 'ticketMerged'
  | 'ticketClosed'
  | 'replyReceived'
  | 'ticketOffered'
  | 'assignedTicketMoved'
  | 'ticketRated';

/** What is told about the account itself, by mail. Nobody can do without it. */
export type AccountKind =
  | 'confirmEmail'
  | 'resetPassword'
  | 'passwordChanged'
  | 'confirmNewEmail'
  | 'emailChanged'
  | 'newDevice'
  | 'secondFactorChanged'
  | 'recoveryCodesRenewed'
  | 'mobileConfirmed'
  | 'invitation'
  | 'deletionRequested';

/** What is told about the account as a text message alone. */
export type TextKind = 'confirmMobile';

/** What is told as news, over the channels that people choose. */
export type ToldNews = TicketKind | 'feedbackAnswered' | 'webhookPaused';

/** All that is told. */
export type NotificationKind = 'welcome' | ToldNews | AccountKind | TextKind;

/** The kind of news that each is to those who choose. */
export const NEWS: Record<ToldNews, NewsKind> = {
  ticketRaised: NewsKind.TICKET_RAISED,
  agentAssigned: NewsKind.AGENT_ASSIGNED,
  ticketAssignedToYou: NewsKind.TICKET_ASSIGNED_TO_YOU,
  ticketPending: NewsKind.STATUS_CHANGED,
  ticketResolved: NewsKind.STATUS_CHANGED,
  ticketReopened: NewsKind.STATUS_CHANGED,
  ticketMerged: NewsKind.STATUS_CHANGED,
  ticketClosed: NewsKind.TICKET_CLOSED,
  replyReceived: NewsKind.REPLY_RECEIVED,
  ticketOffered: NewsKind.TICKET_OFFERED,
  assignedTicketMoved: NewsKind.STATUS_CHANGED,
  ticketRated: NewsKind.TICKET_RATED,
  feedbackAnswered: NewsKind.FEEDBACK_ANSWERED,
  webhookPaused: NewsKind.WEBHOOK_PAUSED,
};

/** What the customer is told when the ticket comes to stand there. */
export const STATUS_KIND: Partial<Record<TicketStatus, TicketKind>> = {
  [TicketStatus.OPEN]: 'ticketReopened',
  [TicketStatus.PENDING]: 'ticketPending',
  [TicketStatus.RESOLVED]: 'ticketResolved',
  [TicketStatus.CLOSED]: 'ticketClosed',
};

/**
 * What becomes of a mail about the account while nobody has shown that mail to the address arrives. What proves an
 * address, or goes to one that was proved before, is sent. Of a sign-in the real owner of the address, if it is another,
 * has nothing to learn, and by the time it is proved the news is old.
 */
const WITHOUT_PROOF: Record<AccountKind, 'sent' | 'held' | 'dropped'> = {
  confirmEmail: 'sent',
  resetPassword: 'sent',
  passwordChanged: 'held',
  confirmNewEmail: 'sent',
  emailChanged: 'sent',
  newDevice: 'dropped',
  secondFactorChanged: 'held',
  recoveryCodesRenewed: 'held',
  mobileConfirmed: 'held',
  invitation: 'sent',
  deletionRequested: 'held',
};

export const isNews = (kind: NotificationKind): kind is ToldNews => kind in NEWS;

/** Whether the mail concerns the safety of the account. */
export const isAboutAccount = (kind: NotificationKind): kind is AccountKind => kind in WITHOUT_PROOF;

/** What becomes of the mail until its recipient has shown that mail reaches them. */
export function withoutProof(kind: NotificationKind): 'sent' | 'held' | 'dropped' {
  if (kind === 'confirmMobile') return 'sent';
  return isAboutAccount(kind) ? WITHOUT_PROOF[kind] : 'held';
}

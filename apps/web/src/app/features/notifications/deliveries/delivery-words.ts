import type { BlockReason, NotificationChannel, NotificationState } from '#graphql';
import type { IconName } from '../../../ui';

/** A way to tell people, outside of the app. */
export type SentChannel = Exclude<NotificationChannel, 'IN_APP'>;

/** The ways to tell people outside of the app. */
export const CHANNELS: Readonly<Record<SentChannel, { readonly words: string; readonly icon: IconName }>> = {
  MAIL: { words: 'Mail', icon: 'mail' },
  PUSH: { words: 'Device', icon: 'devices' },
  SMS: { words: 'Text message', icon: 'sms' },
};

interface StateWords {
  readonly words: string;
  readonly tone: 'good' | 'waiting' | 'bad' | 'quiet';
  /** What it means, for whoever wants to know more. */
  readonly about: string;
}

/** What became of a delivery. */
export const STATES: Readonly<Record<NotificationState, StateWords>> = {
  WAITING: { words: 'Waiting', tone: 'waiting', about: 'It goes out when it is due.' },
  HELD: { words: 'Held', tone: 'waiting', about: 'It goes out once they have confirmed their address.' },
  CARRIED: { words: 'In another', tone: 'quiet', about: 'It goes out, or went out, with another one about the same ticket.' },
  UNKNOWN: { words: 'Unknown', tone: 'waiting', about: 'It was handed over, and no answer came. It is tried again, unless the provider says that it has it.' },
  SENT: { words: 'Sent', tone: 'good', about: 'The provider has taken it.' },
  DELIVERED: { words: 'Delivered', tone: 'good', about: 'The recipient’s side has taken it.' },
  FAILED: { words: 'Failed', tone: 'bad', about: 'It is not tried again by itself.' },
  BLOCKED: { words: 'Blocked', tone: 'bad', about: 'It was not sent, because the address gets no mail.' },
  CANCELLED: { words: 'Not needed', tone: 'quiet', about: 'It was read in time, there is no device to show it on, or the account has ended.' },
};

/** Why an address gets no mail. */
export const BLOCK_WORDS: Readonly<Record<BlockReason, string>> = {
  BOUNCED: 'Mail to this address came back.',
  DROPPED: 'The mail provider sends nothing to this address.',
  REPORTED_AS_SPAM: 'Its owner reported our mail as spam.',
};

const KINDS: Readonly<Record<string, string>> = {
  welcome: 'Welcome',
  ticketRaised: 'Ticket received',
  agentAssigned: 'An expert has the ticket',
  ticketAssignedToYou: 'Ticket assigned to an agent',
  ticketPending: 'The ticket waits for the customer',
  ticketResolved: 'Ticket resolved',
  ticketReopened: 'Ticket open again',
  ticketMerged: 'Ticket merged',
  ticketClosed: 'Ticket closed',
  replyReceived: 'Reply',
  ticketOffered: 'A ticket waits for someone',
  assignedTicketMoved: 'An agent’s ticket was moved',
  ticketRated: 'Rating',
  feedbackAnswered: 'Feedback answered',
  webhookPaused: 'Webhook paused',
  confirmEmail: 'Code to confirm the e-mail',
  confirmMobile: 'Code to confirm the mobile number',
  resetPassword: 'Code to reset the password',
  passwordChanged: 'Password changed',
  confirmNewEmail: 'Code to confirm the new e-mail',
  emailChanged: 'E-mail changed',
  newDevice: 'Sign-in from a new device',
  secondFactorChanged: 'Second factor changed',
  recoveryCodesRenewed: 'New recovery codes',
  mobileConfirmed: 'Mobile number confirmed',
  invitation: 'Invitation',
  deletionRequested: 'Account to be deleted',
};

/** What is told; a kind that this page does not know yet goes by its own name. */
export const kindWords = (kind: string): string => (Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined) ?? kind;

/** The question before an address gets mail again. */
export const allowing = (address: string): { title: string; text: string; yes: string } => ({
  title: `Allow mail to ${address} again?`,
  text: 'Do it when you know that mail arrives there. The mail provider may keep a list of its own, from which the address has to be taken as well.',
  yes: 'Allow mail again',
});

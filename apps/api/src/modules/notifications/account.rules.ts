import type { EventRow } from '../../platform/events';
import { AccountEvent, type OneTimeCode } from '../accounts';
import { NotificationChannel } from './notification.channel';
import type { AccountKind, TextKind } from './notification.kinds';
import type { Telling } from './notification.rules';

/** What tells what happened to an account: by mail, but for codes that are wanted as a text message. */
const KINDS: Partial<Record<string, AccountKind | TextKind>> = {
  [AccountEvent.emailVerificationRequested]: 'confirmEmail',
  [AccountEvent.passwordResetRequested]: 'resetPassword',
  [AccountEvent.passwordChanged]: 'passwordChanged',
  [AccountEvent.emailChangeRequested]: 'confirmNewEmail',
  [AccountEvent.emailChanged]: 'emailChanged',
  [AccountEvent.mobileVerificationRequested]: 'confirmMobile',
  [AccountEvent.signedInFromNewDevice]: 'newDevice',
  [AccountEvent.secondFactorChanged]: 'secondFactorChanged',
  [AccountEvent.recoveryCodesRenewed]: 'recoveryCodesRenewed',
  [AccountEvent.mobileVerified]: 'mobileConfirmed',
  [AccountEvent.invited]: 'invitation',
  [AccountEvent.deletionRequested]: 'deletionRequested',
};

const ACCOUNT_EVENTS = new Set<string>(Object.values(AccountEvent));

/** Whether it happened to a person, not to a ticket. */
export const isAccountEvent = ({ type }: EventRow): boolean => ACCOUNT_EVENTS.has(type);

/**
 * Who is told what of an event that happened to a person. `code` is the row of the code that the event is about;
 * null when it is about none, or the row is gone.
 */
export function accountTellings(event: EventRow, code: Pick<OneTimeCode, 'address' | 'formerAddress'> | null): Telling[] {
  const { type, streamId: recipientId, data } = event;
  if (type === AccountEvent.customerSignedUp) return [{ recipientId, kind: 'welcome' }];
  const kind = KINDS[type];
  if (!kind) return [];
  if (data['codeId'] === undefined) return [{ recipientId, kind }];
  if (type === AccountEvent.emailChanged) {
    // An address that nobody ever confirmed may be a stranger's.
    const former = data['formerWasVerified'] === true ? code?.formerAddress : null;
    return former ? [{ recipientId, kind, address: former }] : [];
  }
  // Not simply the recipient's address: it may be another one by the time the mail is sent, and the code is for this one.
  const bySms = kind === 'confirmMobile' || data['channel'] === NotificationChannel.SMS;
  return code ? [{ recipientId, kind, address: code.address, ...(bySms && { channel: NotificationChannel.SMS }) }] : [];
}

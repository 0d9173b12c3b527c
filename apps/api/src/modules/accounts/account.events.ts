import type { NotificationChannel, Role } from '@ccr/domain';
import type { Fact } from '../../platform/events';

/** What happens to people, by type. The stream is the person. None of it is shown as it is: `data` holds ids and such. */
export const AccountEvent = {
  customerSignedUp: 'CustomerSignedUp',
  staffCreated: 'StaffCreated',
  emailVerificationRequested: 'EmailVerificationRequested',
  emailVerified: 'EmailVerified',
  passwordResetRequested: 'PasswordResetRequested',
  passwordChanged: 'PasswordChanged',
  emailChangeRequested: 'EmailChangeRequested',
  emailChanged: 'EmailChanged',
  emailRestored: 'EmailRestored',
  mobileVerificationRequested: 'MobileVerificationRequested',
  mobileVerified: 'MobileVerified',
  signedInFromNewDevice: 'SignedInFromNewDevice',
  secondFactorChanged: 'SecondFactorChanged',
  recoveryCodesRenewed: 'RecoveryCodesRenewed',
  invited: 'Invited',
  roleChanged: 'RoleChanged',
  profileChanged: 'ProfileChanged',
  agentDeactivated: 'AgentDeactivated',
  agentReactivated: 'AgentReactivated',
  deletionRequested: 'DeletionRequested',
  deletionCancelled: 'DeletionCancelled',
  erased: 'Erased',
} as const;

/** They are welcomed by mail, once their address is known to be theirs. */
export const customerSignedUp = (actorId: string): Fact => ({ type: AccountEvent.customerSignedUp, actorId });

/** `actorId` is null for the first admin, whom the first start makes. */
export const staffCreated = (actorId: string | null, role: Role): Fact => ({
  type: AccountEvent.staffCreated,
  actorId,
  internal: true,
  data: { role },
});

/** A code to be mailed to the account's address. */
export const emailVerificationRequested = (actorId: string, codeId: string): Fact => ({
  type: AccountEvent.emailVerificationRequested,
  actorId,
  data: { codeId },
});

/** Mail that waited for it goes out. `actorId` is null where the code of a reset proved it: nobody is signed in. */
export const emailVerified = (actorId: string | null): Fact => ({ type: AccountEvent.emailVerified, actorId });

/** A code to be sent over that channel, to where the code's row says. Nobody is signed in. */
export const passwordResetRequested = (codeId: string, channel: NotificationChannel): Fact => ({
  type: AccountEvent.passwordResetRequested,
  actorId: null,
  data: { codeId, channel },
});

/** A code to be sent as a text message, to the number that the code's row holds. */
export const mobileVerificationRequested = (actorId: string, codeId: string): Fact => ({
  type: AccountEvent.mobileVerificationRequested,
  actorId,
  data: { codeId },
});

/** From now on text messages go to the number, also codes to reset the password. The owner is told by mail. */
export const mobileVerified = (actorId: string): Fact => ({ type: AccountEvent.mobileVerified, actorId });

/** The owner is told by mail. `by` says how. */
export const passwordChanged = (actorId: string | null, by: 'owner' | 'reset'): Fact => ({
  type: AccountEvent.passwordChanged,
  actorId,
  data: { by },
});

/** A code to be mailed to the new address, which the code's row holds. */
export const emailChangeRequested = (actorId: string, codeId: string): Fact => ({
  type: AccountEvent.emailChangeRequested,
  actorId,
  data: { codeId },
});

/** The former address, which the code's row holds, is told when it was known to be theirs: else it may be a stranger's. */
export const emailChanged = (actorId: string, codeId: string, formerWasVerified: boolean): Fact => ({
  type: AccountEvent.emailChanged,
  actorId,
  data: { codeId, formerWasVerified },
});

/** The owner has the address back that somebody else had changed. Nobody is signed in. */
export const emailRestored = (): Fact => ({ type: AccountEvent.emailRestored, actorId: null });

/** The owner is told by mail, with a link to say that it was somebody else. `device` is such as "Firefox on Linux". */
export const signedInFromNewDevice = (actorId: string, linkId: string, device: string): Fact => ({
  type: AccountEvent.signedInFromNewDevice,
  actorId,
  data: { linkId, device },
});

/** The owner is told by mail. `actorId` is null where mail alone proved who took it away. */
export const secondFactorChanged = (actorId: string | null, enabled: boolean, byAdmin = false): Fact => ({
  type: AccountEvent.secondFactorChanged,
  actorId,
  data: { enabled, ...(byAdmin && { byAdmin }) },
});

/** The owner is told by mail. */
export const recoveryCodesRenewed = (actorId: string): Fact => ({ type: AccountEvent.recoveryCodesRenewed, actorId });

/** A link to be mailed, with which they choose their first password. */
export const invited = (actorId: string, linkId: string): Fact => ({
  type: AccountEvent.invited,
  actorId,
  internal: true,
  data: { linkId },
});

/** An agent became an admin, or the other way round. */
export const roleChanged = (actorId: string, from: Role, to: Role): Fact => ({
  type: AccountEvent.roleChanged,
  actorId,
  internal: true,
  data: { from, to },
});

/** Name, mobile, language and the like. What they were is nobody's business any more. */
export const profileChanged = (actorId: string): Fact => ({ type: AccountEvent.profileChanged, actorId });

/** Their active tickets lose their assignee. */
export const agentDeactivated = (actorId: string): Fact => ({ type: AccountEvent.agentDeactivated, actorId, internal: true });

/** They can sign in again; the tickets from before do not come back. */
export const agentReactivated = (actorId: string): Fact => ({ type: AccountEvent.agentReactivated, actorId, internal: true });

/** The owner is told by mail until when signing in cancels it. */
export const deletionRequested = (actorId: string, dueAt: Date): Fact => ({
  type: AccountEvent.deletionRequested,
  actorId,
  data: { dueAt: dueAt.toISOString() },
});

/** The owner signed in again within the seven days. */
export const deletionCancelled = (actorId: string): Fact => ({ type: AccountEvent.deletionCancelled, actorId });

/** Mail that waits for them is dropped. By nobody: the sweep did it. */
export const erased = (): Fact => ({ type: AccountEvent.erased, actorId: null });

import type { NotificationChannel } from '@ccr/domain';
import { newId } from '../../../platform/database';
import { badInput } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import type { Throttle } from '../../../platform/throttle';
import { emailVerified, passwordChanged } from '../account.events';
import type { AccountService } from '../people/account.service';
import { insistOnGoodPassword } from '../people/password-rules';
import { hashPassword } from '../people/passwords';
import { normalizeEmail } from '../people/new-user';
import { User } from '../people/user.entity';
import type { SecondFactorRemoval } from '../second-factor/second-factor-removal';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import type { KnownDevices } from '../sessions/known-devices';
import type { SessionService } from '../sessions/session.service';
import type { AccessTokenService } from '../tokens/access-token.service';
import { LinkPurpose } from './account-link.entity';
import type { AccountLinks } from './account-links';
import type { AddressHistory } from './address-history';
import { NO_GOOD_CODE } from './email-verification.service';
import { CodePurpose } from './one-time-code.entity';
import type { OneTimeCodes } from './one-time-codes';
import { hasPassword, writeResetRequest } from './reset-requests';

/** What proves who one is without a password, and the password to be. */
export interface PasswordReset {
  readonly email: string;
  readonly code: string;
  readonly newPassword: string;
}

interface Parts {
  readonly accounts: AccountService;
  readonly sessions: SessionService;
  readonly tokens: AccessTokenService;
  readonly devices: KnownDevices;
  readonly secondFactorRemoval: SecondFactorRemoval;
  readonly addresses: AddressHistory;
  readonly signInsPerAccount: Throttle;
  readonly codes: OneTimeCodes;
  readonly links: AccountLinks;
  readonly security: SecurityLog;
}

/** Lets people in again who have forgotten their password. Nothing here tells, by words or by time, who has an account. */
export class PasswordResets {
  constructor(
    private readonly platform: Platform,
    private readonly parts: Parts,
  ) {}

  /**
   * Has a code mailed to the address, if it has an account; with SMS it goes to the account's confirmed mobile number, if
   * there is one. NIST SP 800-63B calls text messages restricted, for they can be diverted: hence only where the owner
   * has confirmed the number, knowing their password, and with mail as the other way.
   */
  async request(email: string, channel: NotificationChannel, client: Client): Promise<void> {
    await writeResetRequest(this.platform, email, client, channel);
  }

  /**
   * Changes the password and ends all sessions and access tokens: who was in may have made some. A second factor stays
   * where the owner of the address was known before. An unknown address gets the same answer as a
   * wrong code, after the same work.
   * @throws UserError BAD_USER_INPUT when the password is easy to guess, or the code is no good.
   */
  async reset({ email, code, newPassword }: PasswordReset, client: Client): Promise<void> {
    insistOnGoodPassword('input.newPassword', newPassword, [email]); // the name would tell whose address it is
    const passwordHash = await hashPassword(newPassword);
    const found = await this.parts.accounts.findByEmail(email);
    const done = await this.platform.database.unitOfWork(() => this.redeem(found?.id ?? newId(), code, passwordHash, client));
    if (!done) throw badInput('input.code', NO_GOOD_CODE); // outside: the wrong attempt stays counted
    await this.parts.signInsPerAccount.forgiveAll(normalizeEmail(email));
  }

  private async redeem(userId: string, code: string, passwordHash: string, client: Client): Promise<boolean> {
    const { database, events } = this.platform;
    const { codes, sessions, tokens, links, addresses, security } = this.parts;
    const user = await database.findAndLock(User, { id: userId });
    const redeemed = user && hasPassword(user) ? await codes.redeem(user, CodePurpose.RESET_PASSWORD, code) : null;
    if (!user || !redeemed) {
      await security.record(SecurityEventType.PASSWORD_RESET_FAILED, { userId: user?.id ?? null, actorId: null, client });
      return false;
    }
    // A text message proves nothing about the mail address.
    if (user.emailVerifiedAt === null && redeemed.address === user.email) await this.takeOver(user, client);
    // Whoever knew the password may have confirmed a number of theirs, which would let them in again.
    const mobileVerifiedAt = redeemed.address === user.email ? null : user.mobileVerifiedAt;
    if (mobileVerifiedAt === null) await codes.endAll(user.id, CodePurpose.VERIFY_MOBILE);
    await events.record(user, passwordChanged(null, 'reset'), { passwordHash, mustChangePassword: false, mobileVerifiedAt });
    await sessions.endAll(user.id);
    const accessTokens = await tokens.endAll(user.id);
    // What they were for is done; those that went to another address may be the ones of the real owner.
    await links.endAll(user.id, LinkPurpose.REPORT_SIGN_IN, await addresses.heldSince(user.id));
    await security.record(SecurityEventType.PASSWORD_RESET, { userId: user.id, actorId: null, client, details: { accessTokens } });
    return true;
  }

  /** The address is theirs who have the code, and whoever signed up with it never proved that: nothing of them stays. */
  private async takeOver(user: User, client: Client): Promise<void> {
    const { security, devices, secondFactorRemoval } = this.parts;
    const emailVerifiedAt = this.platform.clock.now();
    await this.platform.events.record(user, emailVerified(null), { emailVerifiedAt });
    await security.record(SecurityEventType.EMAIL_VERIFIED, { userId: user.id, actorId: null, client });
    await secondFactorRemoval.remove(user, { actorId: null, client });
    await devices.forgetAll(user.id);
  }
}

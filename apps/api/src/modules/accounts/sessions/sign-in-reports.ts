import { newSecret } from '../../../platform/auth';
import { isDuplicate } from '../../../platform/database';
import { badInput } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { emailRestored } from '../account.events';
import { type AccountLink, LinkPurpose } from '../codes/account-link.entity';
import type { AccountLinks } from '../codes/account-links';
import type { AddressHistory } from '../codes/address-history';
import { CodePurpose } from '../codes/one-time-code.entity';
import type { OneTimeCodes } from '../codes/one-time-codes';
import { writeResetRequest } from '../codes/reset-requests';
import type { AccountService } from '../people/account.service';
import { hashPassword } from '../people/passwords';
import { User } from '../people/user.entity';
import type { SecondFactorRemoval } from '../second-factor/second-factor-removal';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import type { AccessTokenService } from '../tokens/access-token.service';
import type { KnownDevices } from './known-devices';
import type { SessionService } from './session.service';

const NO_GOOD =
  'This link was used already, or is older than 72 hours. If someone else may be in your account, choose "Forgot password" to set a new one.';

/** What ends when somebody else was in an account, and what is given back. */
export interface ReportParts {
  readonly accounts: AccountService;
  readonly links: AccountLinks;
  readonly codes: OneTimeCodes;
  readonly addresses: AddressHistory;
  readonly sessions: SessionService;
  readonly tokens: AccessTokenService;
  readonly devices: KnownDevices;
  readonly secondFactorRemoval: SecondFactorRemoval;
  readonly security: SecurityLog;
}

/** What became of the address: somebody else may have an account with the former one by now. */
type Address = 'kept' | 'restored' | 'taken';

/** "This wasn't me": what the mail about a sign-in from a new browser lets its owner say. */
export class SignInReports {
  constructor(
    private readonly platform: Platform,
    private readonly parts: ReportParts,
    private readonly attempts: Throttle,
  ) {}

  /**
   * Ends everything that somebody else may have got since the link was mailed: all sessions and access tokens with their
   * sockets, the password, which they know, another address, another second factor and a mobile number confirmed since. The owner is mailed a code to
   * set a new password, at the address from before. `secret` is the link's; good once.
   * @throws UserError BAD_USER_INPUT when the link is no good, RATE_LIMITED.
   */
  async report(secret: string, client: Client): Promise<void> {
    await this.attempts.count(networkOf(client.ip));
    const link = await this.parts.links.find(secret, LinkPurpose.REPORT_SIGN_IN);
    if (!link) throw badInput('input.token', NO_GOOD);
    const passwordHash = await hashPassword(newSecret()); // nobody has it
    const take = (): Promise<void> => this.platform.database.unitOfWork(() => this.take(secret, link, passwordHash, client));
    try {
      await take();
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      await take(); // somebody has just taken the address from before; now it is found
    }
  }

  private async take(secret: string, link: AccountLink, passwordHash: string, client: Client): Promise<void> {
    const { links, security } = this.parts;
    const user = await this.platform.database.findAndLock(User, { id: link.userId });
    if (!user || !(await links.redeem(secret, LinkPurpose.REPORT_SIGN_IN))) throw badInput('input.token', NO_GOOD);
    const about = { userId: user.id, actorId: null, client };
    const address = await this.giveBackAddress(user, link.createdAt);
    if (address === 'restored') await security.record(SecurityEventType.EMAIL_CHANGED, { ...about, details: { restored: true } });
    const { secondFactorAt } = user;
    if (secondFactorAt !== null && secondFactorAt >= link.createdAt) await this.parts.secondFactorRemoval.remove(user, about);
    await this.endAccess(user, link, address === 'taken' ? null : passwordHash);
    const details = address === 'taken' ? { closed: 'Somebody else has the address from before' } : {};
    await security.record(SecurityEventType.SIGN_IN_REPORTED, { ...about, details });
    if (address !== 'taken') await writeResetRequest(this.platform, user.email, client);
    else this.platform.log.warn({ userId: user.id }, 'A reported account stays closed: the address it had is that of another account now');
  }

  private async giveBackAddress(user: User, since: Date): Promise<Address> {
    const { accounts, addresses, codes } = this.parts;
    const former = await addresses.provedBefore(user.id, since);
    if (former === null || former === user.email || user.erasedAt !== null) return 'kept';
    if (await accounts.findByEmail(former)) return 'taken';
    await this.platform.events.record(user, emailRestored(), { email: former, emailVerifiedAt: this.platform.clock.now() });
    await codes.forgive(user.id, CodePurpose.RESET_PASSWORD); // or the owner may have to wait for what somebody else used up
    return 'restored';
  }

  /** Links that were mailed before this one went to the owner as well, and stay good. */
  private async endAccess({ id, ...user }: User, link: AccountLink, passwordHash: string | null): Promise<void> {
    const { links, codes, sessions, tokens, devices } = this.parts;
    // Who was invited and has no password yet, or was erased, does not get one.
    if (user.passwordHash !== null) await this.platform.database.manager.update(User, { id }, { passwordHash });
    if (user.mobileVerifiedAt !== null && user.mobileVerifiedAt >= link.createdAt)
      await this.platform.database.manager.update(User, { id }, { mobileVerifiedAt: null });
    await sessions.endAll(id);
    await tokens.endAll(id);
    await devices.forgetAll(id);
    await links.endAll(id, LinkPurpose.REPORT_SIGN_IN, link.createdAt);
    await codes.endAll(id, CodePurpose.CHANGE_EMAIL);
    await codes.endAll(id, CodePurpose.RESET_PASSWORD);
    await codes.endAll(id, CodePurpose.VERIFY_MOBILE);
  }
}

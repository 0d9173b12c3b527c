import type { Viewer } from '../../../platform/auth';
import { badInput, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { mobileVerificationRequested, mobileVerified } from '../account.events';
import type { AddressThrottle } from '../people/address-throttle';
import { lockViewer } from '../people/lock-viewer';
import type { OwnPassword } from '../people/own-password';
import { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import { NO_GOOD_CODE } from './email-verification.service';
import { CodePurpose } from './one-time-code.entity';
import { type OneTimeCodes, tooManyTextMessages } from './one-time-codes';

/** How often one may ask: text messages cost money, and the number may be a stranger's. */
export interface MobileCodeThrottles {
  readonly perPerson: Throttle;
  readonly perNetwork: Throttle;
  readonly perNumber: AddressThrottle;
  /** Of all numbers together: who earns by numbers has many, and accounts and networks to go with them. */
  readonly perShop: Throttle;
}

/** The number to be confirmed. @throws UserError CONFLICT when there is none, or it is confirmed. */
function unconfirmed({ mobile, mobileVerifiedAt }: User): string {
  if (mobile === null) throw new UserError('CONFLICT', 'There is no mobile number in your account. Write one down first.');
  if (mobileVerifiedAt !== null) throw new UserError('CONFLICT', 'Your mobile number is confirmed already.');
  return mobile;
}

/**
 * Shows that text messages to a number reach its owner. Asked for with the password: from then on whoever has the number
 * can reset it, and a session that was left open must not be enough for that.
 */
export class MobileVerification {
  constructor(
    private readonly platform: Platform,
    private readonly ownPassword: OwnPassword,
    private readonly codes: OneTimeCodes,
    private readonly security: SecurityLog,
    private readonly throttles: MobileCodeThrottles,
  ) {}

  /**
   * Sends a code to the viewer's number, which is good for ten minutes.
   * @throws UserError CONFLICT when there is no number to confirm, or the shop sends no text messages, BAD_USER_INPUT when
   * the password is wrong, RATE_LIMITED.
   */
  async request(viewer: Viewer, password: string, client: Client): Promise<void> {
    const { config, database, events } = this.platform;
    if (config.sms === null) throw new UserError('CONFLICT', 'This shop sends no text messages.');
    const number = unconfirmed(await database.repository(User).findOneByOrFail({ id: viewer.id }));
    const { passwordHash } = await this.ownPassword.insist(viewer, password, { path: 'input.password', operation: 'requestMobileCode', client });
    await this.count(viewer, number, client);
    await database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      const changed = user.passwordHash !== passwordHash || unconfirmed(user) !== number;
      if (changed) throw new UserError('CONFLICT', 'Your account was changed meanwhile. Try again.');
      const codeId = await this.codes.issue(user, CodePurpose.VERIFY_MOBILE, number);
      if (codeId === null) throw tooManyTextMessages();
      await events.record(user, mobileVerificationRequested(viewer.id, codeId));
    });
  }

  /**
   * Takes the number as the viewer's own. Once it is, does nothing.
   * @throws UserError BAD_USER_INPUT when the code is no good, CONFLICT when there is no number.
   */
  async verify(viewer: Viewer, code: string, client: Client): Promise<User> {
    const { database, events, clock } = this.platform;
    const verified = await database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      if (user.mobileVerifiedAt !== null) return user;
      const number = unconfirmed(user);
      const redeemed = await this.codes.redeem(user, CodePurpose.VERIFY_MOBILE, code);
      if (redeemed?.address !== number) return null;
      await events.record(user, mobileVerified(viewer.id), { mobileVerifiedAt: clock.now() });
      await this.security.record(SecurityEventType.MOBILE_VERIFIED, { userId: user.id, actorId: viewer.id, client });
      return user;
    });
    if (!verified) throw badInput('input.code', NO_GOOD_CODE); // outside: the wrong attempt stays counted
    return verified;
  }

  private async count({ id }: Viewer, number: string, client: Client): Promise<void> {
    await this.throttles.perPerson.count(id);
    await this.throttles.perNetwork.count(networkOf(client.ip));
    await this.throttles.perNumber.count(number, client);
    await this.throttles.perShop.count('all');
  }
}

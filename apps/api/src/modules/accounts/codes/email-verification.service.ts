import type { Viewer } from '../../../platform/auth';
import { badInput } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { emailVerificationRequested, emailVerified } from '../account.events';
import type { AddressThrottle } from '../people/address-throttle';
import { lockViewer } from '../people/lock-viewer';
import { User } from '../people/user.entity';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import { CodePurpose } from './one-time-code.entity';
import { type OneTimeCodes, tooManyCodes } from './one-time-codes';

/** What people are told whose code is no good, whatever is wrong with it. */
export const NO_GOOD_CODE = 'This code is not right, or too old. Ask for a new one.';

/** Shows that mail to the address of an account reaches its owner. */
export class EmailVerification {
  constructor(
    private readonly platform: Platform,
    private readonly codes: OneTimeCodes,
    private readonly security: SecurityLog,
    private readonly addressThrottle: AddressThrottle,
  ) {}

  /** Once it is shown, does nothing. @throws UserError BAD_USER_INPUT when the code is no good. */
  async verify(viewer: Viewer, code: string, client: Client | null): Promise<User> {
    const { database, events, clock } = this.platform;
    const verified = await database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      if (user.emailVerifiedAt !== null) return user;
      if (!(await this.codes.redeem(user, CodePurpose.VERIFY_EMAIL, code))) return null;
      await events.record(user, emailVerified(viewer.id), { emailVerifiedAt: clock.now() });
      await this.security.record(SecurityEventType.EMAIL_VERIFIED, { userId: user.id, actorId: viewer.id, client });
      return user;
    });
    if (!verified) throw badInput('input.code', NO_GOOD_CODE); // outside: the wrong attempt stays counted
    return verified;
  }

  /** Mails a new code. Once it is shown, does nothing. @throws UserError RATE_LIMITED when there were very many. */
  async resend(viewer: Viewer, client: Client): Promise<void> {
    const { database, events } = this.platform;
    const { email, emailVerifiedAt } = await database.repository(User).findOneByOrFail({ id: viewer.id });
    if (emailVerifiedAt !== null) return;
    await this.addressThrottle.count(email, client);
    await database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      if (user.emailVerifiedAt !== null) return;
      const codeId = await this.codes.issue(user, CodePurpose.VERIFY_EMAIL, user.email);
      if (codeId === null) throw tooManyCodes();
      await events.record(user, emailVerificationRequested(viewer.id, codeId));
    });
  }
}

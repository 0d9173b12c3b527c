import { UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import type { Throttle } from '../../../platform/throttle';
import type { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import type { RecoveryCodes } from './recovery-codes';
import { SecondFactor } from './second-factor.entity';
import { looksLikeTotp, totpStep } from './totp';

/** Takes codes from people who have a second factor. */
export class SecondFactorCheck {
  constructor(
    private readonly platform: Platform,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly security: SecurityLog,
    /** In a short time and in a long one. */
    private readonly attempts: readonly Throttle[],
  ) {}

  /**
   * Whether the code is from the person's app, or one of their recovery codes. Each is good once. Attempts are counted
   * per person wherever they come from, which locks nobody out: only who has the password gets as far as this.
   * @throws UserError RATE_LIMITED.
   */
  async takes(user: User, typed: string, client: Client): Promise<boolean> {
    for (const throttle of this.attempts) await throttle.count(user.id);
    const code = typed.replace(/\s/g, '');
    const good = await this.platform.database.unitOfWork(() =>
      looksLikeTotp(code) ? this.takesStep(user, code) : this.takesRecoveryCode(user, code, client),
    );
    if (good) for (const throttle of this.attempts) await throttle.forgive(user.id);
    return good;
  }

  /** The same for `operation`, the root field that someone who is signed in asks for. @throws UserError BAD_USER_INPUT, RATE_LIMITED. */
  async insist(user: User, typed: string, operation: string, client: Client): Promise<void> {
    if (await this.takes(user, typed, client)) return;
    const details = { for: operation, wrong: 'code' };
    await this.security.record(SecurityEventType.PASSWORD_CHECK_FAILED, { userId: user.id, actorId: user.id, client, details });
    throw wrongCode('BAD_USER_INPUT');
  }

  private async takesStep({ id: userId }: User, code: string): Promise<boolean> {
    const { database, secretKey, clock } = this.platform;
    const factor = await database.repository(SecondFactor).findOneBy({ userId });
    if (!factor || factor.confirmedAt === null) return false;
    const step = totpStep(secretKey.open(factor.sealedSecret, userId), code, clock.now());
    if (step === null) return false;
    const { affected } = await database.manager
      .createQueryBuilder()
      .update(SecondFactor)
      .set({ lastStep: step })
      .where('userId = :userId AND lastStep < :step', { userId, step })
      .execute();
    return affected === 1;
  }

  private async takesRecoveryCode({ id }: User, code: string, client: Client): Promise<boolean> {
    const left = await this.recoveryCodes.redeem(id, code);
    if (left === null) return false;
    await this.security.record(SecurityEventType.RECOVERY_CODE_USED, { userId: id, actorId: id, client, details: { left } });
    return true;
  }
}

/** The page shows it at the field, whatever the code of the error. */
export function wrongCode(code: 'UNAUTHENTICATED' | 'BAD_USER_INPUT'): UserError {
  const message = 'This code is not right, or was used already. Enter the one that your app shows now.';
  return new UserError(code, message, { issues: [{ path: 'input.code', message }] });
}

import { Availability } from '@ccr/domain';
import { LessThanOrEqual } from 'typeorm';
import { allRows, newId } from '../../../platform/database';
import { ClientMutation } from '../../../platform/idempotency';
import type { Platform } from '../../../platform/platform';
import { erased } from '../account.events';
import { ResetRequest } from '../codes/reset-request.entity';
import { User } from '../people/user.entity';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import type { Credentials } from './account-deletion';
import type { PersonalData } from './personal-data';

/**
 * What is left of a person: the row, for the tickets and messages that point to it. `.invalid` never gets mail (RFC 2606).
 * Nobody can know the address beforehand, and take it.
 */
const nobody = (now: Date): Partial<User> => ({
  name: 'Deleted person',
  email: `erased-${newId()}@erased.invalid`,
  mobile: null,
  mobileVerifiedAt: null,
  emailVerifiedAt: null,
  language: null,
  timeZone: null,
  passwordHash: null,
  mustChangePassword: false,
  secondFactorAt: null,
  capacity: null,
  availability: Availability.AWAY,
  deletionDueAt: null,
  erasedAt: now,
});

/** Erases the accounts whose owners have deleted them, once their time to change their mind is over. */
export class Erasure {
  constructor(
    private readonly platform: Platform,
    private readonly credentials: Credentials,
    private readonly data: PersonalData,
    private readonly security: SecurityLog,
  ) {}

  /** Erases all that are due. One that fails is tried again by the next sweep and keeps no other waiting. */
  async sweep(): Promise<boolean> {
    const { database, clock, log } = this.platform;
    for await (const { id } of allRows(database, User, { deletionDueAt: LessThanOrEqual(clock.now()) })) {
      await this.erase(id).catch((error: unknown) => log.error({ err: error, userId: id }, 'An account could not be erased'));
    }
    return false; // the next sweep looks again
  }

  /** Erases one, all or nothing, unless they have come back meanwhile or it was done before. */
  private async erase(id: string): Promise<void> {
    const { database, events, clock } = this.platform;
    await database.unitOfWork(async () => {
      const user = await database.findAndLock(User, { id });
      const now = clock.now();
      if (!user || user.deletionDueAt === null || user.deletionDueAt > now) return;
      const { email } = user;
      await events.record(user, erased(), nobody(now));
      await this.credentials.sessions.endAll(id);
      await this.credentials.tokens.endAll(id);
      await this.data.erase(user);
      await database.manager.delete(ClientMutation, { viewerId: id });
      await database.manager.delete(ResetRequest, { email });
      await this.security.record(SecurityEventType.ACCOUNT_ERASED, { userId: id, actorId: null, client: null });
    });
  }
}

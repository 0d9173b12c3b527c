import { isStaff } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import { UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { deletionCancelled, deletionRequested } from '../account.events';
import type { LastAdmin } from '../agents/last-admin';
import { User } from '../people/user.entity';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SessionService } from '../sessions/session.service';
import type { AccessTokenService } from '../tokens/access-token.service';

/** So long people can change their mind by signing in. */
const GRACE_MS = 7 * 24 * 60 * 60 * 1_000;

/** What deleting an account ends at once. */
export interface Credentials {
  readonly sessions: SessionService;
  readonly tokens: AccessTokenService;
}

/** Lets people delete their account, and come back before it is erased. */
export class AccountDeletion {
  constructor(
    private readonly platform: Platform,
    private readonly credentials: Credentials,
    private readonly lastAdmin: LastAdmin,
    private readonly security: SecurityLog,
  ) {}

  /**
   * Puts the viewer's account down for erasure in seven days and ends all its sessions and tokens. `proven` is who gave
   * the right password. Asked for again it changes nothing. Resolves to when it is due.
   * @throws UserError CONFLICT for the last admin.
   */
  async request(viewer: Viewer, proven: User, client: Client): Promise<Date> {
    const { database, events, clock } = this.platform;
    return database.unitOfWork(async () => {
      if (isStaff(proven.role)) await this.lastAdmin.insistOnAnother(proven);
      const user = await database.findAndLock(User, { id: viewer.id });
      if (!user || user.passwordHash !== proven.passwordHash) {
        throw new UserError('CONFLICT', 'Your password was changed meanwhile. Sign in with the new one.');
      }
      if (user.deletionDueAt !== null) return user.deletionDueAt;
      const dueAt = new Date(clock.now().getTime() + GRACE_MS);
      await events.record(user, deletionRequested(viewer.id, dueAt), { deletionDueAt: dueAt });
      await this.security.record(SecurityEventType.ACCOUNT_DELETION_REQUESTED, { userId: user.id, actorId: viewer.id, client });
      await this.credentials.sessions.endAll(user.id);
      await this.credentials.tokens.endAll(user.id);
      return dueAt;
    });
  }

  /**
   * Keeps the account of someone who signs in, should they have deleted it. `user` is as its row is now: the caller's
   * unit of work holds it, so that of signing in and erasure at the same moment exactly one happens. Resolves to whether
   * they had deleted it.
   */
  async cancelIfLeaving(user: User, client: Client): Promise<boolean> {
    if (user.deletionDueAt === null) return false;
    await this.platform.events.record(user, deletionCancelled(user.id), { deletionDueAt: null });
    await this.security.record(SecurityEventType.ACCOUNT_DELETION_CANCELLED, { userId: user.id, actorId: user.id, client });
    return true;
  }
}

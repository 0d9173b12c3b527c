import type { Viewer } from '../../../platform/auth';
import { badInput } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import type { Throttle } from '../../../platform/throttle';
import { passwordChanged } from '../account.events';
import { lockViewer } from '../people/lock-viewer';
import type { OwnPassword } from '../people/own-password';
import { insistOnGoodPassword } from '../people/password-rules';
import { hashPassword, isSamePassword } from '../people/passwords';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import type { BegunSession, SessionService } from '../sessions/session.service';

/** The password that someone has, and the one that they want. */
export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Lets people choose another password. */
export class PasswordService {
  constructor(
    private readonly platform: Platform,
    private readonly ownPassword: OwnPassword,
    private readonly sessions: SessionService,
    private readonly security: SecurityLog,
    /** Of any kind: looking at a new password takes time as well. */
    private readonly attempts: Throttle,
  ) {}

  /**
   * Changes the viewer's own password, renews their session and ends all others. Of two changes at once one
   * wins: the session of the other one, from which it comes, is over by then.
   * @throws UserError BAD_USER_INPUT when the current one is wrong or the new one is no good, RATE_LIMITED.
   */
  async change(viewer: Viewer, { currentPassword, newPassword }: PasswordChange, client: Client): Promise<BegunSession> {
    const { database, events } = this.platform;
    await this.attempts.count(viewer.id);
    const asked = { path: 'input.currentPassword', operation: 'changePassword', client };
    const before = await this.ownPassword.insist(viewer, currentPassword, asked);
    if (isSamePassword(newPassword, currentPassword)) {
      throw badInput('input.newPassword', 'This is the password that you have. Choose another one.');
    }
    insistOnGoodPassword('input.newPassword', newPassword, [before.name, before.email]);
    const passwordHash = await hashPassword(newPassword);
    return database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      await events.record(user, passwordChanged(viewer.id, 'owner'), { passwordHash, mustChangePassword: false });
      await this.security.record(SecurityEventType.PASSWORD_CHANGED, { userId: user.id, actorId: viewer.id, client });
      const begun = await this.sessions.renew(viewer);
      await this.sessions.endAll(user.id, begun.session.id);
      return begun;
    });
  }
}

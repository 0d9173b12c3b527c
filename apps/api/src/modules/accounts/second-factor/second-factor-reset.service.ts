import type { Viewer } from '../../../platform/auth';
import { badInput, notFound, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import type { LastAdmin } from '../agents/last-admin';
import type { OwnPassword } from '../people/own-password';
import { User } from '../people/user.entity';
import type { SessionService } from '../sessions/session.service';
import type { AccessTokenService } from '../tokens/access-token.service';
import type { SecondFactorRemoval } from './second-factor-removal';

/** What the help of an admin builds on. */
export interface SecondFactorResetParts {
  readonly ownPassword: OwnPassword;
  readonly lastAdmin: LastAdmin;
  readonly secondFactorRemoval: SecondFactorRemoval;
  readonly sessions: SessionService;
  readonly tokens: AccessTokenService;
}

/** Lets admins help people who have lost their app and their recovery codes. */
export class SecondFactorResets {
  constructor(
    private readonly platform: Platform,
    private readonly parts: SecondFactorResetParts,
  ) {}

  /**
   * Takes away the second factor of someone else, and signs them out everywhere; they are told by mail. `password` is
   * the viewer's own.
   * @throws UserError BAD_USER_INPUT when the password is wrong or it is the viewer's own account, NOT_FOUND, CONFLICT
   * when they have no second factor, FORBIDDEN when the viewer is no admin any more, RATE_LIMITED.
   */
  async reset(viewer: Viewer, userId: string, password: string, client: Client): Promise<User> {
    const { database } = this.platform;
    const { ownPassword, lastAdmin, secondFactorRemoval, sessions, tokens } = this.parts;
    if (userId === viewer.id) throw badInput('input.userId', 'This is your own account. Switch the second factor off on your security page.');
    await ownPassword.insist(viewer, password, { path: 'input.password', operation: 'resetSecondFactor', client });
    return database.unitOfWork(async () => {
      await lastAdmin.insistOnActing(viewer, userId);
      const user = await database.findAndLock(User, { id: userId });
      if (user?.id !== userId || user.erasedAt !== null) throw notFound('person'); // MariaDB takes upper case for lower
      if (user.secondFactorAt === null) throw new UserError('CONFLICT', 'They have no second factor.');
      await secondFactorRemoval.remove(user, { actorId: viewer.id, client });
      await sessions.endAll(user.id);
      await tokens.closeSockets(user.id);
      return user;
    });
  }
}

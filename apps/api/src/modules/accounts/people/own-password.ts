import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { badInput } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Throttle } from '../../../platform/throttle';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import { verifyPassword } from './passwords';
import { User } from './user.entity';

/** What the password is asked for. */
interface Occasion {
  /** The field of the input that holds it. */
  readonly path: string;
  /** The root field, for the audit. */
  readonly operation: string;
  readonly client: Client;
}

/** Asks someone who is signed in for their password again: the browser may be left open, or its session stolen. */
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly attempts: Throttle,
    private readonly security: SecurityLog,
  ) {}

  /**
   * Resolves to the viewer, as they were when the password was looked at. Takes tens of milliseconds: call it outside of a unit of work.
   * @throws UserError BAD_USER_INPUT when it is not theirs, RATE_LIMITED.
   */
  async insist(viewer: Viewer, password: string, { path, operation, client }: Occasion): Promise<User> {
    await this.attempts.count(viewer.id);
    const user = await this.database.repository(User).findOneBy({ id: viewer.id });
    if (!user || !(await verifyPassword(user, password))) {
      const details = { for: operation, wrong: 'password' };
      await this.security.record(SecurityEventType.PASSWORD_CHECK_FAILED, { userId: viewer.id, actorId: viewer.id, client, details });
      throw badInput(path, 'This is not your password. Try again.');
    }
    await this.attempts.forgive(viewer.id);
    return user;
  }
}

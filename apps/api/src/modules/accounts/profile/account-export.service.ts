import type { Viewer } from '../../../platform/auth';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import type { Throttle } from '../../../platform/throttle';
import type { OwnPassword } from '../people/own-password';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import type { PersonalData } from './personal-data';

/** Lets people take away what is held on them. */
export class AccountExportService {
  constructor(
    private readonly platform: Platform,
    private readonly ownPassword: OwnPassword,
    private readonly data: PersonalData,
    private readonly security: SecurityLog,
    private readonly perPerson: Throttle,
  ) {}

  /** Everything on the viewer. @throws UserError BAD_USER_INPUT when the password is not theirs, RATE_LIMITED. */
  async export(viewer: Viewer, password: string, client: Client): Promise<Record<string, unknown>> {
    const user = await this.ownPassword.insist(viewer, password, { path: 'input.password', operation: 'exportAccount', client });
    await this.perPerson.count(viewer.id);
    // Before the data is read, so that it is in it, and also known should the answer get lost.
    await this.security.record(SecurityEventType.ACCOUNT_EXPORTED, { userId: user.id, actorId: viewer.id, client });
    return { exportedAt: this.platform.clock.now(), ...(await this.data.of(user)) };
  }
}

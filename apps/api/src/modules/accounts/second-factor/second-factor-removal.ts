import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { secondFactorChanged } from '../account.events';
import type { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { BY_OPERATOR, type SecurityLog } from '../security-log/security-log';
import type { RecoveryCodes } from './recovery-codes';
import { SecondFactor } from './second-factor.entity';

/** Who takes a second factor away; nobody where mail alone proved who they are. */
interface Remover {
  readonly actorId: string | null;
  /** Null for the operator of the server, at a terminal of it. */
  readonly client: Client | null;
}

/** Takes a second factor away, with its recovery codes. */
export class SecondFactorRemoval {
  constructor(
    private readonly platform: Platform,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly security: SecurityLog,
  ) {}

  /**
   * Signing in needs the password only from now on; the owner is told. One that was begun and never confirmed goes too.
   * In the caller's unit of work, which holds the person's row.
   */
  async remove(user: User, { actorId, client }: Remover): Promise<void> {
    const { database, events } = this.platform;
    await database.manager.delete(SecondFactor, { userId: user.id });
    await this.recoveryCodes.forget(user.id);
    if (user.secondFactorAt === null) return;
    const byOperator = client === null;
    const byAdmin = byOperator || (actorId !== null && actorId !== user.id);
    await events.record(user, secondFactorChanged(actorId, false, byAdmin), { secondFactorAt: null });
    await this.security.record(SecurityEventType.SECOND_FACTOR_DISABLED, { userId: user.id, actorId, client, ...(byOperator && { details: BY_OPERATOR }) });
  }
}

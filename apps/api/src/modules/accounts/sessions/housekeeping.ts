import { LessThan } from 'typeorm';
import type { Clock } from '../../../platform/clock';
import type { Database } from '../../../platform/database';
import { ClientMutation } from '../../../platform/idempotency';
import { AccountLink } from '../codes/account-link.entity';
import { OneTimeCode } from '../codes/one-time-code.entity';
import { ResetRequest } from '../codes/reset-request.entity';
import { KnownDevice } from './known-device.entity';
import { Session } from './session.entity';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** As long as people may ask why a code or a link did not work, and longer than a reported sign-in can give an address back. */
const CODES_KEPT_MS = 7 * DAY_MS;
/** Longer than any client goes on sending a mutation again. */
const MUTATIONS_KEPT_MS = 30 * DAY_MS;
/** As long as the browser keeps the cookie. */
const DEVICES_KEPT_MS = 365 * DAY_MS;

/** Clears away what is over. */
export class Housekeeping {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A table at a time, so that nobody waits long. Resolves to whether there is more right now, which there never is. */
  async clear(): Promise<false> {
    const before = (ms: number) => LessThan(new Date(this.clock.now().getTime() - ms));
    const removals = [
      () => this.database.manager.delete(Session, { expiresAt: before(0) }),
      () => this.database.manager.delete(OneTimeCode, { expiresAt: before(CODES_KEPT_MS) }),
      () => this.database.manager.delete(AccountLink, { expiresAt: before(CODES_KEPT_MS) }),
      () => this.database.manager.delete(ResetRequest, { createdAt: before(CODES_KEPT_MS) }),
      () => this.database.manager.delete(KnownDevice, { lastSeenAt: before(DEVICES_KEPT_MS) }),
      () => this.database.manager.delete(ClientMutation, { createdAt: before(MUTATIONS_KEPT_MS) }),
    ];
    for (const remove of removals) await this.database.unitOfWork(remove);
    return false;
  }
}

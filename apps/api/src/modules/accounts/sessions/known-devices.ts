import { hashSecret, newSecret } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import { type Database, newId } from '../../../platform/database';
import { KnownDevice } from './known-device.entity';

/** More browsers than anybody signs in from; whose cookies are lost count too. */
const MAX_PER_PERSON = 20;

/** What was found out of a browser that someone signs in from. */
export interface SeenDevice {
  /** For its cookie. */
  readonly secret: string;
  /** Whether they have signed in from it before. */
  readonly known: boolean;
}

/** Remembers from which browsers people sign in, to tell them of new ones. */
export class KnownDevices {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes note that the person uses the browser whose cookie has that secret; null when it has none. The people who
   * share a browser share its secret. In the caller's unit of work, which holds the person's row.
   */
  async see(userId: string, secret: string | null): Promise<SeenDevice> {
    const lastSeenAt = this.clock.now();
    if (secret !== null) {
      const { affected } = await this.database.manager.update(KnownDevice, { userId, secretHash: hashSecret(secret) }, { lastSeenAt });
      if (affected === 1) return { secret, known: true };
    }
    const kept = secret ?? newSecret();
    await this.database.manager.insert(KnownDevice, { id: newId(), userId, secretHash: hashSecret(kept), lastSeenAt });
    await this.dropOldest(userId);
    return { secret: kept, known: false };
  }

  /** Whether the person has signed in from the browser with that secret. Nobody's id takes as long as somebody's. */
  knows(userId: string, secret: string): Promise<boolean> {
    return this.database.repository(KnownDevice).existsBy({ userId, secretHash: hashSecret(secret) });
  }

  /** The next sign-in from anywhere is news. In the caller's unit of work. */
  async forgetAll(userId: string): Promise<void> {
    await this.database.manager.delete(KnownDevice, { userId });
  }

  private async dropOldest(userId: string): Promise<void> {
    const devices = await this.database
      .repository(KnownDevice)
      .find({ select: { id: true }, where: { userId }, order: { lastSeenAt: 'DESC', id: 'DESC' } });
    const dropped = devices.slice(MAX_PER_PERSON).map(({ id }) => id);
    if (dropped.length > 0) await this.database.manager.delete(KnownDevice, dropped);
  }
}

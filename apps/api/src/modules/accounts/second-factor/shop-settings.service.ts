import { LIMITS, STAFF } from '@ccr/domain';
import { In, IsNull } from 'typeorm';
import { credentialTopic, type Viewer } from '../../../platform/auth';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import type { SecurityLog } from '../security-log/security-log';
import { Session } from '../sessions/session.entity';
import { AccessToken } from '../tokens/access-token.entity';
import { SHOP, ShopSettings } from './shop-settings.entity';

const DEFAULTS = { staffSecondFactorRequired: false, autoAssign: false, autoCloseDays: LIMITS.autoClose.defaultDays };

/** What an admin may decide; what is left out stays as it is. */
export interface ShopSettingsChange {
  readonly staffSecondFactorRequired?: boolean | null;
  readonly autoAssign?: boolean | null;
  readonly autoCloseDays?: number | null;
}

const DECIDED = ['staffSecondFactorRequired', 'autoAssign', 'autoCloseDays'] as const;

/** Keeps what admins decide for the whole shop. */
export class ShopSettingsService {
  constructor(
    private readonly platform: Platform,
    private readonly security: SecurityLog,
  ) {}

  /** What was decided, or what holds until then. */
  async read(): Promise<ShopSettings> {
    const decided = await this.platform.database.repository(ShopSettings).findOneBy({ id: SHOP });
    return decided ?? Object.assign(new ShopSettings(), { id: SHOP, ...DEFAULTS, updatedAt: new Date(0) });
  }

  /** Changes them for everyone at once: sockets of those who have more to do from now on close. */
  async update(viewer: Viewer, change: ShopSettingsChange, client: Client): Promise<ShopSettings> {
    const { database, clock } = this.platform;
    return database.unitOfWork(async () => {
      const before = await this.read();
      const changed = DECIDED.filter((name) => change[name] != null && change[name] !== before[name]);
      if (changed.length === 0) return before;
      const details = Object.fromEntries(changed.map((name) => [name, change[name]]));
      const after = Object.assign(new ShopSettings(), before, details, { updatedAt: clock.now() });
      await database.manager.upsert(ShopSettings, after, ['id']);
      await this.security.record(SecurityEventType.SHOP_SETTINGS_CHANGED, { userId: null, actorId: viewer.id, client, details });
      if (details['staffSecondFactorRequired'] === true) await this.closeSocketsWithoutFactor();
      return after;
    });
  }

  /** A socket lives with what its owner was allowed when it opened. It can come again at once. */
  private async closeSocketsWithoutFactor(): Promise<void> {
    const { database, live } = this.platform;
    const people = await database.repository(User).find({ select: { id: true }, where: { role: In([...STAFF]), secondFactorAt: IsNull() } });
    const owners = { userId: In(people.map(({ id }) => id)) };
    const credentials = [
      ...(await database.repository(Session).find({ select: { id: true }, where: owners })),
      ...(await database.repository(AccessToken).find({ select: { id: true }, where: owners })),
    ];
    database.afterCommit(() => credentials.forEach(({ id }) => live.publish(credentialTopic(id), id)));
  }
}

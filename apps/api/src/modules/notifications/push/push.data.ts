import type { Database } from '../../../platform/database';
import type { PersonalDataSource } from '../../accounts';
import { PushSubscription } from './push-subscription.entity';

/** The browsers that show someone what they are told. Of where that goes, only which push service: the rest opens the way in. */
export const pushData = (database: Database): PersonalDataSource => ({
  name: 'pushSubscriptions',
  of: async ({ id }) => {
    const rows = await database.repository(PushSubscription).findBy({ userId: id });
    return rows.map(({ endpoint, createdAt }) => ({ service: new URL(endpoint).host, createdAt }));
  },
  erase: async ({ id }) => void (await database.manager.delete(PushSubscription, { userId: id })),
});

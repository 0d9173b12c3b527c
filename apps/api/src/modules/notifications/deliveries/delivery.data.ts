import type { Database } from '../../../platform/database';
import type { PersonalDataSource } from '../../accounts';
import { BlockedAddress } from './blocked-address.entity';

/** Addresses of someone's that get no mail. */
export const deliveryData = (database: Database): PersonalDataSource => ({
  name: 'blockedAddresses',
  of: async ({ id }) => {
    const rows = await database.repository(BlockedAddress).findBy({ recipientId: id });
    return rows.map(({ address, reason, detail, createdAt }) => ({ address, reason, detail, createdAt }));
  },
  erase: async ({ id }) => void (await database.manager.delete(BlockedAddress, { recipientId: id })),
});

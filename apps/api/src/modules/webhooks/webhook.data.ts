import { allRows, type Database } from '../../platform/database';
import type { PersonalDataSource } from '../accounts';
import { WebhookTarget } from './webhook.entity';

/** The webhooks that an admin has set up. They are the shop's, and stay. */
export const webhookData = (database: Database): PersonalDataSource => ({
  name: 'webhooks',
  of: async ({ id }) => {
    const made: object[] = [];
    for await (const { name, createdAt } of allRows(database, WebhookTarget, { createdById: id })) made.push({ name, at: createdAt });
    return made;
  },
});

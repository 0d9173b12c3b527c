import { allRows, type Database } from '../../platform/database';
import type { PersonalDataSource } from '../accounts';
import { NotificationChoiceRow } from './notification-choice.entity';
import { Notification } from './notification.entity';

/** What someone wants to be told. */
const choices = (database: Database): PersonalDataSource => ({
  name: 'notificationChoices',
  of: async ({ id }) => {
    const rows = await database.repository(NotificationChoiceRow).findBy({ userId: id });
    return rows.map(({ kind, mail, inApp, push, sms, updatedAt }) => ({ kind, mail, inApp, push, sms, updatedAt }));
  },
  erase: async ({ id }) => void (await database.manager.delete(NotificationChoiceRow, { userId: id })),
});

/** What someone was told. What it says of the person is forgotten by `ForgetErased`. */
const told = (database: Database): PersonalDataSource => ({
  name: 'notifications',
  of: async ({ id }) => {
    const rows: object[] = [];
    for await (const { kind, channel, state, address, createdAt, sentAt, readAt } of allRows(database, Notification, { recipientId: id })) {
      rows.push({ kind, channel, state, ...(address !== null && { address }), createdAt, sentAt, ...(readAt !== null && { readAt }) });
    }
    return rows;
  },
});

/** What notifications hold on people. */
export const notificationData = (database: Database): PersonalDataSource[] => [choices(database), told(database)];

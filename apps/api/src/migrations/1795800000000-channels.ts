import { type MigrationInterface, type QueryRunner, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import { columnsOf, id, instant, nullable, reference, text } from './columns';

const ONE_OF_A_KIND = { name: 'ux_notifications_event_recipient_kind', columnNames: ['eventId', 'recipientId', 'kind'], isUnique: true };
const DUE = { name: 'ix_notifications_due', columnNames: ['dueAt'] };
const INDICES = [
  { name: 'ux_notifications_event_recipient_kind_channel', columnNames: ['eventId', 'recipientId', 'kind', 'channel'], isUnique: true },
  { name: 'ix_notifications_channel_due', columnNames: ['channel', 'dueAt'] },
  { name: 'ix_notifications_state', columnNames: ['state', 'id'] },
  { name: 'ix_notifications_recipient_channel', columnNames: ['recipientId', 'channel', 'id'] },
  { name: 'ix_notifications_unread', columnNames: ['recipientId', 'channel', 'readAt', 'id'] },
  { name: 'ix_notifications_carried_by', columnNames: ['carriedById'] },
];
const TICKET = reference('fk_notifications_ticket', 'ticketId', 'tickets');
const RECIPIENT = reference('fk_notifications_recipient', 'recipientId', 'users');

function columns(runner: QueryRunner): Record<'notifications' | 'notification_choices', TableColumn[]> {
  const { integer, yesNo } = columnsOf(runner);
  const made = (options: ConstructorParameters<typeof TableColumn>[0][]): TableColumn[] => options.map((option) => new TableColumn(option));
  return {
    notifications: made([
      text('channel', 20, { default: "'MAIL'" }),
      id('ticketId', nullable),
      integer('seq', { default: 0 }),
      id('carriedById', nullable),
      text('providerId', 100, nullable),
      instant('readAt', nullable),
    ]),
    notification_choices: made([yesNo('inApp', { default: 1 }), yesNo('push', { default: 1 }), yesNo('sms', { default: 0 })]),
  };
}

/** People are told over more than mail. */
export class Channels1795800000000 implements MigrationInterface {
  readonly name = 'Channels1795800000000';

  async up(runner: QueryRunner): Promise<void> {
    const { notifications, notification_choices } = columns(runner);
    await runner.addColumns('notifications', notifications);
    await runner.addColumns('notification_choices', notification_choices);
    await runner.createForeignKey('notifications', new TableForeignKey(TICKET));
    // The new indices first: MariaDB keeps one for each foreign key.
    for (const index of INDICES) await runner.createIndex('notifications', new TableIndex(index));
    for (const index of [ONE_OF_A_KIND, DUE]) await runner.dropIndex('notifications', new TableIndex(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    const { notifications, notification_choices } = columns(runner);
    await runner.query("DELETE FROM notifications WHERE channel <> 'MAIL'");
    for (const index of [ONE_OF_A_KIND, DUE]) await runner.createIndex('notifications', new TableIndex(index));
    // MariaDB needs an index for each foreign key, and makes its own again with the key.
    for (const key of [TICKET, RECIPIENT]) await runner.dropForeignKey('notifications', new TableForeignKey(key));
    for (const index of [...INDICES].reverse()) await runner.dropIndex('notifications', new TableIndex(index));
    await runner.createForeignKey('notifications', new TableForeignKey(RECIPIENT));
    await runner.dropColumns('notification_choices', notification_choices);
    await runner.dropColumns('notifications', notifications);
  }
}

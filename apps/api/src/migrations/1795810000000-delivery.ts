import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { id, instant, nullable, primary, reference, text } from './columns';

const INDICES = [
  { name: 'ix_notifications_channel', columnNames: ['channel', 'id'] },
  { name: 'ix_notifications_state_channel', columnNames: ['state', 'channel', 'id'] },
  { name: 'ix_notifications_recipient_state', columnNames: ['recipientId', 'state', 'id'] },
];
/** The last of these does its work, and is in the order of pages. */
const FORMER = { name: 'ix_notifications_state_recipient', columnNames: ['state', 'recipientId'] };

/** Addresses that get no mail any more, and what was sent as admins look through it. */
export class Delivery1795810000000 implements MigrationInterface {
  readonly name = 'Delivery1795810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'blocked_addresses',
        columns: [
          id('id', primary),
          // As users.email is compared; the embedded database compares letter by letter by itself.
          text('address', 254, runner.dataSource.options.type === 'better-sqlite3' ? {} : { collation: 'utf8mb4_bin' }),
          id('recipientId'),
          text('reason', 20),
          text('detail', 500, nullable),
          instant('createdAt'),
        ],
        indices: [
          { name: 'ux_blocked_addresses_address', columnNames: ['address'], isUnique: true },
          { name: 'ix_blocked_addresses_recipient', columnNames: ['recipientId'] },
        ],
        foreignKeys: [reference('fk_blocked_addresses_recipient', 'recipientId', 'users')],
      }),
    );
    for (const index of INDICES) await runner.createIndex('notifications', new TableIndex(index));
    await runner.dropIndex('notifications', new TableIndex(FORMER));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.createIndex('notifications', new TableIndex(FORMER));
    for (const index of INDICES) await runner.dropIndex('notifications', new TableIndex(index));
    await runner.dropTable('blocked_addresses');
  }
}

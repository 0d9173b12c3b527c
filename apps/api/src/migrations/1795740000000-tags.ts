import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import { id, nullable, primary, reference, text } from './columns';

const SPLIT_FROM = reference('fk_tickets_split_from', 'splitFromId', 'tickets');
const BY_SPLIT_FROM = { name: 'ix_tickets_split_from', columnNames: ['splitFromId'] };

/** By which words the staff sort tickets, and which ticket one was split from. */
export class Tags1795740000000 implements MigrationInterface {
  readonly name = 'Tags1795740000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'ticket_tags',
        columns: [id('ticketId', primary), text('tag', 30, primary)],
        indices: [{ name: 'ix_ticket_tags_tag', columnNames: ['tag', 'ticketId'] }],
        foreignKeys: [reference('fk_ticket_tags_ticket', 'ticketId', 'tickets', 'CASCADE')],
      }),
    );
    await runner.addColumn('tickets', new TableColumn(id('splitFromId', nullable)));
    await runner.createForeignKey('tickets', new TableForeignKey(SPLIT_FROM));
    await runner.createIndex('tickets', new TableIndex(BY_SPLIT_FROM));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropForeignKey('tickets', new TableForeignKey(SPLIT_FROM));
    await runner.dropIndex('tickets', new TableIndex(BY_SPLIT_FROM));
    await runner.dropColumn('tickets', 'splitFromId');
    await runner.dropTable('ticket_tags');
  }
}

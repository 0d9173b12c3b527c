import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableForeignKey } from 'typeorm';
import { columnsOf, id, instant, nullable, primary, reference } from './columns';

const QUOTED = reference('fk_messages_reply_to', 'replyToId', 'messages');

/** How far each person has read in a ticket, and which message a message answers. */
export class Reads1795400000000 implements MigrationInterface {
  readonly name = 'Reads1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    const { integer } = columnsOf(runner);
    await runner.addColumn('tickets', new TableColumn(integer('publicCount', { default: 0 })));
    await runner.query('UPDATE tickets SET publicCount = (SELECT COUNT(*) FROM events WHERE events.streamId = tickets.id AND events.internal = 0)');
    await runner.addColumn('messages', new TableColumn(id('replyToId', nullable)));
    await runner.createForeignKey('messages', new TableForeignKey(QUOTED));
    await runner.createTable(
      new Table({
        name: 'ticket_reads',
        columns: [id('ticketId', primary), id('userId', primary), integer('seq'), integer('readCount'), instant('updatedAt')],
        indices: [{ name: 'ix_ticket_reads_user', columnNames: ['userId'] }],
        foreignKeys: [
          reference('fk_ticket_reads_ticket', 'ticketId', 'tickets', 'CASCADE'),
          reference('fk_ticket_reads_user', 'userId', 'users', 'CASCADE'),
        ],
      }),
    );
    await this.takeFinishedForRead(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('ticket_reads');
    await runner.dropForeignKey('messages', new TableForeignKey(QUOTED));
    await runner.dropColumn('messages', 'replyToId');
    await runner.dropColumn('tickets', 'publicCount');
  }

  /** Nobody knows what was read so far. Better too much is unread than too little, but nobody waits for what is done. */
  private async takeFinishedForRead(runner: QueryRunner): Promise<void> {
    const columns = 'ticketId, userId, seq, readCount, updatedAt';
    const isFinished = "tickets.status IN ('RESOLVED', 'CLOSED')";
    await runner.query(
      `INSERT INTO ticket_reads (${columns})
       SELECT tickets.id, tickets.customerId, lastPublicSeq, publicCount, tickets.updatedAt FROM tickets WHERE ${isFinished}`,
    );
    await runner.query(
      `INSERT INTO ticket_reads (${columns})
       SELECT tickets.id, users.id, tickets.lastSeq, tickets.lastSeq, tickets.updatedAt FROM tickets
       JOIN users ON users.id = tickets.assigneeId OR users.role = 'ADMIN' WHERE ${isFinished}`,
    );
  }
}

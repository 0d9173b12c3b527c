import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, primary, reference } from './columns';

/** To whom else a ticket is open, and whose turn it is to get one. */
export class Assigning1795710000000 implements MigrationInterface {
  readonly name = 'Assigning1795710000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'ticket_participants',
        columns: [id('ticketId', primary), id('userId', primary)],
        indices: [{ name: 'ix_ticket_participants_user', columnNames: ['userId', 'ticketId'] }],
        foreignKeys: [
          reference('fk_ticket_participants_ticket', 'ticketId', 'tickets', 'CASCADE'),
          reference('fk_ticket_participants_user', 'userId', 'users', 'CASCADE'),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'assignee_turns',
        columns: [id('agentId', primary), instant('lastAssignedAt')],
        foreignKeys: [reference('fk_assignee_turns_agent', 'agentId', 'users', 'CASCADE')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('assignee_turns');
    await runner.dropTable('ticket_participants');
  }
}

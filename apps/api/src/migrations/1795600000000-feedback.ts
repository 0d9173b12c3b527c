import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnsOf, id, instant, nullable, primary, reference } from './columns';

/** What customers give the help on their tickets, and what people say about the help desk. */
export class Feedback1795600000000 implements MigrationInterface {
  readonly name = 'Feedback1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    const { integer, yesNo } = columnsOf(runner);
    await runner.createTable(
      new Table({
        name: 'ratings',
        columns: [
          id('ticketId', primary),
          integer('score'),
          { name: 'comment', type: 'text', ...nullable },
          instant('createdAt'),
          instant('updatedAt'),
        ],
        foreignKeys: [reference('fk_ratings_ticket', 'ticketId', 'tickets')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'feedback',
        columns: [
          id('id', primary),
          id('authorId'),
          { name: 'body', type: 'text' },
          instant('createdAt'),
          { name: 'answer', type: 'text', ...nullable },
          instant('answeredAt', nullable),
          id('answeredById', nullable),
          yesNo('done', { default: 0 }),
        ],
        indices: [
          { name: 'ix_feedback_done', columnNames: ['done', 'id'] },
          { name: 'ix_feedback_author', columnNames: ['authorId', 'id'] },
        ],
        foreignKeys: [
          reference('fk_feedback_author', 'authorId', 'users'),
          reference('fk_feedback_answered_by', 'answeredById', 'users'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('feedback');
    await runner.dropTable('ratings');
  }
}

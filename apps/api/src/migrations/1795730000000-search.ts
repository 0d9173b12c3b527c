import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnsOf, id, isEmbedded, primary, text } from './columns';

/** The index that tickets and messages are searched by. What is there already is taken into it by a worker. */
export class Search1795730000000 implements MigrationInterface {
  readonly name = 'Search1795730000000';

  async up(runner: QueryRunner): Promise<void> {
    const { integer, yesNo } = columnsOf(runner);
    const bytes = isEmbedded(runner) ? {} : { charset: 'utf8mb4', collation: 'utf8mb4_bin' };
    await runner.createTable(
      new Table({
        name: 'search_postings',
        withoutRowid: true,
        columns: [
          id('ticketId', primary),
          text('term', 40, { ...primary, ...bytes }),
          integer('doc', primary),
          integer('weight'),
          yesNo('internal'),
        ],
        indices: [{ name: 'ix_search_postings_term', columnNames: ['term', 'ticketId', 'internal'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'search_progress',
        columns: [text('kind', 20, primary), id('after', { default: "''" }), yesNo('done', { default: 0 })],
      }),
    );
    for (const kind of ['tickets', 'messages']) await runner.query(`INSERT INTO search_progress (kind) VALUES ('${kind}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('search_progress');
    await runner.dropTable('search_postings');
  }
}

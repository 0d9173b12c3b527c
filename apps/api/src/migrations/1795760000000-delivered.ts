import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { columnsOf } from './columns';

/** How far tickets have reached people. What they have read has, and of the rest nothing is known. */
export class Delivered1795760000000 implements MigrationInterface {
  readonly name = 'Delivered1795760000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('ticket_reads', new TableColumn(columnsOf(runner).integer('deliveredSeq', { default: 0 })));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('ticket_reads', 'deliveredSeq');
  }
}

import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { columnsOf, instant, nullable } from './columns';

const INDICES = [
  { name: 'ix_tickets_raised', columnNames: ['createdAt', 'id'] },
  { name: 'ix_tickets_urgency', columnNames: ['urgency', 'lastActivityAt', 'id'] },
  { name: 'ix_tickets_topic_activity', columnNames: ['topicId', 'lastActivityAt', 'id'] },
  { name: 'ix_tickets_assignee_urgency', columnNames: ['assigneeId', 'urgency', 'lastActivityAt', 'id'] },
];

/** Topics that are no longer offered; tickets by priority, by when they were raised, and by topic. */
export class TopicsArchive1795500000000 implements MigrationInterface {
  readonly name = 'TopicsArchive1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    const { integer } = columnsOf(runner);
    await runner.addColumn('topics', new TableColumn(instant('archivedAt', nullable)));
    await runner.addColumn('tickets', new TableColumn(integer('urgency', { default: 1 })));
    await runner.query("UPDATE tickets SET urgency = CASE priority WHEN 'LOW' THEN 0 WHEN 'HIGH' THEN 2 WHEN 'URGENT' THEN 3 ELSE 1 END");
    for (const index of INDICES) await runner.createIndex('tickets', new TableIndex(index));
  }

  async down(runner: QueryRunner): Promise<void> {
    const isEmbedded = runner.dataSource.options.type === 'better-sqlite3';
    // A server wants an index for each foreign key; its own one went when there was a better one.
    if (!isEmbedded) await runner.createIndex('tickets', new TableIndex({ name: 'fk_tickets_topic', columnNames: ['topicId'] }));
    for (const index of [...INDICES].reverse()) await runner.dropIndex('tickets', new TableIndex(index));
    await runner.dropColumn('tickets', 'urgency');
    await runner.dropColumn('topics', 'archivedAt');
  }
}

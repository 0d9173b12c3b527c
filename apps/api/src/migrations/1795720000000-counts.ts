import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm';
import { columnsOf, id, instant, primary, reference, text } from './columns';

const ACTIVE = "status IN ('NEW', 'OPEN', 'PENDING')";
const OWNERS = [
  { kind: 'SHOP', owner: "''", which: '1 = 1' },
  { kind: 'CUSTOMER', owner: 'customerId', which: '1 = 1' },
  { kind: 'ASSIGNEE', owner: 'assigneeId', which: 'assigneeId IS NOT NULL' },
  { kind: 'UNASSIGNED', owner: "COALESCE(topicId, '')", which: 'assigneeId IS NULL' },
];
const WAITING = [
  { bucket: "'WAITING_FOR_SHOP'", which: `${ACTIVE} AND waitingSince IS NOT NULL` },
  { bucket: "'WAITING_FOR_CUSTOMER'", which: `${ACTIVE} AND waitingSince IS NULL AND assigneeId IS NOT NULL` },
];
const BY_TOPIC = { kind: 'TOPIC', owner: "COALESCE(topicId, '')", which: '1 = 1' };
const INDICES = [
  ['tickets', { name: 'ix_tickets_waiting', columnNames: ['waitingSince', 'id'] }],
  ['ratings', { name: 'ix_ratings_updated', columnNames: ['updatedAt', 'score'] }],
] as const;

/** How many tickets there are, how many come and go, and how long agents take. */
export class Counts1795720000000 implements MigrationInterface {
  readonly name = 'Counts1795720000000';

  async up(runner: QueryRunner): Promise<void> {
    const { integer } = columnsOf(runner);
    const slotted = [integer('slot', primary), integer('number')];
    await runner.createTable(
      new Table({ name: 'ticket_counts', columns: [text('kind', 20, primary), id('ownerId', primary), text('bucket', 20, primary), ...slotted] }),
    );
    await runner.createTable(new Table({ name: 'desk_flow', columns: [text('quarter', 16, primary), text('kind', 20, primary), ...slotted] }));
    await runner.createTable(
      new Table({
        name: 'agent_times',
        columns: [id('ticketId', primary), text('kind', 20, primary), id('agentId'), integer('seconds'), instant('at')],
        indices: [
          { name: 'ix_agent_times_agent', columnNames: ['agentId', 'kind', 'at'] },
          { name: 'ix_agent_times_kind', columnNames: ['kind', 'at'] },
        ],
        foreignKeys: [reference('fk_agent_times_ticket', 'ticketId', 'tickets'), reference('fk_agent_times_agent', 'agentId', 'users')],
      }),
    );
    for (const [table, { name, columnNames }] of INDICES) await runner.createIndex(table, new TableIndex({ name, columnNames: [...columnNames] }));
    await this.countAll(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, { name }] of [...INDICES].reverse()) await runner.dropIndex(table, name);
    for (const table of ['agent_times', 'desk_flow', 'ticket_counts']) await runner.dropTable(table);
  }

  /** What is there already. */
  private async countAll(runner: QueryRunner): Promise<void> {
    const byStatus = OWNERS.map((owner) => ({ ...owner, bucket: 'status' }));
    const byWaiting = [...OWNERS, BY_TOPIC].flatMap((owner) =>
      WAITING.map(({ bucket, which }) => ({ ...owner, bucket, which: `${owner.which} AND ${which}` })),
    );
    for (const { kind, owner, bucket, which } of [...byStatus, ...byWaiting]) {
      await runner.query(
        `INSERT INTO ticket_counts (kind, ownerId, bucket, slot, number)
         SELECT '${kind}', ${owner}, ${bucket}, 0, COUNT(*) FROM tickets WHERE ${which} GROUP BY ${owner}, ${bucket}`,
      );
    }
  }
}

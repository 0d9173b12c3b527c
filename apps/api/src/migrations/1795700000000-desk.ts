import { type MigrationInterface, type QueryRunner, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import { columnsOf, id, instant, isEmbedded, nullable, reference, text } from './columns';

const NOBODY_WAITS = '9999-12-31 00:00:00.000';
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;
const HOURS_ALLOWED = { URGENT: 1, HIGH: 4, NORMAL: 24, LOW: 72 };

const INDICES = [
  { name: 'ix_tickets_answer_by', columnNames: ['answerBy', 'id'] },
  { name: 'ix_tickets_assignee_answer_by', columnNames: ['assigneeId', 'answerBy', 'id'] },
  { name: 'ix_tickets_closes_at', columnNames: ['closesAt'] },
  { name: 'ix_tickets_follow_up_of', columnNames: ['followUpOfId'] },
  { name: 'ix_tickets_merged_into', columnNames: ['mergedIntoId'] },
];
const KEYS = {
  tickets: [reference('fk_tickets_follow_up_of', 'followUpOfId', 'tickets'), reference('fk_tickets_merged_into', 'mergedIntoId', 'tickets')],
  topics: [reference('fk_topics_first_answer_by', 'firstAnswerById', 'users')],
};

/** By table: the embedded database writes a table anew for each change of it, be it of one column or of ten. */
function columnsByTable(runner: QueryRunner): [string, TableColumn[]][] {
  const { integer, yesNo } = columnsOf(runner);
  const columns = {
    tickets: [
      instant('waitingSince', nullable),
      instant('answerBy', { default: `'${NOBODY_WAITS}'` }),
      instant('firstReplyAt', nullable),
      instant('resolvedAt', nullable),
      instant('closesAt', nullable),
      id('followUpOfId', nullable),
      id('mergedIntoId', nullable),
      instant('mergedAt', nullable),
      text('statusBeforeMerge', 20, nullable),
      text('participantIds', 1000, { default: "'[]'" }),
    ],
    topics: [{ name: 'firstAnswer', type: 'text', isNullable: true }, id('firstAnswerById', nullable)],
    messages: [yesNo('automatic', { default: 0 })],
    shop_settings: [yesNo('autoAssign', { default: 0 }), integer('autoCloseDays', { default: 7 })],
  };
  return Object.entries(columns).map(([table, options]) => [table, options.map((option) => new TableColumn(option))]);
}

/** Who waits for whom, what closes by itself, what goes on elsewhere, who else sees it, what is answered at once. */
export class Desk1795700000000 implements MigrationInterface {
  readonly name = 'Desk1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of columnsByTable(runner)) await runner.addColumns(table, columns);
    for (const [table, keys] of Object.entries(KEYS)) await runner.createForeignKeys(table, keys.map((key) => new TableForeignKey(key)));
    for (const index of INDICES) await runner.createIndex('tickets', new TableIndex(index));
    await this.tellWaiting(runner);
    await this.tellEnds(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, keys] of Object.entries(KEYS)) await runner.dropForeignKeys(table, keys.map((key) => new TableForeignKey(key)));
    for (const index of [...INDICES].reverse()) await runner.dropIndex('tickets', new TableIndex(index));
    for (const [table, columns] of columnsByTable(runner)) await runner.dropColumns(table, columns);
  }

  /** Whoever has raised a ticket, or whose ticket is open, is taken for waiting: better one too many than one forgotten. */
  private async tellWaiting(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE tickets SET waitingSince = CASE status WHEN 'NEW' THEN createdAt ELSE lastActivityAt END WHERE status IN ('NEW', 'OPEN')");
    for (const [priority, hours] of Object.entries(HOURS_ALLOWED)) {
      const due = isEmbedded(runner) ? `strftime('%Y-%m-%d %H:%M:%f', waitingSince, '+${hours} hours')` : `waitingSince + INTERVAL ${hours} HOUR`;
      await runner.query(`UPDATE tickets SET answerBy = ${due} WHERE waitingSince IS NOT NULL AND priority = '${priority}'`);
    }
    await runner.query(
      `UPDATE tickets SET firstReplyAt =
       (SELECT MIN(createdAt) FROM messages WHERE ticketId = tickets.id AND kind = 'REPLY' AND authorId <> tickets.customerId)`,
    );
  }

  /** Nobody knew that a resolved ticket would close by itself: each has a week from now on. */
  private async tellEnds(runner: QueryRunner): Promise<void> {
    const inAWeek = new Date(Date.now() + WEEK_MS).toISOString().replace('T', ' ').replace('Z', '');
    await runner.query("UPDATE tickets SET resolvedAt = updatedAt WHERE status IN ('RESOLVED', 'CLOSED')");
    await runner.query(`UPDATE tickets SET closesAt = '${inAWeek}' WHERE status = 'RESOLVED'`);
  }
}

import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnsOf, id, instant, nullable, primary, reference, text } from './columns';

/** Other people's programs are told of what happens to tickets. */
export class Webhooks1795840000000 implements MigrationInterface {
  readonly name = 'Webhooks1795840000000';

  async up(runner: QueryRunner): Promise<void> {
    const { integer } = columnsOf(runner);
    await runner.createTable(
      new Table({
        name: 'webhooks',
        columns: [
          id('id', primary),
          text('name', 60),
          text('url', 1_000),
          { name: 'events', type: 'text' },
          text('sealedSecret', 255),
          text('formerSealedSecret', 255, nullable),
          instant('formerSecretUntil', nullable),
          text('state', 20),
          text('pausedReason', 500, nullable),
          id('createdById'),
          instant('createdAt'),
          integer('lastSeq'),
        ],
        indices: [{ name: 'ix_webhooks_created_by', columnNames: ['createdById'] }],
        foreignKeys: [reference('fk_webhooks_created_by', 'createdById', 'users')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'webhook_deliveries',
        columns: [
          id('id', primary),
          id('webhookId'),
          id('eventId'),
          text('eventType', 60),
          text('state', 20),
          integer('statusCode', nullable),
          text('problem', 500, nullable),
          { name: 'requestBody', type: 'text' },
          text('answer', 1_000, nullable),
          instant('createdAt'),
          instant('sentAt', nullable),
          integer('durationMs', nullable),
          instant('dueAt', nullable),
          integer('attempts'),
          id('leaseToken', nullable),
        ],
        indices: [
          { name: 'ux_webhook_deliveries_webhook_event', columnNames: ['webhookId', 'eventId'], isUnique: true },
          { name: 'ix_webhook_deliveries_webhook', columnNames: ['webhookId', 'id'] },
          { name: 'ix_webhook_deliveries_webhook_state', columnNames: ['webhookId', 'state', 'id'] },
          { name: 'ix_webhook_deliveries_webhook_due', columnNames: ['webhookId', 'dueAt'] },
          { name: 'ix_webhook_deliveries_created', columnNames: ['createdAt'] },
        ],
        foreignKeys: [reference('fk_webhook_deliveries_webhook', 'webhookId', 'webhooks', 'CASCADE')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('webhook_deliveries');
    await runner.dropTable('webhooks');
  }
}

import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, primary, reference, text } from './columns';

/** Browsers that show notifications while no page is open. */
export class Push1795820000000 implements MigrationInterface {
  readonly name = 'Push1795820000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'push_subscriptions',
        columns: [
          id('id', primary),
          id('userId'),
          id('sessionId'),
          text('endpoint', 1000),
          text('endpointHash', 64),
          text('p256dh', 87),
          text('auth', 22),
          instant('createdAt'),
        ],
        indices: [
          { name: 'ux_push_subscriptions_endpoint', columnNames: ['endpointHash'], isUnique: true },
          { name: 'ix_push_subscriptions_user', columnNames: ['userId', 'id'] },
          { name: 'ix_push_subscriptions_session', columnNames: ['sessionId'] },
        ],
        foreignKeys: [
          reference('fk_push_subscriptions_user', 'userId', 'users', 'CASCADE'),
          reference('fk_push_subscriptions_session', 'sessionId', 'sessions', 'CASCADE'),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('push_subscriptions');
  }
}

import { type MigrationInterface, type QueryRunner, Table, TableColumn, type TableColumnOptions, TableIndex } from 'typeorm';
import { columnsOf, id, instant, isEmbedded, nullable, primary, reference, text } from './columns';

const HELD_MAIL_OF = { name: 'ix_notifications_state_recipient', columnNames: ['state', 'recipientId'] };
const LEAVING = { name: 'ix_users_deletion_due', columnNames: ['deletionDueAt'] };
const USER_COLUMNS = ['emailVerifiedAt', 'language', 'timeZone', 'mustChangePassword', 'secondFactorAt', 'capacity', 'availability', 'deactivatedAt', 'deletionDueAt', 'erasedAt'];

/** What accounts need to be safe and in their owners' hands: codes, links, devices, second factors, the audit. */
export class Accounts1795300000000 implements MigrationInterface {
  readonly name = 'Accounts1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    const { integer, yesNo } = columnsOf(runner);
    await this.addColumns(runner, 'users', [
      instant('emailVerifiedAt', nullable),
      text('language', 10, nullable),
      text('timeZone', 64, nullable),
      yesNo('mustChangePassword', { default: 0 }),
      instant('secondFactorAt', nullable),
      integer('capacity', nullable),
      text('availability', 20, { default: "'ON'" }),
      instant('deactivatedAt', nullable),
      instant('deletionDueAt', nullable),
      instant('erasedAt', nullable),
    ]);
    await runner.changeColumn('users', 'passwordHash', new TableColumn(text('passwordHash', 255, nullable)));
    await this.compareEmails(runner, 'utf8mb4_bin');
    await runner.createIndex('users', new TableIndex(LEAVING));
    await this.addColumns(runner, 'sessions', [text('userAgent', 255, { default: "''" }), text('ip', 45, { default: "''" })]);
    await this.addColumns(runner, 'access_tokens', [instant('expiresAt', nullable), instant('lastUsedAt', nullable)]);
    await this.addColumns(runner, 'notifications', [text('address', 254, nullable)]);
    await runner.createIndex('notifications', new TableIndex(HELD_MAIL_OF));
    for (const table of this.tables(runner)) await runner.createTable(table);
    // Whoever has an account by now gets mail at its address.
    await runner.query('UPDATE users SET emailVerifiedAt = createdAt');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of this.tables(runner).reverse()) await runner.dropTable(table);
    await runner.dropIndex('notifications', new TableIndex(HELD_MAIL_OF));
    await runner.dropColumns('notifications', ['address']);
    await runner.dropColumns('access_tokens', ['expiresAt', 'lastUsedAt']);
    await runner.dropColumns('sessions', ['userAgent', 'ip']);
    await runner.query("UPDATE users SET passwordHash = '' WHERE passwordHash IS NULL");
    await runner.changeColumn('users', 'passwordHash', new TableColumn(text('passwordHash', 255)));
    await runner.dropIndex('users', new TableIndex(LEAVING));
    await this.compareEmails(runner, 'utf8mb4_general_ci');
    await runner.dropColumns('users', USER_COLUMNS);
  }

  private addColumns(runner: QueryRunner, table: string, columns: TableColumnOptions[]): Promise<void> {
    return runner.addColumns(table, columns.map((column) => new TableColumn(column)));
  }

  /** The embedded database compares letter by letter as it is. */
  private async compareEmails(runner: QueryRunner, collation: string): Promise<void> {
    if (isEmbedded(runner)) return;
    await runner.changeColumn('users', 'email', new TableColumn({ ...text('email', 254), isUnique: true, charset: 'utf8mb4', collation }));
  }

  private tables(runner: QueryRunner): Table[] {
    return [...this.codes(runner), ...this.credentials(runner), ...this.rest(runner)];
  }

  private codes(runner: QueryRunner): Table[] {
    const { integer } = columnsOf(runner);
    return [
      new Table({
        name: 'one_time_codes',
        columns: [
          id('id', primary),
          id('userId'),
          text('purpose', 20),
          text('codeHash', 64),
          text('address', 254),
          text('formerAddress', 254, nullable),
          instant('createdAt'),
          instant('expiresAt'),
          instant('endedAt', nullable),
        ],
        indices: [{ name: 'ix_one_time_codes_user_purpose', columnNames: ['userId', 'purpose'] }],
        foreignKeys: [reference('fk_one_time_codes_user', 'userId', 'users', 'CASCADE')],
      }),
      new Table({
        name: 'code_attempts',
        columns: [
          id('userId', primary),
          text('purpose', 20, primary),
          integer('wrong'),
          instant('windowEndsAt'),
          integer('wrongToday'),
          integer('sentToday'),
          instant('dayEndsAt'),
        ],
        foreignKeys: [reference('fk_code_attempts_user', 'userId', 'users', 'CASCADE')],
      }),
      new Table({
        name: 'reset_requests',
        columns: [
          id('id', primary),
          text('email', 254),
          text('ip', 45),
          text('userAgent', 255),
          instant('createdAt'),
          instant('dueAt', nullable),
          integer('attempts'),
          id('leaseToken', nullable),
        ],
        indices: [{ name: 'ix_reset_requests_due', columnNames: ['dueAt'] }],
      }),
    ];
  }

  private credentials(runner: QueryRunner): Table[] {
    const { integer } = columnsOf(runner);
    return [
      new Table({
        name: 'account_links',
        columns: [
          id('id', primary),
          id('userId'),
          text('purpose', 20),
          text('secretHash', 64),
          instant('createdAt'),
          instant('expiresAt'),
          instant('endedAt', nullable),
        ],
        indices: [
          { name: 'ux_account_links_secret', columnNames: ['secretHash'], isUnique: true },
          { name: 'ix_account_links_user', columnNames: ['userId'] },
        ],
        foreignKeys: [reference('fk_account_links_user', 'userId', 'users', 'CASCADE')],
      }),
      new Table({
        name: 'second_factors',
        columns: [
          id('userId', primary),
          text('sealedSecret', 255),
          instant('confirmedAt', nullable),
          integer('lastStep'),
          instant('createdAt'),
        ],
        foreignKeys: [reference('fk_second_factors_user', 'userId', 'users', 'CASCADE')],
      }),
      new Table({
        name: 'recovery_codes',
        columns: [id('id', primary), id('userId'), text('codeHash', 64), instant('usedAt', nullable)],
        indices: [{ name: 'ix_recovery_codes_user', columnNames: ['userId'] }],
        foreignKeys: [reference('fk_recovery_codes_user', 'userId', 'users', 'CASCADE')],
      }),
      new Table({
        name: 'known_devices',
        columns: [id('id', primary), id('userId'), text('secretHash', 64), instant('lastSeenAt')],
        indices: [{ name: 'ux_known_devices_user_secret', columnNames: ['userId', 'secretHash'], isUnique: true }],
        foreignKeys: [reference('fk_known_devices_user', 'userId', 'users', 'CASCADE')],
      }),
    ];
  }

  private rest(runner: QueryRunner): Table[] {
    const { yesNo } = columnsOf(runner);
    return [
      new Table({
        name: 'security_events',
        columns: [
          id('id', primary),
          text('type', 40),
          instant('at'),
          id('userId', nullable),
          id('actorId', nullable),
          text('ip', 45, nullable),
          text('userAgent', 255, nullable),
          { name: 'details', type: 'text' },
        ],
        indices: [
          { name: 'ix_security_events_user', columnNames: ['userId', 'id'] },
          { name: 'ix_security_events_actor', columnNames: ['actorId', 'id'] },
          { name: 'ix_security_events_type', columnNames: ['type', 'id'] },
        ],
      }),
      new Table({
        name: 'shop_settings',
        columns: [text('id', 20, primary), yesNo('staffSecondFactorRequired', { default: 0 }), instant('updatedAt')],
      }),
      new Table({
        name: 'expert_topics',
        columns: [id('agentId', primary), id('topicId', primary), instant('createdAt')],
        indices: [{ name: 'ix_expert_topics_topic', columnNames: ['topicId'] }],
        foreignKeys: [
          reference('fk_expert_topics_agent', 'agentId', 'users', 'CASCADE'),
          reference('fk_expert_topics_topic', 'topicId', 'topics', 'CASCADE'),
        ],
      }),
      new Table({
        name: 'notification_choices',
        columns: [id('userId', primary), text('kind', 40, primary), yesNo('mail'), instant('updatedAt')],
        foreignKeys: [reference('fk_notification_choices_user', 'userId', 'users', 'CASCADE')],
      }),
    ];
  }
}

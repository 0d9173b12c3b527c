import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { columnsOf, id, instant, nullable, primary, reference, text } from './columns';

/** Accounts, topics, tickets, messages, events and notifications. */
export class FirstTables1795000000000 implements MigrationInterface {
  readonly name = 'FirstTables1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of this.tables(runner)) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of this.tables(runner).reverse()) await runner.dropTable(table);
  }

  private tables(runner: QueryRunner): Table[] {
    const { integer, yesNo } = columnsOf(runner);
    const leased = [instant('dueAt', nullable), integer('attempts'), id('leaseToken', nullable)];
    return [...this.accounts(integer, yesNo), ...this.tickets(integer), ...this.backbone(integer, yesNo, leased)];
  }

  private accounts(integer: (name: string) => TableColumnOptions, yesNo: (name: string) => TableColumnOptions): Table[] {
    return [
      new Table({
        name: 'users',
        columns: [
          id('id', primary),
          text('name', 100),
          text('email', 254),
          text('mobile', 16, nullable),
          text('role', 20),
          text('passwordHash', 255),
          instant('createdAt'),
          integer('lastSeq'),
        ],
        indices: [
          { name: 'ux_users_email', columnNames: ['email'], isUnique: true },
          { name: 'ix_users_role_created', columnNames: ['role', 'createdAt', 'id'] },
        ],
      }),
      new Table({
        name: 'sessions',
        columns: [
          id('id', primary),
          id('userId'),
          text('secretHash', 64),
          yesNo('remember'),
          instant('createdAt'),
          instant('lastUsedAt'),
          instant('expiresAt'),
        ],
        indices: [
          { name: 'ux_sessions_secret', columnNames: ['secretHash'], isUnique: true },
          { name: 'ix_sessions_user', columnNames: ['userId'] },
        ],
        foreignKeys: [reference('fk_sessions_user', 'userId', 'users', 'CASCADE')],
      }),
      new Table({
        name: 'access_tokens',
        columns: [
          id('id', primary),
          id('userId'),
          text('name', 60),
          text('secretHash', 64),
          { name: 'scopes', type: 'text' },
          instant('createdAt'),
        ],
        indices: [
          { name: 'ux_access_tokens_secret', columnNames: ['secretHash'], isUnique: true },
          { name: 'ix_access_tokens_user', columnNames: ['userId'] },
        ],
        foreignKeys: [reference('fk_access_tokens_user', 'userId', 'users', 'CASCADE')],
      }),
    ];
  }

  private tickets(integer: (name: string) => TableColumnOptions): Table[] {
    return [
      new Table({
        name: 'topics',
        columns: [id('id', primary), text('name', 60), instant('createdAt')],
        indices: [{ name: 'ux_topics_name', columnNames: ['name'], isUnique: true }],
      }),
      new Table({
        name: 'tickets',
        columns: [
          id('id', primary),
          text('reference', 9),
          text('subject', 200),
          { name: 'description', type: 'text' },
          text('status', 20),
          text('priority', 20),
          id('topicId', nullable),
          id('customerId'),
          id('assigneeId', nullable),
          text('orderReference', 64, nullable),
          instant('createdAt'),
          instant('updatedAt'),
          instant('lastActivityAt'),
          integer('lastSeq'),
          integer('lastPublicSeq'),
        ],
        indices: [
          { name: 'ux_tickets_reference', columnNames: ['reference'], isUnique: true },
          { name: 'ix_tickets_activity', columnNames: ['lastActivityAt', 'id'] },
          { name: 'ix_tickets_customer_activity', columnNames: ['customerId', 'lastActivityAt', 'id'] },
          { name: 'ix_tickets_assignee_activity', columnNames: ['assigneeId', 'lastActivityAt', 'id'] },
        ],
        foreignKeys: [
          reference('fk_tickets_topic', 'topicId', 'topics'),
          reference('fk_tickets_customer', 'customerId', 'users'),
          reference('fk_tickets_assignee', 'assigneeId', 'users'),
        ],
      }),
      new Table({
        name: 'messages',
        columns: [
          id('id', primary),
          id('ticketId'),
          integer('seq'),
          text('kind', 20),
          { name: 'body', type: 'text' },
          id('authorId'),
          instant('createdAt'),
        ],
        indices: [{ name: 'ux_messages_ticket_seq', columnNames: ['ticketId', 'seq'], isUnique: true }],
        foreignKeys: [
          reference('fk_messages_ticket', 'ticketId', 'tickets'),
          reference('fk_messages_author', 'authorId', 'users'),
        ],
      }),
    ];
  }

  private backbone(
    integer: (name: string) => TableColumnOptions,
    yesNo: (name: string, options: Partial<TableColumnOptions>) => TableColumnOptions,
    leased: TableColumnOptions[],
  ): Table[] {
    return [
      new Table({
        name: 'events',
        columns: [
          id('id', primary),
          id('streamId'),
          integer('seq'),
          text('type', 60),
          instant('at'),
          id('actorId', nullable),
          yesNo('internal', { default: 0 }),
          { name: 'data', type: 'text' },
          ...leased,
        ],
        indices: [
          { name: 'ux_events_stream_seq', columnNames: ['streamId', 'seq'], isUnique: true },
          { name: 'ix_events_due', columnNames: ['dueAt'] },
        ],
      }),
      new Table({
        name: 'notifications',
        columns: [
          id('id', primary),
          id('eventId'),
          id('recipientId'),
          text('kind', 40),
          text('state', 20),
          text('problem', 500, nullable),
          instant('createdAt'),
          instant('sentAt', nullable),
          ...leased,
        ],
        indices: [
          { name: 'ux_notifications_event_recipient_kind', columnNames: ['eventId', 'recipientId', 'kind'], isUnique: true },
          { name: 'ix_notifications_due', columnNames: ['dueAt'] },
        ],
        foreignKeys: [
          reference('fk_notifications_event', 'eventId', 'events'),
          reference('fk_notifications_recipient', 'recipientId', 'users'),
        ],
      }),
      new Table({
        name: 'client_mutations',
        columns: [
          id('viewerId', primary),
          id('clientMutationId', primary),
          text('operation', 60),
          id('resultId'),
          instant('createdAt'),
        ],
      }),
    ];
  }
}

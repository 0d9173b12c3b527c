import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { id, instant, nullable, primary, reference, text } from './columns';

/** Texts that the staff keep to answer with. */
export class CannedReplies1795750000000 implements MigrationInterface {
  readonly name = 'CannedReplies1795750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'canned_replies',
        columns: [
          id('id', primary),
          id('ownerId', nullable),
          text('scope', 40),
          text('title', 60),
          text('shortcut', 30),
          { name: 'body', type: 'text' },
          instant('createdAt'),
          instant('updatedAt'),
        ],
        indices: [
          { name: 'ux_canned_replies_scope_shortcut', columnNames: ['scope', 'shortcut'], isUnique: true },
          { name: 'ix_canned_replies_owner', columnNames: ['ownerId'] },
        ],
        foreignKeys: [reference('fk_canned_replies_owner', 'ownerId', 'users')],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('canned_replies');
  }
}

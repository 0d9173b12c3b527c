import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { instant, nullable, text } from './columns';

/** Mobile numbers are confirmed, and codes to reset a password go there. */
export class TextMessages1795830000000 implements MigrationInterface {
  readonly name = 'TextMessages1795830000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('users', new TableColumn(instant('mobileVerifiedAt', nullable)));
    await runner.addColumn('reset_requests', new TableColumn(text('channel', 20, { default: "'MAIL'" })));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM one_time_codes WHERE purpose = 'VERIFY_MOBILE'");
    await runner.query("DELETE FROM code_attempts WHERE purpose = 'VERIFY_MOBILE'");
    await runner.dropColumn('reset_requests', 'channel');
    await runner.dropColumn('users', 'mobileVerifiedAt');
  }
}

import { LIMITS } from '@ccr/domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../../platform/database';

/** What a code is good for that was mailed, or sent as a text message. */
export enum CodePurpose {
  VERIFY_EMAIL = 'VERIFY_EMAIL',
  RESET_PASSWORD = 'RESET_PASSWORD',
  CHANGE_EMAIL = 'CHANGE_EMAIL',
  VERIFY_MOBILE = 'VERIFY_MOBILE',
}

/** A six-digit code that was sent to someone. The code itself is not kept: `SecretKey` makes it from the id. */
@Entity({ name: 'one_time_codes' })
@Index('ix_one_time_codes_user_purpose', ['userId', 'purpose'])
export class OneTimeCode {
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_one_time_codes_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  userId!: string;

  @Column(ENUM)
  purpose!: CodePurpose;

  @Column({ type: 'varchar', length: 64 })
  codeHash!: string;

  /** Where it was sent: a mail address, or a mobile number in E.164. */
  @Column({ type: 'varchar', length: LIMITS.person.email })
  address!: string;

  /** For a change of address: the one before, which is told. */
  @Column({ type: 'varchar', length: LIMITS.person.email, nullable: true })
  formerAddress!: string | null;

  @Column(INSTANT)
  createdAt!: Date;

  @Column(INSTANT)
  expiresAt!: Date;

  /** When it was used or replaced: it is good for nothing since. */
  @Column({ ...INSTANT, nullable: true })
  endedAt!: Date | null;
}

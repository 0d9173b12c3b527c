import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../../platform/database';
import { CodePurpose } from './one-time-code.entity';

/** Counts per person and purpose, so that asking for a new code does not give new guesses (NIST SP 800-63B §3.2.2). */
@Entity({ name: 'code_attempts' })
export class CodeAttempts {
  @ForeignKey('User', { name: 'fk_code_attempts_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  userId!: string;

  @PrimaryColumn(ENUM)
  purpose!: CodePurpose;

  /** Wrong codes since the window began. */
  @Column({ type: 'int' })
  wrong!: number;

  @Column(INSTANT)
  windowEndsAt!: Date;

  /** Wrong codes, and codes mailed, since the day began. */
  @Column({ type: 'int' })
  wrongToday!: number;

  @Column({ type: 'int' })
  sentToday!: number;

  @Column(INSTANT)
  dayEndsAt!: Date;
}

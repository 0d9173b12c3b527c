import { LIMITS, NotificationChannel } from '@ccr/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../../platform/database';
import { LeasedRow } from '../../../platform/queue';

/**
 * Someone asked for a code to reset the password of an address. Written down for every address alike and looked into
 * later, so that the answer tells nobody who has an account; removed once it was.
 */
@Entity({ name: 'reset_requests' })
@Index('ix_reset_requests_due', ['dueAt'])
export class ResetRequest extends LeasedRow {
  @PrimaryColumn(ID)
  id!: string;

  @Column({ type: 'varchar', length: LIMITS.person.email })
  email!: string;

  /** How the code is wanted: by mail or as a text message. */
  @Column({ ...ENUM, default: NotificationChannel.MAIL })
  channel!: NotificationChannel;

  @Column({ type: 'varchar', length: 45 })
  ip!: string;

  @Column({ type: 'varchar', length: 255 })
  userAgent!: string;

  @Column(INSTANT)
  createdAt!: Date;
}

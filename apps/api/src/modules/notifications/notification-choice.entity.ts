import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';

/** A person's own choice for one kind of news, for all channels. No row means that it comes as `NEWS_CHANNELS` says. */
@Entity({ name: 'notification_choices' })
export class NotificationChoiceRow {
  @ForeignKey('User', { name: 'fk_notification_choices_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  userId!: string;

  /** A `NewsKind`. */
  @PrimaryColumn({ type: 'varchar', length: 40 })
  kind!: string;

  @Column({ type: 'boolean' })
  mail!: boolean;

  @Column({ type: 'boolean', default: true })
  inApp!: boolean;

  @Column({ type: 'boolean', default: true })
  push!: boolean;

  @Column({ type: 'boolean', default: false })
  sms!: boolean;

  @Column(INSTANT)
  updatedAt!: Date;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';
import { LeasedRow } from '../../platform/queue';

/** What became of a notification. */
export enum NotificationState {
  WAITING = 'WAITING',
  SENT = 'SENT',
  /** It will not be tried again. */
  FAILED = 'FAILED',
}

/** An event told to one person by mail. The row is made with the reaction to the event and sent from there. */
@Entity({ name: 'notifications' })
@Index('ux_notifications_event_recipient_kind', ['eventId', 'recipientId', 'kind'], { unique: true })
@Index('ix_notifications_due', ['dueAt'])
export class Notification extends LeasedRow {
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('EventRow', { name: 'fk_notifications_event', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  eventId!: string;

  @ForeignKey('User', { name: 'fk_notifications_recipient', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  recipientId!: string;

  /** Which mail it is, such as `agentAssigned`. */
  @Column({ type: 'varchar', length: 40 })
  kind!: string;

  @Column(ENUM)
  state!: NotificationState;

  /** Why the last try did not work. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  problem!: string | null;

  @Column(INSTANT)
  createdAt!: Date;

  @Column({ ...INSTANT, nullable: true })
  sentAt!: Date | null;
}

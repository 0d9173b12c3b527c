import { LIMITS } from '@ccr/domain';
import { registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';
import { LeasedRow } from '../../platform/queue';
import { NotificationChannel } from './notification.channel';

/** What became of a notification. */
export enum NotificationState {
  WAITING = 'WAITING',
  HELD = 'HELD',
  CARRIED = 'CARRIED',
  UNKNOWN = 'UNKNOWN',
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  CANCELLED = 'CANCELLED',
  BLOCKED = 'BLOCKED',
  FAILED = 'FAILED',
}

registerEnumType(NotificationState, {
  name: 'NotificationState',
  description: 'What became of a notification.',
  valuesConfig: {
    WAITING: { description: 'It goes out when it is due.' },
    HELD: { description: 'It waits until the recipient has shown that mail to their address reaches them.' },
    CARRIED: { description: 'It goes out, or went out, with another one about the same ticket.' },
    UNKNOWN: { description: 'It was handed over without an answer. It is not sent again before the provider has had time to say whether it has it.' },
    SENT: { description: 'The provider has it; in the app: it is in the list.' },
    DELIVERED: { description: "The recipient's side has taken it." },
    CANCELLED: { description: 'Nobody needs it any more: it was read in time, or the account has ended.' },
    BLOCKED: { description: 'It was not sent: mail to that address came back, or was reported as spam.' },
    FAILED: { description: 'It will not be tried again by itself. An admin can send it again.' },
  },
});

/** The longest reason that is kept. */
export const MAX_PROBLEM = 500;

/**
 * An event told to one person over one channel. The row is made with the reaction to the event and sent from there; what
 * is told in the app is told by the row itself.
 */
@Entity({ name: 'notifications' })
@Index('ux_notifications_event_recipient_kind_channel', ['eventId', 'recipientId', 'kind', 'channel'], { unique: true })
@Index('ix_notifications_channel_due', ['channel', 'dueAt'])
@Index('ix_notifications_recipient_state', ['recipientId', 'state', 'id'])
@Index('ix_notifications_state_channel', ['state', 'channel', 'id'])
@Index('ix_notifications_state', ['state', 'id'])
@Index('ix_notifications_channel', ['channel', 'id'])
@Index('ix_notifications_recipient_channel', ['recipientId', 'channel', 'id'])
@Index('ix_notifications_unread', ['recipientId', 'channel', 'readAt', 'id'])
@Index('ix_notifications_carried_by', ['carriedById'])
export class Notification extends LeasedRow {
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('EventRow', { name: 'fk_notifications_event', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  eventId!: string;

  @ForeignKey('User', { name: 'fk_notifications_recipient', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  recipientId!: string;

  @Column({ ...ENUM, default: NotificationChannel.MAIL })
  channel!: NotificationChannel;

  /** Which telling it is, such as `agentAssigned`. */
  @Column({ type: 'varchar', length: 40 })
  kind!: string;

  /** The ticket that the event happened to; null when it happened to a person. */
  @ForeignKey('Ticket', { name: 'fk_notifications_ticket', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  ticketId!: string | null;

  /** The number of the event in its stream: who has read the ticket that far knows it. */
  @Column({ type: 'int', default: 0 })
  seq!: number;

  /** Where it goes when that is not the recipient's own address or number. */
  @Column({ type: 'varchar', length: LIMITS.person.email, nullable: true })
  address!: string | null;

  @Column(ENUM)
  state!: NotificationState;

  /** The notification that it goes out with, when it is `CARRIED`. */
  @Column({ ...ID, nullable: true })
  carriedById!: string | null;

  /** Why the last try did not work, in words that name nobody. */
  @Column({ type: 'varchar', length: MAX_PROBLEM, nullable: true })
  problem!: string | null;

  /** What the provider calls it, once it has it and says so. */
  @Column({ type: 'varchar', length: 100, nullable: true })
  providerId!: string | null;

  @Column(INSTANT)
  createdAt!: Date;

  @Column({ ...INSTANT, nullable: true })
  sentAt!: Date | null;

  /** In the app: when the recipient has read it. */
  @Column({ ...INSTANT, nullable: true })
  readAt!: Date | null;
}

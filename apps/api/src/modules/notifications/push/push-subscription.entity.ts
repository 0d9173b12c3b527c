import { LIMITS } from '@ccr/domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';

/** A browser that shows notifications while no page is open. It ends with the session that asked for it. */
@Entity({ name: 'push_subscriptions' })
@Index('ux_push_subscriptions_endpoint', ['endpointHash'], { unique: true })
@Index('ix_push_subscriptions_user', ['userId', 'id'])
@Index('ix_push_subscriptions_session', ['sessionId'])
export class PushSubscription {
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_push_subscriptions_user', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  userId!: string;

  @ForeignKey('Session', { name: 'fk_push_subscriptions_session', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  sessionId!: string;

  /** Where the browser's push service takes messages for it. Who knows it can send some: never log it. */
  @Column({ type: 'varchar', length: LIMITS.push.endpoint })
  endpoint!: string;

  /** By which it is found and told apart: the endpoint itself is too long for an index. */
  @Column({ type: 'varchar', length: 64 })
  endpointHash!: string;

  /** The browser's public key; only the browser can read what is encrypted for it. */
  @Column({ type: 'varchar', length: 87 })
  p256dh!: string;

  @Column({ type: 'varchar', length: 22 })
  auth!: string;

  @Column(INSTANT)
  createdAt!: Date;
}

import { LIMITS } from '@ccr/domain';
import { Field, ID as GraphqlID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';
import { LONG_TEXT } from '../../platform/graphql';
import { LeasedRow } from '../../platform/queue';

/** What became of a delivery to a webhook. */
export enum WebhookDeliveryState {
  WAITING = 'WAITING',
  SENT = 'SENT',
  FAILED = 'FAILED',
}

registerEnumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'What became of a delivery to a webhook.',
  valuesConfig: {
    WAITING: { description: 'It will be sent, or sent again, at `dueAt`.' },
    SENT: { description: 'The target took it: it answered 2xx.' },
    FAILED: { description: 'The target did not take it, and it is not tried again by itself.' },
  },
});

/** The longest reason that is kept. */
export const MAX_PROBLEM = 500;

/** One event on its way to one webhook. What is sent is written down once: each try sends the very same. */
@ObjectType({ description: 'One event on its way to one webhook.', simpleResolvers: true })
@Entity({ name: 'webhook_deliveries' })
@Index('ux_webhook_deliveries_webhook_event', ['webhookId', 'eventId'], { unique: true })
@Index('ix_webhook_deliveries_webhook', ['webhookId', 'id'])
@Index('ix_webhook_deliveries_webhook_state', ['webhookId', 'state', 'id'])
@Index('ix_webhook_deliveries_webhook_due', ['webhookId', 'dueAt'])
@Index('ix_webhook_deliveries_created', ['createdAt'])
export class WebhookDelivery extends LeasedRow {
  @Field(() => GraphqlID, { description: 'Opaque and unique: the header `webhook-id`, the same at each try.' })
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('WebhookTarget', { name: 'fk_webhook_deliveries_webhook', onDelete: 'CASCADE', onUpdate: 'NO ACTION' })
  @Column(ID)
  webhookId!: string;

  @Column(ID)
  eventId!: string;

  @Field(() => String, { description: 'Of `webhookEventTypes`, or `WebhookTest`.' })
  @Column({ type: 'varchar', length: 60 })
  eventType!: string;

  @Field(() => WebhookDeliveryState, { description: 'What became of it.' })
  @Column(ENUM)
  state!: WebhookDeliveryState;

  @Field(() => Int, { nullable: true, description: 'The status that the target answered last; null when it gave no answer.' })
  @Column({ type: 'int', nullable: true })
  statusCode!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last try failed, in a sentence; null when none did.' })
  @Column({ type: 'varchar', length: MAX_PROBLEM, nullable: true })
  problem!: string | null;

  @Field(() => String, { complexity: LONG_TEXT, description: 'What is sent, byte for byte.' })
  @Column({ type: 'text' })
  requestBody!: string;

  @Field(() => String, { nullable: true, complexity: LONG_TEXT, description: `The first ${LIMITS.webhook.answer} characters that the target answered last.` })
  @Column({ type: 'varchar', length: LIMITS.webhook.answer, nullable: true })
  answer!: string | null;

  @Field(() => Date, { description: 'When it was written down. It is kept for 30 days.' })
  @Column(INSTANT)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the target took it.' })
  @Column({ ...INSTANT, nullable: true })
  sentAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How many milliseconds the target took to answer last.' })
  @Column({ type: 'int', nullable: true })
  durationMs!: number | null;
}

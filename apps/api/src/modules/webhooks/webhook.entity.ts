import { LIMITS } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';

/** Whether a webhook is told of events. */
export enum WebhookState {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
}

registerEnumType(WebhookState, {
  name: 'WebhookState',
  description: 'Whether a webhook is told of events.',
  valuesConfig: {
    ACTIVE: { description: 'It is told.' },
    PAUSED: { description: 'Nothing is sent, and what happens meanwhile is not kept for it.' },
  },
});

const { name, url } = LIMITS.webhook;

/** An address of somebody else's program that is told of what happens to tickets. */
@ObjectType('Webhook', { description: "An address of somebody else's program that is told of what happens to tickets.", simpleResolvers: true })
@Entity({ name: 'webhooks' })
@Index('ix_webhooks_created_by', ['createdById'])
export class WebhookTarget {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @Field(() => String, { description: 'What the admins call it.' })
  @Column({ type: 'varchar', length: name })
  name!: string;

  @Field(() => String, { description: 'Where events are sent, by POST.' })
  @Column({ type: 'varchar', length: url })
  url!: string;

  @Field(() => [String], { description: 'Which types of `webhookEventTypes` it is told of.' })
  @Column({ type: 'simple-json' })
  events!: string[];

  /** What deliveries are signed with, encrypted by `SecretKey`. */
  @Column({ type: 'varchar', length: 255 })
  sealedSecret!: string;

  /** The secret before, encrypted: it signs along until `formerSecretUntil`. */
  @Column({ type: 'varchar', length: 255, nullable: true })
  formerSealedSecret!: string | null;

  @Column({ ...INSTANT, nullable: true })
  formerSecretUntil!: Date | null;

  @Field(() => WebhookState, { description: 'Whether it is told of events.' })
  @Column(ENUM)
  state!: WebhookState;

  @Field(() => String, { nullable: true, description: 'Why it is paused, in a sentence; null while it is active, and when an admin paused it.' })
  @Column({ type: 'varchar', length: 500, nullable: true })
  pausedReason!: string | null;

  @ForeignKey('User', { name: 'fk_webhooks_created_by', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  createdById!: string;

  @Field(() => Date, { description: 'When it was made.' })
  @Column(INSTANT)
  createdAt!: Date;

  /** The `seq` of its last event. */
  @Column({ type: 'int' })
  lastSeq!: number;
}

/** The machine that it leads to, without the rest of the address: paths hold secrets. */
export const hostOf = ({ url }: Pick<WebhookTarget, 'url'>): string => new URL(url).host;

import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID as GraphqlID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../../platform/database';
import { SecurityEventType } from './security-event-type';

/** One line of the audit: rows are added and never changed, but for what is erased with a person. */
@ObjectType('SecurityEvent', { description: 'One line of the audit.', simpleResolvers: true })
@Entity({ name: 'security_events' })
@Index('ix_security_events_user', ['userId', 'id'])
@Index('ix_security_events_actor', ['actorId', 'id'])
@Index('ix_security_events_type', ['type', 'id'])
export class SecurityEvent {
  /** Ordered by time. */
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @Field(() => SecurityEventType, { description: 'What it is.' })
  @Column({ type: 'varchar', length: 40 })
  type!: SecurityEventType;

  @Field(() => Date, { description: 'When it happened.' })
  @Column(INSTANT)
  at!: Date;

  /** Whose account it is about; null when there is none, as with an attempt on an unknown address. */
  @Column({ ...ID, nullable: true })
  userId!: string | null;

  /** Who did it; null when nobody was signed in. */
  @Column({ ...ID, nullable: true })
  actorId!: string | null;

  @Column({ type: 'varchar', length: 45, nullable: true })
  ip!: string | null;

  @Column({ type: 'varchar', length: 255, nullable: true })
  userAgent!: string | null;

  /** What the type says it is. Never a secret. */
  @Field(() => GraphQLJSONObject, { description: 'What the type says more; never a secret.' })
  @Column({ type: 'simple-json' })
  details!: Record<string, unknown>;
}

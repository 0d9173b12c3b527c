import { LIMITS } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';

/** What a ticket is about. */
@ObjectType({ description: 'What a ticket is about, such as Payments or Delivery.', simpleResolvers: true })
@Entity({ name: 'topics' })
@Index('ux_topics_name', ['name'], { unique: true })
export class Topic {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @Field(() => String, { description: 'What people see.' })
  @Column({ type: 'varchar', length: LIMITS.topic.name })
  name!: string;

  @Column(INSTANT)
  createdAt!: Date;
}

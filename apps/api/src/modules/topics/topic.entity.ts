import { LIMITS } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
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

  @Column({ ...INSTANT, nullable: true })
  archivedAt!: Date | null;

  /** What is answered at once to whoever raises a ticket in it; null is nothing. Shown by `FirstAnswerResolver`. */
  @Column({ type: 'text', nullable: true })
  firstAnswer!: string | null;

  /** The admin who wrote it, and answers for it. */
  @ForeignKey('User', { name: 'fk_topics_first_answer_by', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  firstAnswerById!: string | null;

  @Field(() => Boolean, { description: 'Whether it is no longer offered for tickets. Those that have it keep it.' })
  get archived(): boolean {
    return this.archivedAt !== null;
  }
}

import { LIMITS } from '@ccr/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';
import { LONG_TEXT } from '../../platform/graphql';

/** What a customer gives the help on one ticket. */
@ObjectType({ description: 'What a customer gives the help on their ticket.', simpleResolvers: true })
@Entity({ name: 'ratings' })
@Index('ix_ratings_updated', ['updatedAt', 'score'])
export class Rating {
  @ForeignKey('Ticket', { name: 'fk_ratings_ticket', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @PrimaryColumn(ID)
  ticketId!: string;

  @Field(() => Int, { description: `From ${LIMITS.rating.min}, very bad, to ${LIMITS.rating.max}, very good.` })
  @Column({ type: 'int' })
  score!: number;

  @Field(() => String, { nullable: true, complexity: LONG_TEXT, description: 'What the customer says about it; null for nothing.' })
  @Column({ type: 'text', nullable: true })
  comment!: string | null;

  @Field(() => Date, { description: 'When it was first given.' })
  @Column(INSTANT)
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  @Column(INSTANT)
  updatedAt!: Date;
}

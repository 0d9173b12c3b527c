import { Field, ID as GraphqlID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ID, INSTANT } from '../../platform/database';
import { LONG_TEXT } from '../../platform/graphql';

/** What a customer or an agent tells the admins about the help desk. */
@ObjectType({ description: 'What a customer or an agent tells the admins about the help desk.', simpleResolvers: true })
@Entity({ name: 'feedback' })
@Index('ix_feedback_done', ['done', 'id'])
@Index('ix_feedback_author', ['authorId', 'id'])
export class Feedback {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @ForeignKey('User', { name: 'fk_feedback_author', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  authorId!: string;

  @Field(() => String, { complexity: LONG_TEXT, description: 'The text, as it was typed.' })
  @Column({ type: 'text' })
  body!: string;

  @Field(() => Date, { description: 'When it was sent.' })
  @Column(INSTANT)
  createdAt!: Date;

  @Field(() => String, { nullable: true, complexity: LONG_TEXT, description: 'What an admin answered; null while nobody has.' })
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was answered.' })
  @Column({ ...INSTANT, nullable: true })
  answeredAt!: Date | null;

  @ForeignKey('User', { name: 'fk_feedback_answered_by', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  answeredById!: string | null;

  /** Shown by `FeedbackResolver` to admins: it says nothing of what becomes of it. */
  @Column({ type: 'boolean', default: false })
  done!: boolean;
}

import { LIMITS, TicketPriority, TicketStatus } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, ID_LIST, INSTANT } from '../../platform/database';
import { LONG_TEXT } from '../../platform/graphql';

registerEnumType(TicketStatus, {
  name: 'TicketStatus',
  description: 'Where a ticket stands.',
  valuesConfig: {
    NEW: { description: 'Raised; nobody has it.' },
    OPEN: { description: 'An agent has it.' },
    PENDING: { description: 'Waiting for the customer.' },
    RESOLVED: { description: 'The agent says it is done.' },
    CLOSED: { description: 'Final.' },
  },
});
registerEnumType(TicketPriority, {
  name: 'TicketPriority',
  description: 'How soon it needs an answer.',
  valuesConfig: {
    LOW: { description: 'When there is time.' },
    NORMAL: { description: 'In its turn.' },
    HIGH: { description: 'Before the others.' },
    URGENT: { description: 'At once.' },
  },
});

/** A customer's request. */
@ObjectType({ description: "A customer's request.", simpleResolvers: true })
@Entity({ name: 'tickets' })
@Index('ux_tickets_reference', ['reference'], { unique: true })
@Index('ix_tickets_activity', ['lastActivityAt', 'id'])
@Index('ix_tickets_customer_activity', ['customerId', 'lastActivityAt', 'id'])
@Index('ix_tickets_assignee_activity', ['assigneeId', 'lastActivityAt', 'id'])
@Index('ix_tickets_topic_activity', ['topicId', 'lastActivityAt', 'id'])
@Index('ix_tickets_raised', ['createdAt', 'id'])
@Index('ix_tickets_urgency', ['urgency', 'lastActivityAt', 'id'])
@Index('ix_tickets_assignee_urgency', ['assigneeId', 'urgency', 'lastActivityAt', 'id'])
@Index('ix_tickets_answer_by', ['answerBy', 'id'])
@Index('ix_tickets_assignee_answer_by', ['assigneeId', 'answerBy', 'id'])
@Index('ix_tickets_waiting', ['waitingSince', 'id'])
@Index('ix_tickets_closes_at', ['closesAt'])
@Index('ix_tickets_follow_up_of', ['followUpOfId'])
@Index('ix_tickets_merged_into', ['mergedIntoId'])
@Index('ix_tickets_split_from', ['splitFromId'])
export class Ticket {
  @Field(() => GraphqlID, { description: 'Opaque and unique.' })
  @PrimaryColumn(ID)
  id!: string;

  @Field(() => String, { description: 'What people call it by, such as K7Q2-M9XD.' })
  @Column({ type: 'varchar', length: 9 })
  reference!: string;

  @Field(() => String, { description: 'What it is about, in a line.' })
  @Column({ type: 'varchar', length: LIMITS.ticket.subject })
  subject!: string;

  @Field(() => String, { complexity: LONG_TEXT, description: 'What happened, in the words of the customer.' })
  @Column({ type: 'text' })
  description!: string;

  @Field(() => TicketStatus, { description: 'Where it stands.' })
  @Column(ENUM)
  status!: TicketStatus;

  @Field(() => TicketPriority, { description: 'How soon it needs an answer.' })
  @Column(ENUM)
  priority!: TicketPriority;

  /** The priority as a number to sort by. */
  @Column({ type: 'int', default: 1 })
  urgency!: number;

  @ForeignKey('Topic', { name: 'fk_tickets_topic', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  topicId!: string | null;

  @ForeignKey('User', { name: 'fk_tickets_customer', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column(ID)
  customerId!: string;

  @ForeignKey('User', { name: 'fk_tickets_assignee', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  assigneeId!: string | null;

  @Field(() => String, { nullable: true, description: "The shop's number of the order it is about." })
  @Column({ type: 'varchar', length: LIMITS.ticket.orderReference, nullable: true })
  orderReference!: string | null;

  @Field(() => Date, { description: 'When it was raised.' })
  @Column(INSTANT)
  createdAt!: Date;

  @Field(() => Date, { description: 'When anything of it changed last.' })
  @Column(INSTANT)
  updatedAt!: Date;

  @Field(() => Date, { description: 'When something happened to it last that its customer may see.' })
  @Column(INSTANT)
  lastActivityAt!: Date;

  /** The `seq` of its last event. Shown by `TicketResolver`. */
  @Column({ type: 'int' })
  lastSeq!: number;

  /** The `seq` of the last one that its customer may see. */
  @Column({ type: 'int' })
  lastPublicSeq!: number;

  /** How many of its events its customer may see. The staff see all, which are `lastSeq`. */
  @Column({ type: 'int', default: 0 })
  publicCount!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when the customer waits for the shop: since they wrote, with no answer yet. Null while nobody waits for the shop.',
  })
  @Column({ ...INSTANT, nullable: true })
  waitingSince!: Date | null;

  /** By when it should be answered: `waitingSince` and what its priority allows. `NOBODY_WAITS` while nobody waits for the shop. */
  @Column({ ...INSTANT, default: '9999-12-31 00:00:00.000' })
  answerBy!: Date;

  /** When somebody of the staff answered first. */
  @Column({ ...INSTANT, nullable: true })
  firstReplyAt!: Date | null;

  /** When it was resolved last; null while it is active. */
  @Column({ ...INSTANT, nullable: true })
  resolvedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it closes by itself, while it is RESOLVED.' })
  @Column({ ...INSTANT, nullable: true })
  closesAt!: Date | null;

  /** The ticket that had ended and that this one goes on with. */
  @ForeignKey('Ticket', { name: 'fk_tickets_follow_up_of', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  followUpOfId!: string | null;

  /** The ticket that this one began in, as a message. */
  @ForeignKey('Ticket', { name: 'fk_tickets_split_from', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  splitFromId!: string | null;

  /** The ticket that this one was merged into. */
  @ForeignKey('Ticket', { name: 'fk_tickets_merged_into', onDelete: 'RESTRICT', onUpdate: 'NO ACTION' })
  @Column({ ...ID, nullable: true })
  mergedIntoId!: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was merged into another one; null while it was not.' })
  @Column({ ...INSTANT, nullable: true })
  mergedAt!: Date | null;

  /** Where it stood before it was merged, to go back to. */
  @Column({ ...ENUM, nullable: true })
  statusBeforeMerge!: TicketStatus | null;

  /** The agents that an admin has opened it to, beside its assignee. `ticket_participants` holds the same to be searched. */
  @Column(ID_LIST)
  participantIds!: string[];
}

import { LIMITS, TicketPriority, TicketStatus } from '@ccr/domain';
import { Field, ID as GraphqlID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ENUM, ID, INSTANT } from '../../platform/database';
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
}

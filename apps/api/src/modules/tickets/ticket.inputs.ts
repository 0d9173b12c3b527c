import { LIMITS, TicketPriority, TicketStatus } from '@ccr/domain';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';
import { WaitingFor } from './ticket.filter';
import { OrderDirection, TicketOrderField } from './ticket.order';

registerEnumType(TicketOrderField, {
  name: 'TicketOrderField',
  description: 'What tickets are ordered by.',
  valuesConfig: {
    LAST_ACTIVITY: { description: 'When something happened to them last.' },
    RAISED: { description: 'When they were raised.' },
    PRIORITY: { description: 'How soon they need an answer; those of one priority by when something happened to them last.' },
    URGENCY: { description: 'By when they should be answered, as priority and waiting make it; those of which nobody waits for the shop are the latest.' },
  },
});
registerEnumType(WaitingFor, {
  name: 'WaitingFor',
  description: 'Who is to do something next.',
  valuesConfig: {
    SHOP: { description: 'The customer waits for an answer: `waitingSince` says since when.' },
    CUSTOMER: { description: 'Someone has it, it is active, and the shop has answered: it waits for the customer.' },
  },
});
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end of a list comes first.',
  valuesConfig: {
    ASC: { description: 'The earliest, the lowest.' },
    DESC: { description: 'The latest, the highest.' },
  },
});

const { subject, description, orderReference } = LIMITS.ticket;

@InputType({ description: 'A new request.' })
export class CreateTicketInput {
  @TextField({ label: 'The subject', description: 'What it is about, in a line.', max: subject, oneLine: true })
  subject!: string;

  @TextField({ label: 'The description', description: 'What happened and what would help.', max: description })
  description!: string;

  @Field(() => ID, { nullable: true, description: 'One of `topics`.' })
  topicId?: string | null;

  @Field(() => TicketPriority, { defaultValue: TicketPriority.NORMAL, description: 'How soon it needs an answer.' })
  priority!: TicketPriority;

  @TextField({
    label: 'The order reference',
    description: "The shop's number of the order.",
    max: orderReference,
    optional: true,
    oneLine: true,
  })
  orderReference?: string | null;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@InputType({ description: 'What was not the end of it.' })
export class RaiseFollowUpInput {
  @Field(() => ID, { description: 'The ticket that has ended.' })
  ticketId!: string;

  @TextField({ label: 'The description', description: 'What is still not right, and what would help.', max: description })
  description!: string;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@InputType({ description: 'What is to be different about a ticket. What is left out stays.' })
export class UpdateTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @TextField({ label: 'The subject', description: 'What it is about, in a line. For its customer.', max: subject, optional: true, notBlank: true, oneLine: true })
  subject?: string | null;

  @TextField({ label: 'The description', description: 'What happened and what would help. For its customer.', max: description, optional: true, notBlank: true })
  description?: string | null;

  @Field(() => ID, { nullable: true, description: 'One of `topics`; null for none.' })
  topicId?: string | null;

  @Field(() => TicketPriority, { nullable: true, description: 'How soon it needs an answer.' })
  priority?: TicketPriority | null;

  @TextField({
    label: 'The order reference',
    description: "The shop's number of the order; null for none. For its customer.",
    max: orderReference,
    optional: true,
    oneLine: true,
  })
  orderReference?: string | null;

  @Field(() => Int, { nullable: true, description: 'The `lastSeq` that you had: CONFLICT when it was edited after it, and nothing is changed.' })
  seenSeq?: number | null;
}

@InputType({ description: 'Which ticket goes to whom.' })
export class AssignTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => ID, { description: 'An agent or an admin.' })
  agentId!: string;

  @Field(() => ID, { nullable: true, description: 'Who has it as far as you know, null for nobody: CONFLICT when somebody else has it by now. Left out, nobody asks.' })
  expectedAssigneeId?: string | null;
}

@InputType({ description: 'Which ticket waits for its customer.' })
export class MarkTicketPendingInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}

@InputType({ description: 'Which ticket is done.' })
export class ResolveTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}

@InputType({ description: 'Which ticket is not done after all.' })
export class ReopenTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}

@InputType({ description: 'Which ticket ends for good.' })
export class CloseTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}

@InputType({ description: 'Which tickets to list.' })
export class TicketFilter {
  @Field(() => [TicketStatus], { nullable: true, description: 'Only those that stand at one of these.' })
  status?: TicketStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that have, or have not, an assignee.' })
  assigned?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only those about this topic.' })
  topicId?: string | null;

  @Field(() => [TicketPriority], { nullable: true, description: 'Only those of one of these priorities.' })
  priority?: TicketPriority[] | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this person answers for.' })
  assigneeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this person raised.' })
  customerId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Only those raised at this moment or later.' })
  raisedSince?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only those raised at this moment or before.' })
  raisedUntil?: Date | null;

  @Field(() => WaitingFor, { nullable: true, description: 'Only those in which the shop, or the customer, is to do something next.' })
  waitingFor?: WaitingFor | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those in which there is, or is not, something that you have not read.' })
  unread?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Only those that have this tag. For staff.' })
  tag?: string | null;
}

@InputType({ description: 'In which order to list tickets. A cursor of one order is none of another.' })
export class TicketOrder {
  @Field(() => TicketOrderField, { description: 'By what.' })
  field!: TicketOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Which end comes first.' })
  direction!: OrderDirection;
}

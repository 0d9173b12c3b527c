import { LIMITS, TicketPriority, TicketStatus } from '@ccr/domain';
import { Field, ID, InputType } from 'type-graphql';
import { TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';

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

@InputType({ description: 'Which ticket goes to whom.' })
export class AssignTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => ID, { description: 'An agent or an admin.' })
  agentId!: string;
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
}

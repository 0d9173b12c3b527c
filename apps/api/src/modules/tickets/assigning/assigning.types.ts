import { LIMITS } from '@ccr/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { User } from '../../accounts';
import { TicketEvent } from '../ticket-event.types';
import { Ticket } from '../ticket.entity';

@InputType({ description: 'Which tickets go to whom.' })
export class AssignTicketsInput {
  @Field(() => [ID], { description: `The tickets, 1 to ${LIMITS.ticket.bulk}. One that is named twice counts once.` })
  ticketIds!: string[];

  @Field(() => ID, { description: 'An agent or an admin.' })
  agentId!: string;
}

@InputType({ description: 'Which ticket nobody is to have.' })
export class UnassignTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}

@InputType({ description: 'Who else sees a ticket.' })
export class SetParticipantsInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => [ID], { description: `All to whom it is to be open beside its assignee, up to ${LIMITS.ticket.participants}. Empty for nobody.` })
  agentIds!: string[];
}

@ObjectType({ description: 'Why a ticket could not be given to the agent.', simpleResolvers: true })
export class AssignProblem {
  @Field(() => String, { description: 'As the codes of errors.' })
  code!: string;

  @Field(() => String, { description: 'A sentence for people.' })
  message!: string;
}

@ObjectType({ description: 'What became of one of the tickets.', simpleResolvers: true })
export class AssignResult {
  @Field(() => ID, { description: 'Which one, as it was asked for.' })
  ticketId!: string;

  @Field(() => Ticket, { nullable: true, description: 'The ticket as it now is; null when there is a problem.' })
  ticket!: Ticket | null;

  @Field(() => AssignProblem, { nullable: true, description: 'Why it is as before; null when the agent has it.' })
  problem!: AssignProblem | null;
}

@ObjectType({ description: 'What became of each of the tickets.', simpleResolvers: true })
export class AssignTicketsPayload {
  @Field(() => [AssignResult], { description: 'One for each ticket, in the order in which they were named.' })
  results!: AssignResult[];
}

@ObjectType({ description: 'Nobody has it.', simpleResolvers: true })
export class UnassignTicketPayload {
  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ description: 'It is open to them.', simpleResolvers: true })
export class SetParticipantsPayload {
  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ description: 'Someone to whom a ticket could be given.', simpleResolvers: true })
export class AssigneeSuggestion {
  @Field(() => User, { description: 'Who.' })
  agent!: User;

  @Field(() => Boolean, { description: "Whether they are expert in the ticket's topic." })
  expert!: boolean;

  @Field(() => Boolean, { description: 'Whether they take tickets now.' })
  available!: boolean;

  @Field(() => Int, { description: 'How many active tickets they have.' })
  activeTickets!: number;

  @Field(() => Int, { nullable: true, description: 'How many active tickets they take at most; null is any number.' })
  capacity!: number | null;

  @Field(() => Boolean, { description: 'Whether the shop would choose them by itself: the first who is expert, available and below capacity.' })
  best!: boolean;
}

@ObjectType({ implements: TicketEvent, description: 'An admin opened it to agents, or closed it to them. Only staff are told.', simpleResolvers: true })
export class ParticipantsChanged extends TicketEvent {}

import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../../platform/paging';
import { TicketEvent } from './ticket-event.types';
import { Ticket } from './ticket.entity';

/** What the viewer may do to a ticket now, from the policy that also guards the mutations. */
@ObjectType({ description: 'What you may do to the ticket now.', simpleResolvers: true })
export class TicketAbilities {
  /** Which one. Other modules add abilities of their own, each from its policy. */
  ticket!: Ticket;

  @Field(() => Boolean, { description: 'Write to the other side.' })
  reply!: boolean;

  @Field(() => Boolean, { description: 'Write an internal note.' })
  note!: boolean;

  @Field(() => Boolean, { description: 'Edit what is yours of it: all of it for its customer while it is NEW, topic and priority for staff.' })
  edit!: boolean;

  @Field(() => Boolean, { description: 'Give it to an agent.' })
  assign!: boolean;

  @Field(() => Boolean, { description: 'Say that it waits for the customer.' })
  markPending!: boolean;

  @Field(() => Boolean, { description: 'Say that it is done.' })
  resolve!: boolean;

  @Field(() => Boolean, { description: 'Say that it is not done.' })
  reopen!: boolean;

  @Field(() => Boolean, { description: 'End it for good.' })
  close!: boolean;

  @Field(() => Boolean, { description: 'Go on with it in a new ticket, now that it has ended.' })
  followUp!: boolean;
}

export const TicketConnection = connectionOf<Ticket>('Ticket', () => Ticket);
export const TicketEventConnection = connectionOf<TicketEvent>('TicketEvent', () => TicketEvent);

/** A payload that brings the ticket as it now is. No type of the API: the payloads below are. */
@ObjectType({ simpleResolvers: true })
abstract class TicketPayload {
  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ description: 'The ticket was raised.', simpleResolvers: true })
export class CreateTicketPayload extends TicketPayload {}

@ObjectType({ description: 'It goes on in this ticket.', simpleResolvers: true })
export class RaiseFollowUpPayload extends TicketPayload {}

@ObjectType({ description: 'It was edited.', simpleResolvers: true })
export class UpdateTicketPayload extends TicketPayload {}

@ObjectType({ description: 'The agent has it.', simpleResolvers: true })
export class AssignTicketPayload extends TicketPayload {}

@ObjectType({ description: 'It waits for the customer.', simpleResolvers: true })
export class MarkTicketPendingPayload extends TicketPayload {}

@ObjectType({ description: 'It is done.', simpleResolvers: true })
export class ResolveTicketPayload extends TicketPayload {}

@ObjectType({ description: 'It is open again.', simpleResolvers: true })
export class ReopenTicketPayload extends TicketPayload {}

@ObjectType({ description: 'It has ended.', simpleResolvers: true })
export class CloseTicketPayload extends TicketPayload {}

import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { EventRow } from '../../platform/events';

/** A fact that happened to a ticket. Its types are named as `EventRow.type` says; each reads its part of `data`. */
@InterfaceType('TicketEvent', {
  description: 'A fact that happened to a ticket.',
  resolveType: (event: EventRow) => event.type,
})
export abstract class TicketEvent {
  @Field(() => ID, { description: 'Opaque and unique.' })
  id!: string;

  @Field(() => Int, { description: '1, 2, 3 … within the ticket. Customers get no notes, so they may see gaps.' })
  seq!: number;

  @Field(() => Date, { description: 'When it happened.' })
  at!: Date;
}

@ObjectType({ implements: TicketEvent, description: 'A customer raised it.', simpleResolvers: true })
export class TicketRaised extends TicketEvent {}

@ObjectType({ implements: TicketEvent, description: 'An agent has it now.', simpleResolvers: true })
export class TicketAssigned extends TicketEvent {}

@ObjectType({ implements: TicketEvent, description: 'It stands elsewhere now.', simpleResolvers: true })
export class TicketStatusChanged extends TicketEvent {}

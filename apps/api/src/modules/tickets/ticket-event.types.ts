import { TicketField } from '@ccr/domain';
import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import type { EventRow } from '../../platform/events';

registerEnumType(TicketField, {
  name: 'TicketField',
  description: 'What of a ticket can be edited.',
  valuesConfig: {
    SUBJECT: { description: 'What it is about, in a line.' },
    DESCRIPTION: { description: 'What happened, in the words of the customer.' },
    TOPIC: { description: 'What it is about, of `topics`.' },
    PRIORITY: { description: 'How soon it needs an answer.' },
    ORDER_REFERENCE: { description: "The shop's number of the order." },
  },
});

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

@ObjectType({
  implements: TicketEvent,
  description: 'Nobody has it any more: an admin took it away, or who had it was deactivated or left. The status is as before.',
  simpleResolvers: true,
})
export class TicketUnassigned extends TicketEvent {}

@ObjectType({ implements: TicketEvent, description: 'It stands elsewhere now.', simpleResolvers: true })
export class TicketStatusChanged extends TicketEvent {}

@ObjectType({ description: 'One field of a ticket that was edited.', simpleResolvers: true })
export class TicketChange {
  @Field(() => TicketField, { description: 'Which one.' })
  field!: TicketField;

  @Field(() => String, {
    nullable: true,
    description: 'What was there: a text, the name of the topic, a value of TicketPriority. Null when nothing was, and for descriptions.',
  })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'What is there instead, said in the same way.' })
  to!: string | null;
}

@ObjectType({ implements: TicketEvent, description: 'What it is about, or how urgent, was edited.', simpleResolvers: true })
export class TicketEdited extends TicketEvent {}

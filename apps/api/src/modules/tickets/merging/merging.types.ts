import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { TicketEvent } from '../ticket-event.types';
import { Ticket } from '../ticket.entity';
import { MergeDirection } from './merging.events';

registerEnumType(MergeDirection, {
  name: 'MergeDirection',
  description: 'Which side of a merge a ticket was on.',
  valuesConfig: {
    INTO: { description: 'It went into the other one.' },
    FROM: { description: 'The other one went into it.' },
  },
});

@InputType({ description: 'Which ticket goes into which.' })
export class MergeTicketsInput {
  @Field(() => ID, { description: 'The ticket that ends.' })
  ticketId!: string;

  @Field(() => ID, { description: 'The one that it goes on in: of the same customer, and not CLOSED.' })
  intoTicketId!: string;
}

@InputType({ description: 'Which ticket was merged by mistake.' })
export class UnmergeTicketInput {
  @Field(() => ID, { description: 'The ticket that was merged into another one.' })
  ticketId!: string;
}

@ObjectType({ description: 'The tickets are one now.', simpleResolvers: true })
export class MergeTicketsPayload {
  @Field(() => Ticket, { description: 'The ticket that goes on, as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ description: 'The ticket stands by itself again.', simpleResolvers: true })
export class UnmergeTicketPayload {
  @Field(() => Ticket, { description: 'The ticket that was merged, as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ implements: TicketEvent, description: 'It was merged with another ticket of the same customer.', simpleResolvers: true })
export class TicketMerged extends TicketEvent {}

@ObjectType({ implements: TicketEvent, description: 'It was parted again from the ticket that it was merged with.', simpleResolvers: true })
export class TicketUnmerged extends TicketEvent {}

import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext } from '../../platform/graphql';
import { TicketRead } from './ticket-read.entity';
import { Ticket } from './ticket.entity';
import { type TicketReads, unreadCount } from './ticket.reads';

@InputType({ description: 'How far you have read a ticket.' })
class MarkTicketReadInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => Int, { description: 'The `seq` of the last event that you have read. A smaller one than before does nothing.' })
  seq!: number;
}

@InputType({ description: 'How far you have a ticket.' })
class MarkTicketDeliveredInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => Int, { description: 'The `seq` of the last event that you have. A smaller one than before, or than you have read, does nothing.' })
  seq!: number;
}

@ObjectType({ description: 'The others are told.', simpleResolvers: true })
class MarkTicketDeliveredPayload {
  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ description: 'It is read.', simpleResolvers: true })
class MarkTicketReadPayload {
  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@Resolver(() => Ticket)
export class TicketReadResolver {
  constructor(private readonly reads: TicketReads) {}

  @Authorized('ticket.markRead')
  @Mutation(() => MarkTicketReadPayload, { description: 'Says how far you have read a ticket. Whoever writes with you there may see it.' })
  async markTicketRead(
    @Arg('input') { ticketId, seq }: MarkTicketReadInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<MarkTicketReadPayload> {
    return { ticket: await this.reads.markRead(viewer, ticketId, seq) };
  }

  @Authorized('ticket.markRead')
  @Mutation(() => MarkTicketDeliveredPayload, {
    description: 'Says that a ticket has reached you up to an event that you may not have read yet. Whoever writes with you there may see it.',
  })
  async markTicketDelivered(
    @Arg('input') { ticketId, seq }: MarkTicketDeliveredInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<MarkTicketDeliveredPayload> {
    return { ticket: await this.reads.markDelivered(viewer, ticketId, seq) };
  }

  @FieldResolver(() => Int, { description: 'How many of its events that you may see you have not read. Your own are not counted.' })
  async unread(@Root() ticket: Ticket, @Ctx() { viewer, loaders }: SignedInContext): Promise<number> {
    return unreadCount(viewer, ticket, await loaders.own(TicketRead, 'ticketId', ticket.id, { userId: viewer.id }));
  }
}

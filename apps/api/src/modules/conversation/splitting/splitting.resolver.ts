import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type EventRow } from '../../../platform/events';
import { type GraphqlContext, type SignedInContext, TextField } from '../../../platform/graphql';
import { ClientMutationIdField } from '../../../platform/idempotency';
import { linkedTicket, Ticket, TicketEvent } from '../../tickets';
import { Message } from '../message.entity';
import type { SplittingService } from './splitting.service';

@InputType({ description: 'Which message is to be a ticket of its own.' })
class SplitMessageInput {
  @Field(() => ID, { description: 'A reply that the customer wrote.' })
  messageId!: string;

  @TextField({ label: 'The subject', description: 'What the new ticket is about, in a line.', max: LIMITS.ticket.subject, oneLine: true })
  subject!: string;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@ObjectType({ description: 'There is a ticket of its own.', simpleResolvers: true })
class SplitMessagePayload {
  @Field(() => Ticket, { nullable: true, description: 'The new ticket; null when you may not see it.' })
  ticket!: Ticket | null;
}

@ObjectType({ implements: TicketEvent, description: 'A message of it became a ticket of its own.', simpleResolvers: true })
class TicketSplit extends TicketEvent {}

@Resolver()
export class SplittingResolver {
  constructor(private readonly splitting: SplittingService) {}

  @Authorized('ticket.merge')
  @Mutation(() => SplitMessagePayload, {
    description: 'Makes a NEW ticket of a reply of the customer, in the same topic. The message stays where it is. For its assignee and admins.',
  })
  async splitMessage(@Arg('input') input: SplitMessageInput, @Ctx() { viewer }: SignedInContext): Promise<SplitMessagePayload> {
    return { ticket: await this.splitting.split(viewer, input) };
  }
}

@Resolver(() => TicketSplit)
export class TicketSplitResolver {
  @FieldResolver(() => Message, { description: 'What the new ticket begins with.' })
  message(@Root() { data }: EventRow, @Ctx() { loaders }: GraphqlContext): Promise<Message | null> {
    return loaders.byId(Message, String(data['messageId']));
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The new ticket; null when you may not see it.' })
  newTicket(@Root() { data }: EventRow, @Ctx() context: SignedInContext): Promise<Ticket | null> {
    return linkedTicket(String(data['ticketId']), context);
  }
}

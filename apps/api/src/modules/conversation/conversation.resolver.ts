import { LIMITS, MessageKind } from '@ccr/domain';
import { Arg, Args, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type EventRow } from '../../platform/events';
import { type GraphqlContext, type SignedInContext, TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';
import { type Connection, connectionOf, TwoWayPageArgs } from '../../platform/paging';
import { User } from '../accounts';
import { Ticket, TicketEvent } from '../tickets';
import type { ConversationQueries } from './conversation.queries';
import type { ConversationService } from './conversation.service';
import { Message } from './message.entity';
import { seesMessage } from './message.policy';

const MessageConnection = connectionOf<Message>('Message', () => Message);

@InputType({ description: 'What you say in a ticket.' })
class SendMessageInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @TextField({ label: 'The message', description: 'Text, in which a little Markdown counts: see `bodyHtml`.', max: LIMITS.message.body })
  body!: string;

  @Field(() => MessageKind, { defaultValue: MessageKind.REPLY, description: 'Who it is for. Only staff write notes.' })
  kind!: MessageKind;

  @Field(() => ID, { nullable: true, description: 'The message of this ticket that you answer. A reply never answers a note.' })
  replyToId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The `seq` of the last message that you have seen: CONFLICT when somebody else has written after it, and nothing is sent.',
  })
  seenSeq?: number | null;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@ObjectType({ description: 'The message was sent.', simpleResolvers: true })
class SendMessagePayload {
  @Field(() => Message, { description: 'The message.' })
  message!: Message;

  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ implements: TicketEvent, description: 'Someone wrote in the ticket.', simpleResolvers: true })
class MessageSent extends TicketEvent {}

@Resolver()
export class ConversationResolver {
  constructor(private readonly conversation: ConversationService) {}

  @Authorized('message.send')
  @Mutation(() => SendMessagePayload, { description: 'Writes in a ticket. For its customer, its assignee and admins.' })
  sendMessage(@Arg('input') input: SendMessageInput, @Ctx() { viewer }: SignedInContext): Promise<SendMessagePayload> {
    return this.conversation.send(viewer, input);
  }
}

@Resolver(() => Ticket)
export class TicketMessagesResolver {
  constructor(private readonly queries: ConversationQueries) {}

  @FieldResolver(() => MessageConnection, { description: 'What was said, oldest first. Without any argument the newest 25.' })
  messages(
    @Root() ticket: Ticket,
    @Ctx() { viewer, loaders }: SignedInContext,
    @Args(() => TwoWayPageArgs) page: TwoWayPageArgs,
  ): Promise<Connection<Message>> {
    return this.queries.page(viewer, ticket, page, loaders);
  }
}

@Resolver(() => Message)
export class MessageResolver {
  @FieldResolver(() => User, { description: 'Who wrote it.' })
  author(@Root() { authorId }: Message, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return loaders.byId(User, authorId);
  }

  @FieldResolver(() => Message, { nullable: true, description: 'The message that it answers, if it answers a certain one.' })
  async replyTo(@Root() { replyToId }: Message, @Ctx() { viewer, loaders }: SignedInContext): Promise<Message | null> {
    const answered = replyToId === null ? null : await loaders.byId(Message, replyToId);
    return answered && seesMessage(viewer, answered) ? answered : null;
  }
}

@Resolver(() => MessageSent)
export class MessageSentResolver {
  @FieldResolver(() => Message, { description: 'What was written.' })
  message(@Root() { data }: EventRow, @Ctx() { loaders }: GraphqlContext): Promise<Message | null> {
    return loaders.byId(Message, String(data['messageId']));
  }
}

import { MessageKind } from '@ccr/domain';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type GraphqlContext, type SignedInContext, stream } from '../../platform/graphql';
import { User } from '../accounts';
import { type PresenceFeed, type Snapshot } from './presence.feed';
import type { PresenceService } from './presence.service';

@InputType({ description: 'Whether you write.' })
class SetTypingInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => Boolean, { description: 'Say true again every few seconds while you write: it ends by itself after 6.' })
  typing!: boolean;

  @Field(() => MessageKind, { defaultValue: MessageKind.REPLY, description: 'What you write. Customers are not told of a note.' })
  kind!: MessageKind;
}

@ObjectType({ description: 'The others are told.', simpleResolvers: true })
class SetTypingPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@ObjectType({ description: 'Someone else who is in the ticket now.', simpleResolvers: true })
class PresentPerson {
  userId!: string;

  @Field(() => Boolean, { description: 'Whether they write.' })
  typing!: boolean;
}

@ObjectType({ description: 'How far someone else has it, and has read.', simpleResolvers: true })
class ReadPosition {
  userId!: string;

  @Field(() => Int, { description: 'The `seq` up to which they have read.' })
  seq!: number;

  @Field(() => Int, { description: 'The `seq` up to which it has reached them, read or not.' })
  deliveredSeq!: number;
}

@ObjectType({ description: 'Who else is in a ticket now, and how far others have read.', simpleResolvers: true })
class TicketPresence {
  @Field(() => [PresentPerson], {
    description: 'Who follows `ticketPresence`, or writes. Customers see their expert, and others of the staff only while these write to them.',
  })
  people!: PresentPerson[];

  @Field(() => [ReadPosition], { description: 'Who has read how far. Customers see it of their expert; the staff of everybody.' })
  reads!: ReadPosition[];
}

@Resolver()
export class PresenceResolver {
  constructor(
    private readonly feed: PresenceFeed,
    private readonly service: PresenceService,
  ) {}

  @Authorized('message.send')
  @Mutation(() => SetTypingPayload, { description: 'Tells the others in a ticket that you write, or no longer do.' })
  async setTyping(@Arg('input') input: SetTypingInput, @Ctx() { viewer }: SignedInContext): Promise<SetTypingPayload> {
    await this.service.setTyping(viewer, input);
    return { ok: true };
  }

  @Authorized('ticket.read')
  @Subscription(() => TicketPresence, {
    description: 'Who else is in the ticket, who writes, and how far others have read: as it is now, then as it changes. You are in it while you follow this.',
    subscribe: stream(() => PresenceResolver, (self, { viewer }, { ticketId }: { ticketId: string }) => self.feed.of(viewer, ticketId)),
  })
  ticketPresence(@Root() now: Snapshot, @Arg('ticketId', () => ID, { description: 'The ticket.' }) _ticketId: string): TicketPresence {
    return { people: [...now.people], reads: [...now.reads] };
  }
}

@Resolver(() => PresentPerson)
export class PresentPersonResolver {
  @FieldResolver(() => User, { description: 'Who it is.' })
  person(@Root() { userId }: PresentPerson, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return loaders.byId(User, userId);
  }
}

@Resolver(() => ReadPosition)
export class ReadPositionResolver {
  @FieldResolver(() => User, { description: 'Who it is.' })
  person(@Root() { userId }: ReadPosition, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return loaders.byId(User, userId);
  }
}

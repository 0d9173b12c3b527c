import { asTags, LIMITS } from '@ccr/domain';
import { ArrayMaxSize, Max, Min } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type EventRow } from '../../../platform/events';
import { type SignedInContext } from '../../../platform/graphql';
import { TicketEvent } from '../ticket-event.types';
import { Ticket } from '../ticket.entity';
import { seesNotes } from '../ticket.policy';
import type { TagService } from './tag.service';
import { TicketTag } from './ticket-tag.entity';

const { tags: most, tag: longest } = LIMITS.ticket;
const WRONG_FIRST = { message: `first must be from 1 to ${LIMITS.page.max}.` };

@InputType({ description: 'Which tags a ticket is to have.' })
class SetTicketTagsInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => [String], {
    description: `All of them, at most ${most} of at most ${longest} characters, without commas. They are kept in lower case.`,
  })
  @ArrayMaxSize(most, { message: `A ticket has at most ${most} tags.` })
  tags!: string[];
}

@ObjectType({ description: 'The ticket has these tags.', simpleResolvers: true })
class SetTicketTagsPayload {
  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@ArgsType()
class TagsArgs {
  @Field(() => String, { nullable: true, description: 'How they begin.' })
  search?: string | null;

  @Field(() => Int, { defaultValue: 20, description: `1 to ${LIMITS.page.max}.` })
  @Min(1, WRONG_FIRST)
  @Max(LIMITS.page.max, WRONG_FIRST)
  first!: number;
}

@ObjectType({ implements: TicketEvent, description: 'Somebody of the staff changed its tags. Only staff see it.', simpleResolvers: true })
class TicketTagged extends TicketEvent {}

@Resolver(() => Ticket)
export class TagResolver {
  constructor(private readonly service: TagService) {}

  @Authorized('ticket.tag')
  @Query(() => [String], { description: 'The tags that the shop uses, by name, to choose from. For staff.' })
  tags(@Args(() => TagsArgs) { search, first }: TagsArgs): Promise<string[]> {
    return this.service.known(search ?? '', first);
  }

  @Authorized('ticket.tag')
  @Mutation(() => SetTicketTagsPayload, { description: 'Gives a ticket these tags and no others. For staff who see it.' })
  async setTicketTags(
    @Arg('input') { ticketId, tags }: SetTicketTagsInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<SetTicketTagsPayload> {
    return { ticket: await this.service.set(viewer, ticketId, tags) };
  }

  @FieldResolver(() => [String], {
    name: 'tags',
    nullable: true,
    complexity: 1,
    description: 'The words by which the staff sort it, by name. Null for customers.',
  })
  async tagsOf(@Root() { id }: Ticket, @Ctx() { viewer, loaders }: SignedInContext): Promise<string[] | null> {
    if (!seesNotes(viewer)) return null;
    return asTags((await loaders.manyNow(TicketTag, 'ticketId', id)).map(({ tag }) => tag));
  }
}

@Resolver(() => TicketTagged)
export class TicketTaggedResolver {
  @FieldResolver(() => [String], { complexity: 1, description: 'What it has now and did not have before.' })
  added(@Root() { data }: EventRow): string[] {
    return data['added'] as string[];
  }

  @FieldResolver(() => [String], { complexity: 1, description: 'What it had before and no longer has.' })
  removed(@Root() { data }: EventRow): string[] {
    return data['removed'] as string[];
  }
}

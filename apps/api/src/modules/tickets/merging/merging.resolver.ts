import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import { type EventRow } from '../../../platform/events';
import { type SignedInContext } from '../../../platform/graphql';
import { Ticket } from '../ticket.entity';
import { linkedTicket } from '../ticket.link';
import { canNow } from '../ticket.policy';
import { TicketAbilities } from '../ticket.types';
import { MergeDirection } from './merging.events';
import { isUnmergeable, mayMerge, seesBeside } from './merging.policy';
import type { MergingService } from './merging.service';
import { MergeTicketsInput, MergeTicketsPayload, TicketMerged, TicketUnmerged, UnmergeTicketInput, UnmergeTicketPayload } from './merging.types';

const { tickets: most, days } = LIMITS.merge;
const byMerge = (one: Ticket, other: Ticket): number => Number(one.mergedAt) - Number(other.mergedAt) || (one.id < other.id ? -1 : 1);
const mergedInto = ({ id }: Ticket, { loaders }: SignedInContext): Promise<Ticket[]> => loaders.manyNow(Ticket, 'mergedIntoId', id);

/** How tickets are put together and taken apart. */
@Resolver(() => Ticket)
export class MergingResolver {
  constructor(private readonly merging: MergingService) {}

  @Authorized('ticket.merge')
  @Mutation(() => MergeTicketsPayload, {
    description: `Ends one ticket and goes on with it in another one of the same customer. What was written stays where it was. For who answers for both, and undone with \`unmergeTicket\` for ${days * 24} hours.`,
  })
  async mergeTickets(@Arg('input') input: MergeTicketsInput, @Ctx() { viewer }: SignedInContext): Promise<MergeTicketsPayload> {
    return { ticket: await this.merging.merge(viewer, input) };
  }

  @Authorized('ticket.merge')
  @Mutation(() => UnmergeTicketPayload, { description: 'Takes a merged ticket out again, and puts it back to where it stood. For who answers for both.' })
  async unmergeTicket(@Arg('input') { ticketId }: UnmergeTicketInput, @Ctx() { viewer }: SignedInContext): Promise<UnmergeTicketPayload> {
    return { ticket: await this.merging.unmerge(viewer, ticketId) };
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket that it was merged into and goes on in; null when you may not see that one.' })
  mergedInto(@Root() { mergedIntoId }: Ticket, @Ctx() context: SignedInContext): Promise<Ticket | null> {
    return linkedTicket(mergedIntoId, context);
  }

  @FieldResolver(() => [Ticket], {
    complexity: ({ args, childComplexity }) => 1 + (args['id'] == null ? most : 1) * (1 + childComplexity),
    description: `The tickets that were merged into it, at most ${most}, in the order in which they were. Whoever sees it sees them here.`,
  })
  async mergedTickets(
    @Root() ticket: Ticket,
    @Ctx() context: SignedInContext,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one.' }) id?: string,
  ): Promise<Ticket[]> {
    return (await mergedInto(ticket, context)).filter((one) => id == null || one.id === id).sort(byMerge);
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket that it was split from; null when you may not see that one.' })
  splitFrom(@Root() { splitFromId }: Ticket, @Ctx() context: SignedInContext): Promise<Ticket | null> {
    return linkedTicket(splitFromId, context);
  }
}

@Resolver(() => TicketAbilities)
export class MergingAbilityResolver {
  constructor(private readonly clock: Clock) {}

  @FieldResolver(() => Boolean, { description: 'Merge it into another ticket of the same customer.' })
  async merge(@Root() { ticket }: TicketAbilities, @Ctx() context: SignedInContext): Promise<boolean> {
    return canNow(context.viewer, 'merge', ticket) && (await mergedInto(ticket, context)).length === 0;
  }

  @FieldResolver(() => Boolean, { description: 'Take it out of the ticket that it was merged into.' })
  async unmerge(@Root() { ticket }: TicketAbilities, @Ctx() { viewer, loaders }: SignedInContext): Promise<boolean> {
    if (ticket.mergedIntoId === null || !isUnmergeable(ticket, this.clock.now())) return false;
    const target = await loaders.byId(Ticket, ticket.mergedIntoId);
    return target !== null && mayMerge(viewer, ticket, target);
  }

  @FieldResolver(() => Boolean, { description: "Make a ticket of its own of one of the customer's replies." })
  split(@Root() { ticket }: TicketAbilities, @Ctx() { viewer }: SignedInContext): boolean {
    return canNow(viewer, 'split', ticket);
  }
}

/** The other ticket of a merge, for who sees it. */
async function other({ streamId, data }: EventRow, { viewer, loaders }: SignedInContext): Promise<Ticket | null> {
  const ticket = await loaders.byId(Ticket, String(data['ticketId']));
  return ticket && seesBeside(viewer, ticket, { id: streamId }) ? ticket : null;
}

@Resolver(() => TicketMerged)
export class TicketMergedResolver {
  @FieldResolver(() => MergeDirection, { description: 'Which side it was on.' })
  direction(@Root() { data }: EventRow): MergeDirection {
    return data['direction'] as MergeDirection;
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The other one; null when you may not see it.' })
  otherTicket(@Root() event: EventRow, @Ctx() context: SignedInContext): Promise<Ticket | null> {
    return other(event, context);
  }
}

@Resolver(() => TicketUnmerged)
export class TicketUnmergedResolver {
  @FieldResolver(() => MergeDirection, { description: 'Which side it had been on.' })
  direction(@Root() { data }: EventRow): MergeDirection {
    return data['direction'] as MergeDirection;
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The other one; null when you may not see it.' })
  otherTicket(@Root() event: EventRow, @Ctx() context: SignedInContext): Promise<Ticket | null> {
    return other(event, context);
  }
}

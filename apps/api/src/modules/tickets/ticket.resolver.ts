import { LIMITS } from '@ccr/domain';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type EventRow } from '../../platform/events';
import { type GraphqlContext, type SignedInContext, stream } from '../../platform/graphql';
import { badInput } from '../../platform/errors';
import { type Connection, TwoWayPageArgs } from '../../platform/paging';
import { User } from '../accounts';
import { Topic } from '../topics';
import { Ticket } from './ticket.entity';
import type { TicketFeeds } from './ticket.feeds';
import { TicketFilter, TicketOrder } from './ticket.inputs';
import { canNow, visibleSeq } from './ticket.policy';
import type { TicketQueries } from './ticket.queries';
import type { TicketTimeline } from './ticket.timeline';
import { TicketAbilities, TicketConnection, TicketEventConnection } from './ticket.types';

@Resolver(() => Ticket)
export class TicketResolver {
  constructor(
    private readonly queries: TicketQueries,
    private readonly timeline: TicketTimeline,
    private readonly feeds: TicketFeeds,
  ) {}

  @Authorized('ticket.read')
  @Query(() => Ticket, { nullable: true, description: 'One ticket, by id or by reference. NOT_FOUND when you may not see it.' })
  ticket(
    @Ctx() { viewer }: SignedInContext,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string,
    @Arg('reference', () => String, { nullable: true, description: 'What people call it by.' }) reference?: string,
  ): Promise<Ticket> {
    if (id) return this.queries.byId(viewer, id);
    if (reference) return this.queries.byReference(viewer, reference);
    throw badInput('id', 'Say which ticket: id or reference.');
  }

  @Authorized('ticket.read')
  @Query(() => TicketConnection, { description: 'The tickets that you may see, the last active first unless you say otherwise.' })
  tickets(
    @Ctx() { viewer }: SignedInContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
    @Arg('filter', () => TicketFilter, { nullable: true, description: 'Which of them.' }) filter?: TicketFilter,
    @Arg('orderBy', () => TicketOrder, { nullable: true, description: 'In which order.' }) orderBy?: TicketOrder,
  ): Promise<Connection<Ticket>> {
    return this.queries.list(viewer, { filter, orderBy }, { first, after });
  }

  @Authorized('ticket.read')
  @Subscription(() => Ticket, {
    description: 'The ticket (or any ticket that you may see) as it now is, after each change.',
    subscribe: stream(() => TicketResolver, (self, context, args: { ticketId?: string | null }) => self.follow(context, args.ticketId)),
  })
  ticketChanged(
    @Root() ticket: Ticket,
    @Arg('ticketId', () => ID, { nullable: true, description: 'Only this one.' }) _ticketId?: string,
  ): Ticket {
    return ticket;
  }

  @Authorized('ticket.read')
  @Subscription(() => ID, {
    description: 'The id of each ticket that you could see until now and see no longer: it was given to somebody else, say. For agents; others are told of none.',
    subscribe: stream(() => TicketResolver, (self, { viewer }: SignedInContext) => Promise.resolve(self.feeds.lostTo(viewer))),
  })
  ticketGone(@Root() ticketId: string): string {
    return ticketId;
  }

  @FieldResolver(() => Topic, { nullable: true, description: 'What it is about.' })
  topic(@Root() { topicId }: Ticket, @Ctx() { loaders }: GraphqlContext): Promise<Topic | null> {
    return topicId === null ? Promise.resolve(null) : loaders.byId(Topic, topicId);
  }

  @FieldResolver(() => User, { description: 'Who raised it.' })
  customer(@Root() { customerId }: Ticket, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return loaders.byId(User, customerId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'The one who answers for it; null while nobody does.' })
  assignee(@Root() { assigneeId }: Ticket, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return assigneeId === null ? Promise.resolve(null) : loaders.byId(User, assigneeId);
  }

  @FieldResolver(() => Int, { description: 'The `seq` of its last event that you may see.' })
  lastSeq(@Root() ticket: Ticket, @Ctx() { viewer }: SignedInContext): number {
    return visibleSeq(viewer, ticket);
  }

  @FieldResolver(() => TicketAbilities, { description: 'What you may do to it now.' })
  abilities(@Root() ticket: Ticket, @Ctx() { viewer }: SignedInContext): TicketAbilities {
    const can = (verb: Parameters<typeof canNow>[1]): boolean => canNow(viewer, verb, ticket);
    return {
      ticket,
      reply: can('reply'),
      note: can('note'),
      edit: can('edit'),
      assign: can('assign'),
      markPending: can('markPending'),
      resolve: can('resolve'),
      reopen: can('reopen'),
      close: can('close'),
      followUp: can('followUp'),
    };
  }

  @FieldResolver(() => TicketEventConnection, {
    description: 'What happened to it, oldest first. Without any argument the newest 25.',
  })
  events(
    @Root() ticket: Ticket,
    @Ctx() { viewer }: SignedInContext,
    @Args(() => TwoWayPageArgs) page: TwoWayPageArgs,
  ): Promise<Connection<EventRow>> {
    return this.timeline.page(viewer, ticket, page);
  }

  private async follow({ viewer }: SignedInContext, ticketId?: string | null): Promise<AsyncIterable<Ticket>> {
    return ticketId == null ? this.feeds.changesOfAll(viewer) : this.feeds.changesOf(viewer, ticketId);
  }
}

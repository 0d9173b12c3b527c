import { TicketField, TicketPriority, TicketStatus } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { notFound } from '../../platform/errors';
import { type EventRow } from '../../platform/events';
import { type GraphqlContext, type SignedInContext, stream } from '../../platform/graphql';
import { User } from '../accounts';
import { Topic } from '../topics';
import {
  TicketAssigned,
  TicketChange,
  TicketEdited,
  TicketEvent,
  TicketRaised,
  TicketStatusChanged,
  TicketUnassigned,
} from './ticket-event.types';
import { Ticket } from './ticket.entity';
import type { TicketChangeData } from './ticket.events';
import type { TicketFeeds } from './ticket.feeds';
import { sees } from './ticket.policy';

interface FollowArgs {
  readonly ticketId: string;
  readonly after?: number | null;
}

@Resolver(() => TicketEvent)
export class TicketEventResolver {
  constructor(private readonly feeds: TicketFeeds) {}

  @Authorized('ticket.read')
  @Subscription(() => TicketEvent, {
    description: 'Every event of one ticket with seq > after: first the missed ones, then live; in order, each once.',
    subscribe: stream(() => TicketEventResolver, (self, context, args: FollowArgs) => self.follow(context, args)),
  })
  ticketEvents(
    @Root() event: EventRow,
    @Arg('ticketId', () => ID, { description: 'The ticket.' }) _ticketId: string,
    @Arg('after', () => Int, { nullable: true, description: 'The last seq that you have, or 0; without it only what comes.' })
    _after?: number,
  ): EventRow {
    return event;
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who did it; null when nobody did.' })
  actor(@Root() { actorId }: EventRow, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return actorId === null ? Promise.resolve(null) : loaders.byId(User, actorId);
  }

  /**
   * Events wait until the client reads them, and by then the ticket may be none of the viewer's business any more. What was
   * merged into a ticket is read there.
   */
  @FieldResolver(() => Ticket, { description: 'The ticket as it now is.' })
  async ticket(@Root() { streamId }: EventRow, @Ctx() { viewer, loaders }: SignedInContext): Promise<Ticket> {
    const ticket = await loaders.byId(Ticket, streamId);
    if (ticket && sees(viewer, ticket)) return ticket;
    const target = ticket?.mergedIntoId ? await loaders.byId(Ticket, ticket.mergedIntoId) : null;
    if (!ticket || !target || !sees(viewer, target)) throw notFound('ticket');
    return ticket;
  }

  private follow({ viewer }: SignedInContext, { ticketId, after }: FollowArgs): Promise<AsyncIterable<EventRow>> {
    return this.feeds.eventsOf(viewer, ticketId, after);
  }
}

@Resolver(() => TicketRaised)
export class TicketRaisedResolver {
  @FieldResolver(() => TicketPriority, { description: 'How soon the customer wanted an answer.' })
  priority(@Root() { data }: EventRow): TicketPriority {
    return data['priority'] as TicketPriority;
  }
}

@Resolver(() => TicketAssigned)
export class TicketAssignedResolver {
  @FieldResolver(() => User, { description: 'Who has it now.' })
  assignee(@Root() { data }: EventRow, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return loaders.byId(User, String(data['assigneeId']));
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who had it; null when nobody did.' })
  previousAssignee(@Root() { data }: EventRow, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    const id = data['previousAssigneeId'];
    return typeof id === 'string' ? loaders.byId(User, id) : Promise.resolve(null);
  }
}

@Resolver(() => TicketUnassigned)
export class TicketUnassignedResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Who had it.' })
  previousAssignee(@Root() { data }: EventRow, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return loaders.byId(User, String(data['previousAssigneeId']));
  }
}

@Resolver(() => TicketStatusChanged)
export class TicketStatusChangedResolver {
  @FieldResolver(() => TicketStatus, { description: 'Where it stood.' })
  from(@Root() { data }: EventRow): TicketStatus {
    return data['from'] as TicketStatus;
  }

  @FieldResolver(() => TicketStatus, { description: 'Where it stands.' })
  to(@Root() { data }: EventRow): TicketStatus {
    return data['to'] as TicketStatus;
  }
}

@Resolver(() => TicketEdited)
export class TicketEditedResolver {
  /** Topics are told by the names that they have now. */
  @FieldResolver(() => [TicketChange], {
    complexity: ({ childComplexity }) => 1 + Object.keys(TicketField).length * (1 + childComplexity),
    description: 'What is different, each field once.',
  })
  changes(@Root() { data }: EventRow, @Ctx() { loaders }: GraphqlContext): Promise<TicketChange[]> {
    const nameOf = async (id: string | null): Promise<string | null> => (id === null ? null : ((await loaders.byId(Topic, id))?.name ?? null));
    return Promise.all(
      (data['changes'] as TicketChangeData[]).map(async ({ field, from, to }) =>
        field === TicketField.TOPIC ? { field, from: await nameOf(from), to: await nameOf(to) } : { field, from, to },
      ),
    );
  }
}

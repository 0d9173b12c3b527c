import { isStaff, LIMITS } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type EventRow } from '../../../platform/events';
import { type GraphqlContext, type SignedInContext } from '../../../platform/graphql';
import { pageRequest } from '../../../platform/paging';
import { User } from '../../accounts';
import { Ticket } from '../ticket.entity';
import { canNow } from '../ticket.policy';
import type { TicketService } from '../ticket.service';
import { TicketAbilities } from '../ticket.types';
import { fits, isAvailable } from './assigning.rule';
import type { AssigningService } from './assigning.service';
import {
  AssigneeSuggestion,
  AssignTicketsInput,
  AssignTicketsPayload,
  ParticipantsChanged,
  SetParticipantsInput,
  SetParticipantsPayload,
  UnassignTicketInput,
  UnassignTicketPayload,
} from './assigning.types';
import type { Candidates } from './candidates';

const SUGGESTED = 10;
/** What the participants of one ticket are counted as: more than most have. */
const PARTICIPANTS_OF_ONE = 3;

const peopleOf = async (ids: readonly string[], { loaders }: GraphqlContext): Promise<User[]> =>
  (await Promise.all(ids.map((id) => loaders.byId(User, id)))).filter((person) => person !== null);

@Resolver()
export class AssigningResolver {
  constructor(
    private readonly assigning: AssigningService,
    private readonly tickets: TicketService,
    private readonly candidates: Candidates,
  ) {}

  @Authorized('ticket.assign')
  @Query(() => [AssigneeSuggestion], {
    description: 'To whom a ticket could be given, the best first: experts in its topic, who are available, below capacity, with the fewest active tickets, who were given one the longest time ago. For admins.',
  })
  async assigneeSuggestions(
    @Ctx() { viewer }: SignedInContext,
    @Arg('ticketId', () => ID, { description: 'The ticket.' }) ticketId: string,
    @Arg('first', () => Int, { defaultValue: SUGGESTED, description: `1 to ${LIMITS.page.max}.` }) first: number,
  ): Promise<AssigneeSuggestion[]> {
    const { limit } = pageRequest({ first });
    const people = await this.candidates.of(await this.tickets.get(viewer, ticketId));
    return people.slice(0, limit).map((person, place) => {
      const { agent, expert, activeTickets } = person;
      const best = place === 0 && fits(person);
      return { agent, expert, available: isAvailable(person), activeTickets, capacity: agent.capacity, best };
    });
  }

  @Authorized('ticket.assign')
  @Mutation(() => AssignTicketsPayload, {
    complexity: ({ args, childComplexity }: { args: { input?: { ticketIds?: unknown[] } }; childComplexity: number }) =>
      1 + Math.ceil(((args.input?.ticketIds?.length ?? 1) / LIMITS.page.default) * childComplexity),
    description: 'Gives tickets to an agent, each for itself: what can not be done to one does not keep the others. For admins.',
  })
  async assignTickets(
    @Arg('input') { ticketIds, agentId }: AssignTicketsInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<AssignTicketsPayload> {
    return { results: await this.assigning.assignMany(viewer, ticketIds, agentId) };
  }

  @Authorized('ticket.assign')
  @Mutation(() => UnassignTicketPayload, { description: 'Takes an OPEN or PENDING ticket from who has it; the status stays. For admins.' })
  async unassignTicket(
    @Arg('input') { ticketId }: UnassignTicketInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<UnassignTicketPayload> {
    return { ticket: await this.assigning.unassign(viewer, ticketId) };
  }

  @Authorized('ticket.share')
  @Mutation(() => SetParticipantsPayload, {
    description: 'Opens a ticket to these agents and to no others: they read it and write notes; its assignee answers. For admins.',
  })
  async setParticipants(
    @Arg('input') { ticketId, agentIds }: SetParticipantsInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<SetParticipantsPayload> {
    return { ticket: await this.assigning.share(viewer, ticketId, agentIds) };
  }
}

@Resolver(() => Ticket)
export class TicketParticipantsResolver {
  @FieldResolver(() => [User], {
    nullable: true,
    complexity: ({ childComplexity }) => 1 + PARTICIPANTS_OF_ONE * (1 + childComplexity),
    description: 'The agents to whom an admin has opened it. Null unless you are staff.',
  })
  async participants(@Root() { participantIds }: Ticket, @Ctx() context: SignedInContext): Promise<User[] | null> {
    return isStaff(context.viewer.role) ? peopleOf(participantIds, context) : null;
  }
}

/** What may be done about who has it and who sees it, next to the other abilities. */
@Resolver(() => TicketAbilities)
export class AssigningAbilitiesResolver {
  @FieldResolver(() => Boolean, { description: 'Take it from who has it.' })
  unassign(@Root() { ticket }: TicketAbilities, @Ctx() { viewer }: SignedInContext): boolean {
    return canNow(viewer, 'unassign', ticket);
  }

  @FieldResolver(() => Boolean, { description: 'Open it to other agents.' })
  share(@Root() { ticket }: TicketAbilities, @Ctx() { viewer }: SignedInContext): boolean {
    return canNow(viewer, 'share', ticket);
  }
}

@Resolver(() => ParticipantsChanged)
export class ParticipantsChangedResolver {
  @FieldResolver(() => [User], {
    complexity: ({ childComplexity }) => 1 + PARTICIPANTS_OF_ONE * (1 + childComplexity),
    description: 'Who sees it now.',
  })
  added(@Root() { data }: EventRow, @Ctx() context: GraphqlContext): Promise<User[]> {
    return peopleOf(data['added'] as string[], context);
  }

  @FieldResolver(() => [User], {
    complexity: ({ childComplexity }) => 1 + PARTICIPANTS_OF_ONE * (1 + childComplexity),
    description: 'Who no longer sees it through this.',
  })
  removed(@Root() { data }: EventRow, @Ctx() context: GraphqlContext): Promise<User[]> {
    return peopleOf(data['removed'] as string[], context);
  }
}

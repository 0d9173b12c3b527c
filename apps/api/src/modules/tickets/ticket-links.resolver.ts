import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext } from '../../platform/graphql';
import type { TicketRaising } from './ticket-raise.service';
import { Ticket } from './ticket.entity';
import { RaiseFollowUpInput } from './ticket.inputs';
import { linkedTicket } from './ticket.link';
import { sees } from './ticket.policy';
import { RaiseFollowUpPayload } from './ticket.types';

const { followUps: most } = LIMITS.ticket;
const byAge = (one: Ticket, other: Ticket): number => one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1);

/** How tickets go on in other ones. */
@Resolver(() => Ticket)
export class TicketLinksResolver {
  constructor(private readonly raising: TicketRaising) {}

  @Authorized('ticket.create')
  @Mutation(() => RaiseFollowUpPayload, {
    description: 'Goes on with a CLOSED ticket in a new one, with the same subject, priority and order reference, and the topic if it is still offered. For its customer.',
  })
  async raiseFollowUp(@Arg('input') input: RaiseFollowUpInput, @Ctx() { viewer }: SignedInContext): Promise<RaiseFollowUpPayload> {
    return { ticket: await this.raising.followUp(viewer, input) };
  }

  @FieldResolver(() => Ticket, { nullable: true, description: 'The ticket that had ended and that this one goes on with; null when you may not see it.' })
  followUpOf(@Root() { followUpOfId }: Ticket, @Ctx() context: SignedInContext): Promise<Ticket | null> {
    return linkedTicket(followUpOfId, context);
  }

  @FieldResolver(() => [Ticket], {
    complexity: ({ childComplexity }) => 1 + most * childComplexity,
    description: `The tickets that go on with this one, the oldest first; those that you may see, at most ${most}.`,
  })
  async followUps(@Root() { id }: Ticket, @Ctx() { viewer, loaders }: SignedInContext): Promise<Ticket[]> {
    const all = await loaders.manyBy(Ticket, 'followUpOfId', id);
    return all.filter((ticket) => sees(viewer, ticket)).sort(byAge);
  }
}

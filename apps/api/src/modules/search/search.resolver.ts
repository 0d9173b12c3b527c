import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import type { SignedInContext } from '../../platform/graphql';
import type { Connection } from '../../platform/paging';
import { Ticket } from '../tickets';
import type { Hit, SearchQueries } from './search.queries';
import { SearchTicketsArgs, SimilarTicketsArgs, TicketHitConnection } from './search.types';

@Resolver()
export class SearchResolver {
  constructor(private readonly queries: SearchQueries) {}

  @Authorized('ticket.read')
  @Query(() => TicketHitConnection, {
    description: 'Finds tickets by what is said in them, the best first. You find what you may see: customers their own tickets, and no notes.',
  })
  searchTickets(
    @Args(() => SearchTicketsArgs) { text, filter, ...page }: SearchTicketsArgs,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<Connection<Hit>> {
    return this.queries.search(viewer, text, filter, page);
  }

  @Authorized('ticket.create')
  @Query(() => [Ticket], { description: 'Your own tickets that may be about the same, at most 5, the likeliest first. For customers.' })
  similarTickets(@Args(() => SimilarTicketsArgs) { subject }: SimilarTicketsArgs, @Ctx() { viewer }: SignedInContext): Promise<Ticket[]> {
    return this.queries.similar(viewer, subject);
  }
}

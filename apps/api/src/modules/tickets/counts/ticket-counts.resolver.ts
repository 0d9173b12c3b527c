import { Ctx, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { TicketCounts } from './ticket-counts.types';
import type { TicketCountQueries } from './ticket.counts';

@Resolver()
export class TicketCountsResolver {
  constructor(private readonly counts: TicketCountQueries) {}

  @Authorized('ticket.read')
  @Query(() => TicketCounts, { description: 'How many tickets there are of those that concern you.' })
  ticketCounts(@Ctx() { viewer }: SignedInContext): Promise<TicketCounts> {
    return this.counts.of(viewer);
  }
}

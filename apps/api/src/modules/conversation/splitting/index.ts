import type { Platform } from '../../../platform/platform';
import type { Tickets } from '../../tickets';
import { SplittingResolver, TicketSplitResolver } from './splitting.resolver';
import { SplittingService } from './splitting.service';

export const splittingResolvers = [SplittingResolver, TicketSplitResolver] as const;

/** How one message becomes a ticket of its own. */
export function createSplitting(platform: Platform, { tickets, ticketQueries, raising }: Tickets): { readonly resolvers: readonly object[] } {
  const { database, events, idempotency } = platform;
  const splitting = new SplittingService({ database, events, idempotency, tickets, ticketQueries, raising });
  return { resolvers: [new SplittingResolver(splitting), new TicketSplitResolver()] };
}

import type { Platform } from '../../../platform/platform';
import type { TicketService } from '../ticket.service';
import { MergingAbilityResolver, MergingResolver, TicketMergedResolver, TicketUnmergedResolver } from './merging.resolver';
import { MergingService } from './merging.service';

export const mergingResolvers = [MergingResolver, MergingAbilityResolver, TicketMergedResolver, TicketUnmergedResolver] as const;

/** How tickets that are about the same are put together. */
export function createMerging({ database, events, clock }: Platform, tickets: TicketService): { readonly service: MergingService; readonly resolvers: readonly object[] } {
  const service = new MergingService(database, events, tickets, clock);
  return {
    service,
    resolvers: [
      new MergingResolver(service),
      new MergingAbilityResolver(clock),
      new TicketMergedResolver(),
      new TicketUnmergedResolver(),
    ],
  };
}

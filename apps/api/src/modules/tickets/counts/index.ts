import type { Platform } from '../../../platform/platform';
import { TicketCounter } from './ticket.counter';
import { TicketCountQueries } from './ticket.counts';
import { TicketCountsResolver } from './ticket-counts.resolver';

export { TicketCount } from './ticket-count.entity';
export type { TicketCountQueries } from './ticket.counts';
export { TicketCountsResolver } from './ticket-counts.resolver';

/** How many tickets there are. Its numbers are kept from here on. */
export function createTicketCounts({ database, events }: Platform): { readonly counts: TicketCountQueries; readonly resolver: TicketCountsResolver } {
  const counter = new TicketCounter(database);
  events.alongside((stream, event, before) => counter.record(stream, event, before));
  const counts = new TicketCountQueries(database, counter);
  return { counts, resolver: new TicketCountsResolver(counts) };
}

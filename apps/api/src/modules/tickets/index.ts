import type { EventHandler } from '../../platform/events';
import type { Platform } from '../../platform/platform';
import type { Topics } from '../topics';
import {
  TicketAssignedResolver,
  TicketEventResolver,
  TicketRaisedResolver,
  TicketStatusChangedResolver,
} from './ticket-event.resolver';
import { TicketVerbResolver } from './ticket-verb.resolver';
import { Ticket } from './ticket.entity';
import { TicketFeeds } from './ticket.feeds';
import { WakeUpFollowers } from './ticket.live';
import { TicketQueries } from './ticket.queries';
import { TicketResolver } from './ticket.resolver';
import { TicketService } from './ticket.service';
import { TicketTimeline } from './ticket.timeline';

export { TicketEvent } from './ticket-event.types';
export { Ticket } from './ticket.entity';
export { TicketEventType } from './ticket.events';
export { seesNotes } from './ticket.policy';
export type { TicketService } from './ticket.service';
export { newestUnlessAsked } from './ticket.timeline';

export const ticketEntities = [Ticket];
export const ticketResolvers = [
  TicketResolver,
  TicketVerbResolver,
  TicketEventResolver,
  TicketRaisedResolver,
  TicketAssignedResolver,
  TicketStatusChangedResolver,
] as const;

/** The ticket, its life, and who follows it. */
export interface Tickets {
  readonly tickets: TicketService;
  readonly resolvers: readonly object[];
  readonly handlers: readonly EventHandler[];
}

export function createTickets(platform: Platform, { topics }: Topics): Tickets {
  const { database, events, idempotency, live, clock, log } = platform;
  const queries = new TicketQueries(database);
  const tickets = new TicketService(database, events, idempotency, topics, queries, clock);
  const feeds = new TicketFeeds(queries, events, live, log);
  return {
    tickets,
    resolvers: [
      new TicketResolver(queries, new TicketTimeline(events), feeds),
      new TicketVerbResolver(tickets),
      new TicketEventResolver(feeds),
      new TicketRaisedResolver(),
      new TicketAssignedResolver(),
      new TicketStatusChangedResolver(),
    ],
    handlers: [new WakeUpFollowers(database, live)],
  };
}

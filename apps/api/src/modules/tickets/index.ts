import { LIMITS } from '@ccr/domain';
import type { EventHandler } from '../../platform/events';
import type { Trail } from '../../platform/live';
import type { Platform } from '../../platform/platform';
import type { Worker } from '../../platform/queue';
import { Throttle } from '../../platform/throttle';
import type { Accounts, PersonalDataSource } from '../accounts';
import type { Topics } from '../topics';
import { assigningEntities, assigningResolvers, createAssigning } from './assigning';
import { createTicketCounts, TicketCount, type TicketCountQueries, TicketCountsResolver } from './counts';
import { createMerging, mergingResolvers } from './merging';
import type { MergingService } from './merging/merging.service';
import { createTags, tagEntities, tagResolvers } from './tags';
import type { TagService } from './tags/tag.service';
import {
  TicketAssignedResolver,
  TicketEditedResolver,
  TicketEventResolver,
  TicketRaisedResolver,
  TicketStatusChangedResolver,
  TicketUnassignedResolver,
} from './ticket-event.resolver';
import { TicketRead } from './ticket-read.entity';
import { TicketReadResolver } from './ticket-read.resolver';
import { TicketEditService } from './ticket-edit.service';
import { TicketLinksResolver } from './ticket-links.resolver';
import { TicketRaising } from './ticket-raise.service';
import { TicketVerbResolver } from './ticket-verb.resolver';
import { TakeTicketsFrom } from './ticket.assignees';
import { AutoClose } from './ticket.auto-close';
import { ticketData } from './ticket.data';
import { Ticket } from './ticket.entity';
import { TicketFeeds } from './ticket.feeds';
import { LossOfSight, WakeUpFollowers } from './ticket.live';
import { TicketQueries } from './ticket.queries';
import { TicketReads } from './ticket.reads';
import { TicketResolver } from './ticket.resolver';
import { TicketService } from './ticket.service';
import { TicketTimeline } from './ticket.timeline';

export type { TicketCountQueries } from './counts';
export { TicketEvent } from './ticket-event.types';
export { referencesOf } from './ticket.data';
export { Ticket } from './ticket.entity';
export { TicketEventType } from './ticket.events';
export { type Filter, filterTickets } from './ticket.filter';
export { TicketFilter } from './ticket.inputs';
export { linkedTicket } from './ticket.link';
export { liveTopic } from './ticket.live';
export { sees, seesNotes } from './ticket.policy';
export { TicketRead } from './ticket-read.entity';
export type { TicketQueries } from './ticket.queries';
export type { ReadPosition, TicketReads } from './ticket.reads';
export { ticketConflict } from './ticket.conflict';
export type { TicketRaising } from './ticket-raise.service';
export type { TicketService } from './ticket.service';
export { timesAfter } from './ticket.times';
export { newestUnlessAsked } from './ticket.timeline';
export { TicketAbilities } from './ticket.types';
export { visibleTickets } from './ticket.visibility';

export const ticketEntities = [Ticket, TicketRead, ...assigningEntities, ...tagEntities, TicketCount];
export const ticketResolvers = [
  ...assigningResolvers,
  ...mergingResolvers,
  ...tagResolvers,
  TicketResolver,
  TicketVerbResolver,
  TicketLinksResolver,
  TicketReadResolver,
  TicketCountsResolver,
  TicketEventResolver,
  TicketRaisedResolver,
  TicketAssignedResolver,
  TicketUnassignedResolver,
  TicketStatusChangedResolver,
  TicketEditedResolver,
] as const;

/** The ticket, its life, and who follows it. */
export interface Tickets {
  readonly tickets: TicketService;
  readonly raising: TicketRaising;
  readonly tags: TagService;
  readonly merging: MergingService;
  readonly ticketQueries: TicketQueries;
  readonly counts: TicketCountQueries;
  readonly reads: TicketReads;
  readonly resolvers: readonly object[];
  readonly handlers: readonly EventHandler[];
  readonly dataSources: readonly PersonalDataSource[];
  readonly workers: readonly Worker[];
  /** What happened to tickets, for a process that was not told. */
  readonly trail: Trail;
}

export function createTickets(platform: Platform, { shopSettings }: Accounts, { topics, experts }: Topics): Tickets {
  const { database, events, idempotency, live, clock, log, redis } = platform;
  const queries = new TicketQueries(database);
  const tickets = new TicketService(database, events, queries, shopSettings, clock);
  const pace = new Throttle({ name: 'ticket', attempts: LIMITS.ticket.perHour, perSeconds: 60 * 60 }, redis);
  const raising = new TicketRaising({ database, events, idempotency, topics, tickets, clock, pace });
  const feeds = new TicketFeeds(queries, events, live, log);
  const reads = new TicketReads(database, clock, live, experts);
  const { counts, resolver: countsResolver } = createTicketCounts(platform);
  const assigning = createAssigning(platform, { tickets, experts, counts, settings: shopSettings });
  const [merging, tags] = [createMerging(platform, tickets), createTags(platform, tickets)];
  const [loss, followers] = [new LossOfSight(database, live), new WakeUpFollowers(database, live)];
  events.alongside((stream, event) => reads.skipOwn(stream, event));
  events.alongside((stream, event, before) => loss.note(stream, event, before));
  return {
    tickets,
    raising,
    tags: tags.service,
    merging: merging.service,
    ticketQueries: queries,
    counts,
    reads,
    resolvers: [
      ...assigning.resolvers,
      new TicketResolver(queries, new TicketTimeline(events), feeds),
      new TicketVerbResolver(tickets, new TicketEditService(events, topics, tickets, clock), raising),
      new TicketLinksResolver(raising),
      ...merging.resolvers,
      ...tags.resolvers,
      new TicketReadResolver(reads),
      countsResolver,
      new TicketEventResolver(feeds),
      new TicketRaisedResolver(),
      new TicketAssignedResolver(),
      new TicketUnassignedResolver(),
      new TicketStatusChangedResolver(),
      new TicketEditedResolver(),
    ],
    handlers: [followers, new TakeTicketsFrom(database, tickets), ...assigning.handlers],
    dataSources: [...ticketData(database), ...assigning.dataSources],
    workers: [new AutoClose(platform, tickets).worker],
    trail: followers.trail,
  };
}

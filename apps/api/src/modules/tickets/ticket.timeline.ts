import { LIMITS } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { EventLog, EventRow } from '../../platform/events';
import { type Connection, type PageArgs, pageOf, pageRequest, parseSeq, seqCursor } from '../../platform/paging';
import type { Ticket } from './ticket.entity';
import { seesNotes } from './ticket.policy';

/** Reads what happened to a ticket, page by page. */
export class TicketTimeline {
  constructor(private readonly events: EventLog) {}

  /** Oldest first; the newest 25 when nothing is asked for. Customers get no notes. */
  async page(viewer: Viewer, ticket: Ticket, args: PageArgs): Promise<Connection<EventRow>> {
    const request = pageRequest(newestUnlessAsked(args));
    const cursor = request.cursor === null ? null : parseSeq(request.cursor, request.backward ? 'before' : 'after');
    const rows = await this.events.read(ticket.id, {
      ...(request.backward ? { before: cursor ?? Number.MAX_SAFE_INTEGER } : { after: cursor ?? 0 }),
      limit: request.limit + 1,
      includeInternal: seesNotes(viewer),
    });
    return pageOf(rows, request, (event) => seqCursor(event.seq));
  }
}

/** Conversations are read from their end. */
export const newestUnlessAsked = (args: PageArgs): PageArgs =>
  Object.values(args).every((value) => value == null) ? { last: LIMITS.page.default } : args;

import type { TicketStatus } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { type Connection, keysetCursor, type PageArgs, pageOf, pageRequest, parseKeyset } from '../../platform/paging';
import { parseReference } from './reference';
import type { Ticket } from './ticket.entity';
import { visibleTickets } from './ticket.visibility';

const IDS_AT_ONCE = 500;

interface Filter {
  readonly status?: readonly TicketStatus[] | null;
  readonly assigned?: boolean | null;
}

/** Reads tickets, of which each viewer sees their own part. */
export class TicketQueries {
  constructor(private readonly database: Database) {}

  /** @throws UserError NOT_FOUND when there is no such ticket that the viewer may see. */
  async byId(viewer: Viewer, id: string): Promise<Ticket> {
    const ticket = await visibleTickets(this.database, viewer).andWhere('ticket.id = :id', { id }).getOne();
    if (!ticket) throw notFound('ticket');
    return ticket;
  }

  /** @throws UserError NOT_FOUND when there is no such ticket that the viewer may see. */
  async byReference(viewer: Viewer, typed: string): Promise<Ticket> {
    const reference = parseReference(typed);
    const query = visibleTickets(this.database, viewer).andWhere('ticket.reference = :reference', { reference });
    const ticket = reference === null ? null : await query.getOne();
    if (!ticket) throw notFound('ticket');
    return ticket;
  }

  /** Those of the ids that the viewer may see. There may be any number of ids; databases limit those of a statement. */
  async byIds(viewer: Viewer, ids: readonly string[]): Promise<Ticket[]> {
    const found: Ticket[] = [];
    for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
      const some = ids.slice(start, start + IDS_AT_ONCE);
      found.push(...(await visibleTickets(this.database, viewer).andWhere('ticket.id IN (:...some)', { some }).getMany()));
    }
    return found;
  }

  /** What the viewer may see, the last active first. */
  async list(viewer: Viewer, filter: Filter, args: PageArgs): Promise<Connection<Ticket>> {
    const request = pageRequest(args);
    const query = visibleTickets(this.database, viewer)
      .orderBy('ticket.lastActivityAt', 'DESC')
      .addOrderBy('ticket.id', 'DESC')
      .take(request.limit + 1);
    if (filter.status) {
      const status = [...new Set(filter.status), '']; // '' keeps an empty list valid SQL
      query.andWhere('ticket.status IN (:...status)', { status });
    }
    if (filter.assigned === true) query.andWhere('ticket.assigneeId IS NOT NULL');
    if (filter.assigned === false) query.andWhere('ticket.assigneeId IS NULL');
    if (request.cursor !== null) {
      const { at, id } = parseKeyset(request.cursor);
      query.andWhere('(ticket.lastActivityAt < :at OR (ticket.lastActivityAt = :at AND ticket.id < :id))', { at, id });
    }
    const cursorOf = (ticket: Ticket): string => keysetCursor({ at: ticket.lastActivityAt, id: ticket.id });
    return pageOf(await query.getMany(), request, cursorOf);
  }
}

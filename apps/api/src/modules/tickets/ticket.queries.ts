import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { notFound } from '../../platform/errors';
import { type Connection, type PageArgs, pageOf, pageRequest } from '../../platform/paging';
import { parseReference } from './reference';
import type { Ticket } from './ticket.entity';
import { type Filter, filterTickets } from './ticket.filter';
import { LAST_ACTIVE_FIRST, type Order, TicketListOrder } from './ticket.order';
import { visibleTickets } from './ticket.visibility';

const IDS_AT_ONCE = 500;

/** Which tickets, and in which order. */
interface Wanted {
  readonly filter?: Filter | null | undefined;
  readonly orderBy?: Order | null | undefined;
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

  /** What the viewer may see, the last active first unless another order is asked for. */
  async list(viewer: Viewer, { filter, orderBy }: Wanted, args: PageArgs): Promise<Connection<Ticket>> {
    const request = pageRequest(args);
    const order = new TicketListOrder(orderBy ?? LAST_ACTIVE_FIRST);
    const query = visibleTickets(this.database, viewer, filter ?? {}).take(request.limit + 1);
    filterTickets(query, filter ?? {}, viewer);
    order.apply(query, request.cursor);
    return pageOf(await query.getMany(), request, (ticket) => order.cursorOf(ticket));
  }
}

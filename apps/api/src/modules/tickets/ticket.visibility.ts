import { ACTIVE_STATUSES, Role, type TicketStatus } from '@ccr/domain';
import type { SelectQueryBuilder } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { Ticket } from './ticket.entity';

/** What a list is narrowed to anyway, as far as it tells which of the agent's tickets can be among it. */
export interface Narrowing {
  readonly status?: readonly TicketStatus[] | null | undefined;
  readonly assigned?: boolean | null | undefined;
  readonly assigneeId?: string | null | undefined;
}

/**
 * The only way a query of tickets starts: those that the viewer may see. `sees` says the same of one ticket. A list says
 * what it is narrowed to, and is then read along an index; without it the query should name the tickets by their ids.
 */
export function visibleTickets(database: Database, viewer: Viewer, narrowing?: Narrowing): SelectQueryBuilder<Ticket> {
  const query = database.repository(Ticket).createQueryBuilder('ticket');
  if (viewer.role === Role.ADMIN) return query.where('1 = 1');
  if (viewer.role === Role.CUSTOMER) return query.where('ticket.customerId = :viewerId', { viewerId: viewer.id });
  const { topicIds, id: viewerId } = viewer;
  return query.where(ofAgent(viewer, narrowing), { viewerId, viewerTopicIds: topicIds, activeStatuses: ACTIVE_STATUSES });
}

/** A way in which an agent comes to see a ticket: what holds for it, and the ids of all such tickets. */
interface Way {
  readonly condition: string;
  readonly ids: string;
}

/** A way that the ticket's own columns tell. */
const byColumns = (name: string, holds: (ticket: string) => string): Way => ({
  condition: holds('ticket'),
  ids: `SELECT ${name}.id FROM tickets ${name} WHERE ${holds(name)}`,
});
const SHARED_IDS = 'SELECT shared.ticketId FROM ticket_participants shared WHERE shared.userId = :viewerId';

const OWN = byColumns('own', (ticket) => `${ticket}.assigneeId = :viewerId`);
const OFFERED = byColumns(
  'offered',
  (ticket) => `${ticket}.assigneeId IS NULL AND ${ticket}.status IN (:...activeStatuses) AND ${ticket}.topicId IN (:...viewerTopicIds)`,
);
const SHARED: Way = { condition: `ticket.id IN (${SHARED_IDS})`, ids: SHARED_IDS };

function ofAgent(viewer: Viewer, narrowing: Narrowing | undefined): string {
  const ways = waysFor(viewer, narrowing ?? {});
  const [only] = ways;
  if (only !== undefined && ways.length === 1) return only.condition;
  // What nobody has is a short stretch of an index, in every order; the rest of the filter says so.
  if (!narrowing || narrowing.assigned === false) return `(${ways.map(({ condition }) => `(${condition})`).join(' OR ')})`;
  // Neither engine reads along an index what is one thing or another; an agent sees few enough to be put in order.
  return `ticket.id IN (SELECT seen.id FROM (${ways.map(({ ids }) => ids).join(' UNION ALL ')}) seen)`;
}

/** The ways that can lead to tickets of such a list. */
function waysFor({ id, topicIds }: Viewer, { status, assigned, assigneeId }: Narrowing): Way[] {
  if (assigneeId === id) return [OWN];
  const isActive = !status || status.some((one) => ACTIVE_STATUSES.includes(one));
  const canBeOwn = assigned !== false && assigneeId == null;
  const canBeOffered = assigned !== true && assigneeId == null && isActive && topicIds.length > 0;
  return [...(canBeOwn ? [OWN] : []), ...(canBeOffered ? [OFFERED] : []), SHARED];
}

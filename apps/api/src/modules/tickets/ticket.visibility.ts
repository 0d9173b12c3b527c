import { Role } from '@ccr/domain';
import type { SelectQueryBuilder } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { Ticket } from './ticket.entity';

/** The only way a query of tickets starts: those that the viewer may see. `sees` says the same of one ticket. */
export function visibleTickets(database: Database, viewer: Viewer): SelectQueryBuilder<Ticket> {
  const query = database.repository(Ticket).createQueryBuilder('ticket');
  if (viewer.role === Role.ADMIN) return query.where('1 = 1');
  if (viewer.role === Role.AGENT) return query.where('ticket.assigneeId = :viewerId', { viewerId: viewer.id });
  return query.where('ticket.customerId = :viewerId', { viewerId: viewer.id });
}

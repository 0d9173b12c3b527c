import type { Viewer } from '../../platform/auth';
import { UserError } from '../../platform/errors';
import type { Ticket } from './ticket.entity';
import { visibleSeq } from './ticket.policy';

/** A CONFLICT about a ticket that the viewer sees. Its `extensions.ticket` tells how it stands now, as far as they may know. */
export function ticketConflict(viewer: Pick<Viewer, 'role'>, ticket: Ticket, words: string): UserError {
  const { id, status, assigneeId } = ticket;
  return new UserError('CONFLICT', words, { current: { ticket: { id, status, assigneeId, lastSeq: visibleSeq(viewer, ticket) } } });
}

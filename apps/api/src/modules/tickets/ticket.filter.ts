import { ACTIVE_STATUSES, NOBODY_WAITS, type TicketPriority, type TicketStatus, toTag, urgencyOf } from '@ccr/domain';
import type { SelectQueryBuilder } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import { forbidden } from '../../platform/errors';
import type { Ticket } from './ticket.entity';
import { seesNotes } from './ticket.policy';

/** Who is to do something next. */
export enum WaitingFor {
  SHOP = 'SHOP',
  CUSTOMER = 'CUSTOMER',
}

/** Which tickets are wanted; all that is said must hold. */
export interface Filter {
  readonly status?: readonly TicketStatus[] | null;
  readonly assigned?: boolean | null;
  readonly topicId?: string | null;
  readonly priority?: readonly TicketPriority[] | null;
  readonly assigneeId?: string | null;
  readonly customerId?: string | null;
  readonly raisedSince?: Date | null;
  readonly raisedUntil?: Date | null;
  readonly waitingFor?: WaitingFor | null;
  readonly unread?: boolean | null;
  readonly tag?: string | null;
}

/** Leaves those of the query's tickets that are wanted. What is unread is so to the viewer. */
export function filterTickets(query: SelectQueryBuilder<Ticket>, filter: Filter, viewer: Pick<Viewer, 'id' | 'role'>): void {
  const { status, assigned, topicId, priority, assigneeId, customerId, raisedSince, raisedUntil } = filter;
  if (status) query.andWhere('ticket.status IN (:...status)', { status: [...new Set(status), ''] }); // '' keeps an empty list valid SQL
  if (assigned === true) query.andWhere('ticket.assigneeId IS NOT NULL');
  if (assigned === false) query.andWhere('ticket.assigneeId IS NULL');
  if (topicId != null) query.andWhere('ticket.topicId = :topicId', { topicId });
  if (priority) query.andWhere('ticket.urgency IN (:...urgencies)', { urgencies: [...new Set(priority.map(urgencyOf)), -1] });
  if (assigneeId != null) query.andWhere('ticket.assigneeId = :assigneeId', { assigneeId });
  if (customerId != null) query.andWhere('ticket.customerId = :customerId', { customerId });
  if (raisedSince) query.andWhere('ticket.createdAt >= :raisedSince', { raisedSince });
  if (raisedUntil) query.andWhere('ticket.createdAt <= :raisedUntil', { raisedUntil });
  if (filter.waitingFor != null) whoWaits(query, filter.waitingFor);
  if (filter.unread != null) whatIsUnread(query, filter.unread, viewer);
  if (filter.tag != null) whatIsTagged(query, filter.tag, viewer);
}

/** `answerBy` says whether the customer waits for the shop as `waitingSince` does, and has the indices. */
function whoWaits(query: SelectQueryBuilder<Ticket>, who: WaitingFor): void {
  query.setParameter('nobodyWaits', NOBODY_WAITS);
  if (who === WaitingFor.SHOP) {
    query.andWhere('ticket.answerBy < :nobodyWaits');
    return;
  }
  query
    .andWhere('ticket.answerBy = :nobodyWaits AND ticket.assigneeId IS NOT NULL')
    .andWhere('ticket.status IN (:...active)', { active: ACTIVE_STATUSES });
}

/** As `unreadCount` counts it: who has no row has read nothing. */
function whatIsUnread(query: SelectQueryBuilder<Ticket>, unread: boolean, viewer: Pick<Viewer, 'id' | 'role'>): void {
  const visible = seesNotes(viewer) ? 'ticket.lastSeq' : 'ticket.publicCount';
  const read = 'COALESCE((SELECT own.readCount FROM ticket_reads own WHERE own.ticketId = ticket.id AND own.userId = :readerId), 0)';
  query.andWhere(`${visible} ${unread ? '>' : '<='} ${read}`, { readerId: viewer.id });
}

/**
 * By a list of ids: most tags are rare, and the embedded database would otherwise go through all tickets to look for them.
 * @throws UserError FORBIDDEN for customers, who would learn what the staff call their tickets.
 */
function whatIsTagged(query: SelectQueryBuilder<Ticket>, tag: string, viewer: Pick<Viewer, 'role'>): void {
  if (!seesNotes(viewer)) throw forbidden();
  query.andWhere('ticket.id IN (SELECT tagged.ticketId FROM ticket_tags tagged WHERE tagged.tag = :tag)', { tag: toTag(tag) });
}

import {
  ACTIVE_STATUSES,
  isStaff,
  type Permission,
  Role,
  roleAllows,
  roleCanEver,
  scopesAllow,
  statusAfter,
  TicketField,
  type TicketVerb,
} from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Ticket } from './ticket.entity';

/** What the API's guard asks for before the verb: a program with a token may be allowed less than its owner. */
const NEEDS: Record<TicketVerb, Permission> = {
  edit: 'ticket.edit',
  assign: 'ticket.assign',
  unassign: 'ticket.assign',
  share: 'ticket.share',
  tag: 'ticket.tag',
  reply: 'message.send',
  note: 'message.send',
  markPending: 'ticket.move',
  resolve: 'ticket.move',
  reopen: 'ticket.move',
  close: 'ticket.move',
  merge: 'ticket.merge',
  split: 'ticket.merge',
  followUp: 'ticket.create',
};

const mayAttempt = ({ role, credential }: Viewer, permission: Permission): boolean =>
  roleAllows(role, permission) && (credential.kind !== 'token' || scopesAllow(credential.scopes, permission));

/** What tells who sees a ticket. */
type Whose = Pick<Ticket, 'customerId' | 'assigneeId' | 'participantIds' | 'topicId' | 'status'>;
type Who = Pick<Viewer, 'id' | 'role' | 'topicIds'>;

/** What agents do to tickets that others answer for: they help among colleagues, and never speak to the customer. */
const BESIDE: readonly TicketVerb[] = ['note', 'tag'];

/** Nobody has it and somebody has to: the experts in its topic see it. */
export const isOffered = ({ assigneeId, status, topicId }: Pick<Whose, 'assigneeId' | 'status' | 'topicId'>): boolean =>
  assigneeId === null && topicId !== null && ACTIVE_STATUSES.includes(status);

/**
 * Customers see their own tickets, admins all, agents those assigned to them, those that nobody has in a topic of theirs
 * while they are active, and those that an admin opened to them. `visibleTickets` says the same in SQL.
 */
export function sees(viewer: Who, ticket: Whose): boolean {
  if (viewer.role === Role.ADMIN) return true;
  if (viewer.role === Role.CUSTOMER) return ticket.customerId === viewer.id;
  const isTheirTopic = isOffered(ticket) && viewer.topicIds.some((topicId) => topicId === ticket.topicId);
  return ticket.assigneeId === viewer.id || isTheirTopic || ticket.participantIds.includes(viewer.id);
}

/** Of the agents who see a ticket, its assignee alone answers it, moves it and edits it. */
const answersFor = ({ id, role }: Who, { assigneeId }: Whose): boolean => role !== Role.AGENT || assigneeId === id;

/** Whether the viewer may do it to this very ticket at some point of its life. */
export const may = (viewer: Viewer, verb: TicketVerb, ticket: Whose): boolean =>
  sees(viewer, ticket) &&
  mayAttempt(viewer, NEEDS[verb]) &&
  roleCanEver(verb, viewer.role) &&
  (answersFor(viewer, ticket) || BESIDE.includes(verb));

/** What can only be done to a ticket that somebody has. */
const NEEDS_ASSIGNEE: readonly TicketVerb[] = ['resolve', 'unassign'];

/** Whether the viewer may do it now. RESOLVED needs an assignee. */
export function canNow(viewer: Viewer, verb: TicketVerb, ticket: Whose & Partial<Pick<Ticket, 'mergedIntoId'>>): boolean {
  if (verb === 'followUp' && ticket.mergedIntoId) return false; // it has not ended: it goes on there
  if (!may(viewer, verb, ticket) || statusAfter(verb, ticket.status, viewer.role) === null) return false;
  return ticket.assigneeId !== null || !NEEDS_ASSIGNEE.includes(verb);
}

/** How many of its events the viewer may see. */
export const visibleCount = (viewer: Pick<Viewer, 'role'>, ticket: Pick<Ticket, 'lastSeq' | 'publicCount'>): number =>
  seesNotes(viewer) ? ticket.lastSeq : ticket.publicCount;

/** The `seq` of its last event that the viewer may see. */
export const visibleSeq = (viewer: Pick<Viewer, 'role'>, ticket: Pick<Ticket, 'lastSeq' | 'lastPublicSeq'>): number =>
  seesNotes(viewer) ? ticket.lastSeq : ticket.lastPublicSeq;

/** What of a ticket is the viewer's to edit, while they may: the words are the customer's own. */
export const editableBy = ({ role }: Pick<Viewer, 'role'>): readonly TicketField[] =>
  isStaff(role) ? [TicketField.TOPIC, TicketField.PRIORITY] : Object.values(TicketField);

/** Notes are the staff's own. */
export const seesNotes = (viewer: Pick<Viewer, 'role'>): boolean => viewer.role !== Role.CUSTOMER;

/** Whether the viewer is told how far the other has read. Customers are told of their expert; who else looks in is not their business. */
export const seesReading = (viewer: Viewer, reader: Who, ticket: Whose): boolean =>
  reader.id !== viewer.id && sees(reader, ticket) && (seesNotes(viewer) || reader.id === ticket.assigneeId);

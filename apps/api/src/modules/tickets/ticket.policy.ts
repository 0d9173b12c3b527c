import { type Permission, Role, roleAllows, roleCanEver, scopesAllow, statusAfter, type TicketVerb } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Ticket } from './ticket.entity';

/** What the API's guard asks for before the verb: a program with a token may be allowed less than its owner. */
const NEEDS: Record<TicketVerb, Permission> = {
  assign: 'ticket.assign',
  reply: 'message.send',
  note: 'message.send',
  markPending: 'ticket.move',
  resolve: 'ticket.move',
  reopen: 'ticket.move',
  close: 'ticket.move',
};

const mayAttempt = ({ role, credential }: Viewer, permission: Permission): boolean =>
  roleAllows(role, permission) && (credential.kind !== 'token' || scopesAllow(credential.scopes, permission));

type Whose = Pick<Ticket, 'customerId' | 'assigneeId'>;

/** Customers see their own tickets, agents those assigned to them, admins all. `visibleTickets` says the same in SQL. */
export function sees(viewer: Viewer, ticket: Whose): boolean {
  if (viewer.role === Role.ADMIN) return true;
  if (viewer.role === Role.AGENT) return ticket.assigneeId === viewer.id;
  return ticket.customerId === viewer.id;
}

/** Whether the viewer may do it to this very ticket at some point of its life. Only the assignee and admins answer. */
export const may = (viewer: Viewer, verb: TicketVerb, ticket: Whose): boolean =>
  sees(viewer, ticket) && mayAttempt(viewer, NEEDS[verb]) && roleCanEver(verb, viewer.role);

/** Whether the viewer may do it now. RESOLVED needs an assignee. */
export function canNow(viewer: Viewer, verb: TicketVerb, ticket: Whose & Pick<Ticket, 'status'>): boolean {
  if (!may(viewer, verb, ticket) || statusAfter(verb, ticket.status, viewer.role) === null) return false;
  return verb !== 'resolve' || ticket.assigneeId !== null;
}

/** Notes are the staff's own. */
export const seesNotes = (viewer: Pick<Viewer, 'role'>): boolean => viewer.role !== Role.CUSTOMER;

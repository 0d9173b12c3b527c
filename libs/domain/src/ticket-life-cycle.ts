import { Role } from './roles';

/** Where a ticket stands. */
export enum TicketStatus {
  NEW = 'NEW',
  OPEN = 'OPEN',
  PENDING = 'PENDING',
  RESOLVED = 'RESOLVED',
  CLOSED = 'CLOSED',
}

/** What people do to a ticket that may move its status. */
export type TicketVerb = 'assign' | 'reply' | 'note' | 'markPending' | 'resolve' | 'reopen' | 'close';

/** One row of the life cycle: `by` may do `verb` to a ticket that is `from`, which is `to` afterwards. */
export interface Transition {
  readonly verb: TicketVerb;
  readonly from: TicketStatus;
  readonly to: TicketStatus;
  readonly by: readonly Role[];
}

const { NEW, OPEN, PENDING, RESOLVED, CLOSED } = TicketStatus;
const { CUSTOMER, AGENT, ADMIN } = Role;

/**
 * The life of a ticket, as the services enforce it and the screens show it. What is not in the table can't be done.
 * Roles are necessary, not sufficient: the policy also asks whose ticket it is.
 */
export const TICKET_LIFE_CYCLE: readonly Transition[] = [
  { verb: 'assign', from: NEW, to: OPEN, by: [ADMIN] },
  { verb: 'assign', from: OPEN, to: OPEN, by: [ADMIN] },
  { verb: 'assign', from: PENDING, to: PENDING, by: [ADMIN] },
  { verb: 'assign', from: RESOLVED, to: RESOLVED, by: [ADMIN] },

  { verb: 'reply', from: NEW, to: NEW, by: [CUSTOMER, ADMIN] },
  { verb: 'reply', from: OPEN, to: OPEN, by: [CUSTOMER, AGENT, ADMIN] },
  { verb: 'reply', from: PENDING, to: PENDING, by: [AGENT, ADMIN] },
  { verb: 'reply', from: PENDING, to: OPEN, by: [CUSTOMER] },
  { verb: 'reply', from: RESOLVED, to: RESOLVED, by: [AGENT, ADMIN] },
  { verb: 'reply', from: RESOLVED, to: OPEN, by: [CUSTOMER] },

  { verb: 'note', from: NEW, to: NEW, by: [ADMIN] },
  { verb: 'note', from: OPEN, to: OPEN, by: [AGENT, ADMIN] },
  { verb: 'note', from: PENDING, to: PENDING, by: [AGENT, ADMIN] },
  { verb: 'note', from: RESOLVED, to: RESOLVED, by: [AGENT, ADMIN] },

  { verb: 'markPending', from: OPEN, to: PENDING, by: [AGENT, ADMIN] },
  { verb: 'resolve', from: OPEN, to: RESOLVED, by: [AGENT, ADMIN] },
  { verb: 'resolve', from: PENDING, to: RESOLVED, by: [AGENT, ADMIN] },
  { verb: 'reopen', from: PENDING, to: OPEN, by: [AGENT, ADMIN] },
  { verb: 'reopen', from: RESOLVED, to: OPEN, by: [CUSTOMER, AGENT, ADMIN] },
  { verb: 'close', from: RESOLVED, to: CLOSED, by: [CUSTOMER, AGENT, ADMIN] },
];

/** The status after `verb`, or `null` when someone of that role can't do it to a ticket that stands there. */
export const statusAfter = (verb: TicketVerb, from: TicketStatus, role: Role): TicketStatus | null =>
  TICKET_LIFE_CYCLE.find((row) => row.verb === verb && row.from === from && row.by.includes(role))?.to ?? null;

/** Whether someone of that role could do `verb` at some point of a ticket's life. */
export const roleCanEver = (verb: TicketVerb, role: Role): boolean =>
  TICKET_LIFE_CYCLE.some((row) => row.verb === verb && row.by.includes(role));

/** Someone still has to do something: NEW, OPEN, PENDING. */
export const ACTIVE_STATUSES: readonly TicketStatus[] = [NEW, OPEN, PENDING];

/** Nobody has to do anything: RESOLVED, CLOSED. */
export const CLOSED_STATUSES: readonly TicketStatus[] = [RESOLVED, CLOSED];

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
export type TicketVerb =
  | 'edit'
  | 'assign'
  | 'unassign'
  | 'share'
  | 'tag'
  | 'reply'
  | 'note'
  | 'markPending'
  | 'resolve'
  | 'reopen'
  | 'close'
  | 'merge'
  | 'split'
  | 'followUp';

/** One row of the life cycle: `by` may do `verb` to a ticket that is `from`, which is `to` afterwards. */
export interface Transition {
  readonly verb: TicketVerb;
  readonly from: TicketStatus;
  readonly to: TicketStatus;
  readonly by: readonly Role[];
}

const { NEW, OPEN, PENDING, RESOLVED, CLOSED } = TicketStatus;
const { CUSTOMER, AGENT, ADMIN } = Role;

/** What can be done wherever a ticket stands, and moves it nowhere. */
const inEvery = (row: Pick<Transition, 'verb' | 'by'>): Transition[] =>
  Object.values(TicketStatus).map((status) => ({ ...row, from: status, to: status }));

/**
 * The life of a ticket, as the services enforce it and the screens show it. What is not in the table can't be done.
 * Roles are necessary, not sufficient: the policy also asks whose ticket it is.
 */
export const TICKET_LIFE_CYCLE: readonly Transition[] = [
  { verb: 'edit', from: NEW, to: NEW, by: [CUSTOMER, ADMIN] },
  { verb: 'edit', from: OPEN, to: OPEN, by: [AGENT, ADMIN] },
  { verb: 'edit', from: PENDING, to: PENDING, by: [AGENT, ADMIN] },
  { verb: 'edit', from: RESOLVED, to: RESOLVED, by: [AGENT, ADMIN] },

  { verb: 'assign', from: NEW, to: OPEN, by: [ADMIN] },
  { verb: 'assign', from: OPEN, to: OPEN, by: [ADMIN] },
  { verb: 'assign', from: PENDING, to: PENDING, by: [ADMIN] },
  { verb: 'assign', from: RESOLVED, to: RESOLVED, by: [ADMIN] },
  { verb: 'unassign', from: OPEN, to: OPEN, by: [ADMIN] },
  { verb: 'unassign', from: PENDING, to: PENDING, by: [ADMIN] },

  ...inEvery({ verb: 'share', by: [ADMIN] }),
  ...inEvery({ verb: 'tag', by: [AGENT, ADMIN] }),
  ...inEvery({ verb: 'split', by: [AGENT, ADMIN] }),

  { verb: 'reply', from: NEW, to: NEW, by: [CUSTOMER, ADMIN] },
  { verb: 'reply', from: OPEN, to: OPEN, by: [CUSTOMER, AGENT, ADMIN] },
  { verb: 'reply', from: PENDING, to: PENDING, by: [AGENT, ADMIN] },
  { verb: 'reply', from: PENDING, to: OPEN, by: [CUSTOMER] },
  { verb: 'reply', from: RESOLVED, to: RESOLVED, by: [AGENT, ADMIN] },
  { verb: 'reply', from: RESOLVED, to: OPEN, by: [CUSTOMER] },

  { verb: 'note', from: NEW, to: NEW, by: [AGENT, ADMIN] },
  { verb: 'note', from: OPEN, to: OPEN, by: [AGENT, ADMIN] },
  { verb: 'note', from: PENDING, to: PENDING, by: [AGENT, ADMIN] },
  { verb: 'note', from: RESOLVED, to: RESOLVED, by: [AGENT, ADMIN] },

  { verb: 'markPending', from: OPEN, to: PENDING, by: [AGENT, ADMIN] },
  { verb: 'resolve', from: OPEN, to: RESOLVED, by: [AGENT, ADMIN] },
  { verb: 'resolve', from: PENDING, to: RESOLVED, by: [AGENT, ADMIN] },
  { verb: 'reopen', from: PENDING, to: OPEN, by: [AGENT, ADMIN] },
  { verb: 'reopen', from: RESOLVED, to: OPEN, by: [CUSTOMER, AGENT, ADMIN] },
  { verb: 'close', from: RESOLVED, to: CLOSED, by: [CUSTOMER, AGENT, ADMIN] },
  { verb: 'followUp', from: CLOSED, to: CLOSED, by: [CUSTOMER] },

  // What is merged into another ticket goes on there.
  { verb: 'merge', from: NEW, to: CLOSED, by: [AGENT, ADMIN] },
  { verb: 'merge', from: OPEN, to: CLOSED, by: [AGENT, ADMIN] },
  { verb: 'merge', from: PENDING, to: CLOSED, by: [AGENT, ADMIN] },
  { verb: 'merge', from: RESOLVED, to: CLOSED, by: [AGENT, ADMIN] },
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

import type { Role } from '@ccr/domain';
import type { MessageKind, TicketPriority, TicketStatus } from '#graphql';

const AT = '2026-03-01T10:00:00.000Z';

/** A person as the server tells of them. */
export const person = (name: string, role: `${Role}` = 'CUSTOMER') => ({
  __typename: 'User' as const,
  id: `user-${name}`,
  name,
  role,
  email: `${name.toLowerCase()}@example.test`,
  mobile: null,
  createdAt: AT,
});

type Person = ReturnType<typeof person>;

/** The people of the tests. */
export const ann = person('Ann');
export const gita = person('Gita', 'AGENT');
export const asha = person('Asha', 'ADMIN');

const NOTHING = { reply: false, note: false, assign: false, markPending: false, resolve: false, reopen: false, close: false };

interface TicketChange {
  readonly subject?: string;
  readonly status?: TicketStatus;
  readonly priority?: TicketPriority;
  readonly assignee?: Person | null;
  readonly can?: Partial<typeof NOTHING>;
  readonly lastSeq?: number;
}

/** A ticket of Ann's with everything that any page asks for. */
export const ticket = (id: string, { can = {}, ...change }: TicketChange = {}) => ({
  __typename: 'Ticket' as const,
  id,
  reference: `REF-${id}`,
  subject: `Subject ${id}`,
  description: `Description ${id}`,
  status: 'NEW' as TicketStatus,
  priority: 'NORMAL' as TicketPriority,
  orderReference: null,
  topic: null,
  customer: ann,
  assignee: null as Person | null,
  createdAt: AT,
  updatedAt: AT,
  lastActivityAt: AT,
  lastSeq: 1,
  abilities: { __typename: 'TicketAbilities' as const, ...NOTHING, ...can },
  ...change,
});

/** One page of a list. */
export const pageOf = <T>(nodes: T[], more = false) => ({
  __typename: 'Connection',
  nodes,
  pageInfo: {
    __typename: 'PageInfo',
    hasNextPage: more,
    hasPreviousPage: more,
    startCursor: 'first',
    endCursor: 'last',
  },
});

/** The event of a message. */
export const said = (seq: number, author: Person, body: string, kind: MessageKind = 'REPLY') => ({
  __typename: 'MessageSent' as const,
  id: `event-${seq}`,
  seq,
  at: AT,
  actor: author,
  message: { __typename: 'Message' as const, id: `message-${seq}`, kind, body, author },
});

/** The event of a changed status. */
export const moved = (seq: number, actor: Person, from: TicketStatus, to: TicketStatus) => ({
  __typename: 'TicketStatusChanged' as const,
  id: `event-${seq}`,
  seq,
  at: AT,
  actor,
  from,
  to,
});

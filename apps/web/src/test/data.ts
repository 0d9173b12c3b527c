import type { Role } from '@ccr/domain';
import type { AccountState, Availability, BlockReason, Duty, MessageKind, TicketField, TicketPriority, TicketStatus } from '#graphql';

const AT = '2026-03-01T10:00:00.000Z';

/** A person as the server tells of them. */
export const person = (name: string, role: `${Role}` = 'CUSTOMER') => ({
  __typename: 'User' as const,
  id: `user-${name}`,
  name,
  role,
  email: `${name.toLowerCase()}@example.test`,
  mobile: null as string | null,
  mobileVerified: null as boolean | null,
  mailBlocked: null as BlockReason | null,
  language: 'en-GB' as string | null,
  timeZone: null as string | null,
  emailVerified: true as boolean | null,
  pendingEmail: null as string | null,
  secondFactorEnabled: false as boolean | null,
  availability: (role === 'CUSTOMER' ? null : 'ON') as Availability | null,
  state: 'ACTIVE' as AccountState | null,
  deletionDueAt: null as string | null,
  capacity: null as number | null,
  topics: [] as { __typename: 'Topic'; id: string; name: string }[],
  duties: [] as Duty[],
  createdAt: AT,
});

type Person = ReturnType<typeof person>;

/** The people of the tests. */
export const ann = person('Ann');
export const gita = person('Gita', 'AGENT');
export const asha = person('Asha', 'ADMIN');

const NOTHING = { edit: false, reply: false, note: false, assign: false, markPending: false, resolve: false, reopen: false, close: false, followUp: false, rate: false, merge: false, unmerge: false, split: false, unassign: false, share: false };

type Rating = ReturnType<typeof rating>;

interface Linked {
  readonly __typename: 'Ticket';
  readonly id: string;
  readonly reference: string;
  readonly subject: string;
  readonly status: TicketStatus;
}

interface TicketChange {
  readonly subject?: string;
  readonly status?: TicketStatus;
  readonly priority?: TicketPriority;
  readonly assignee?: Person | null;
  readonly participants?: Person[] | null;
  readonly topic?: { __typename: 'Topic'; id: string; name: string } | null;
  readonly createdAt?: string;
  readonly lastActivityAt?: string;
  readonly can?: Partial<typeof NOTHING>;
  readonly lastSeq?: number;
  readonly unread?: number;
  readonly waitingSince?: string | null;
  readonly tags?: string[] | null;
  readonly rating?: Rating | null;
  readonly followUpOf?: Linked | null;
  readonly followUps?: Linked[];
  readonly mergedAt?: string | null;
  readonly mergedInto?: Linked | null;
  readonly mergedTickets?: (Linked & { readonly abilities: object })[];
  readonly splitFrom?: Linked | null;
}

/** A ticket of Ann's with everything that any page asks for. */
export const ticket = (id: string, { can = {}, ...change }: TicketChange = {}) => ({
  __typename: 'Ticket' as const,
  id,
  reference: `REF-${id}`,
  subject: `Subject ${id}`,
  description: `Description ${id}`,
  descriptionHtml: `<p>Description ${id}</p>`,
  status: 'NEW' as TicketStatus,
  priority: 'NORMAL' as TicketPriority,
  orderReference: null,
  topic: null as { __typename: 'Topic'; id: string; name: string } | null,
  customer: ann,
  assignee: null as Person | null,
  participants: null as Person[] | null,
  createdAt: AT,
  updatedAt: AT,
  lastActivityAt: AT,
  lastSeq: 1,
  unread: 0,
  waitingSince: null as string | null,
  tags: null as string[] | null,
  rating: null as Rating | null,
  closesAt: null as string | null,
  followUpOf: null as Linked | null,
  followUps: [] as Linked[],
  mergedAt: null as string | null,
  mergedInto: null as Linked | null,
  mergedTickets: [] as (Linked & { readonly abilities: object })[],
  splitFrom: null as Linked | null,
  abilities: { __typename: 'TicketAbilities' as const, ...NOTHING, ...can },
  ...change,
});

/** What a customer gave the help. */
export const rating = (score: number, comment: string | null = null) => ({
  __typename: 'Rating' as const,
  score,
  comment,
  updatedAt: AT,
  changeableUntil: '2026-03-08T10:00:00.000Z',
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

interface Said {
  readonly id: string;
  readonly kind: MessageKind;
  readonly body: string;
  readonly author: Person;
  readonly automatic?: boolean;
}

/** The event of a message. */
export const said = (seq: number, author: Person, body: string, kind: MessageKind = 'REPLY', replyTo: Said | null = null) => ({
  __typename: 'MessageSent' as const,
  id: `event-${seq}`,
  seq,
  at: AT,
  actor: author,
  message: {
    __typename: 'Message' as const,
    id: `message-${seq}`,
    kind,
    body,
    bodyHtml: `<p>${body}</p>`,
    automatic: false,
    author,
    replyTo: replyTo && { __typename: 'Message' as const, automatic: false, ...replyTo },
  },
});

/** The event of a ticket that was edited. */
export const edited = (seq: number, actor: Person, ...changes: { field: TicketField; from?: string | null; to?: string | null }[]) => ({
  __typename: 'TicketEdited' as const,
  id: `event-${seq}`,
  seq,
  at: AT,
  actor,
  changes: changes.map((change) => ({ __typename: 'TicketChange' as const, from: null, to: null, ...change })),
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

/** The event of a ticket that lost its assignee. */
export const unassigned = (seq: number, previousAssignee: Person) => ({
  __typename: 'TicketUnassigned' as const,
  id: `event-${seq}`,
  seq,
  at: AT,
  actor: null,
  previousAssignee,
});

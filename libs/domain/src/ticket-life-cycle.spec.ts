import { Role } from './roles';
import { ACTIVE_STATUSES, CLOSED_STATUSES, roleCanEver, statusAfter, TICKET_LIFE_CYCLE, TicketStatus, type TicketVerb } from './ticket-life-cycle';

const STATUSES = Object.values(TicketStatus);
const ROLES = Object.values(Role);

/**
 * The product's words, written down once more and independently: for each verb and role, the status afterwards when
 * the ticket was NEW, OPEN, PENDING, RESOLVED, CLOSED. A dash: it can't be done.
 */
const EXPECTED: Record<TicketVerb, Record<Role, string>> = {
  edit: {
    CUSTOMER: 'NEW  -    -       -        -',
    AGENT: '-    OPEN PENDING RESOLVED -',
    ADMIN: 'NEW  OPEN PENDING RESOLVED -',
  },
  assign: {
    CUSTOMER: '-    -    -       -        -',
    AGENT: '-    -    -       -        -',
    ADMIN: 'OPEN OPEN PENDING RESOLVED -',
  },
  unassign: {
    CUSTOMER: '-    -    -       -        -',
    AGENT: '-    -    -       -        -',
    ADMIN: '-    OPEN PENDING -        -',
  },
  share: {
    CUSTOMER: '-    -    -       -        -',
    AGENT: '-    -    -       -        -',
    ADMIN: 'NEW  OPEN PENDING RESOLVED CLOSED',
  },
  tag: {
    CUSTOMER: '-    -    -       -        -',
    AGENT: 'NEW  OPEN PENDING RESOLVED CLOSED',
    ADMIN: 'NEW  OPEN PENDING RESOLVED CLOSED',
  },
  split: {
    CUSTOMER: '-    -    -       -        -',
    AGENT: 'NEW  OPEN PENDING RESOLVED CLOSED',
    ADMIN: 'NEW  OPEN PENDING RESOLVED CLOSED',
  },
  merge: {
    CUSTOMER: '-      -      -      -      -',
    AGENT: 'CLOSED CLOSED CLOSED CLOSED -',
    ADMIN: 'CLOSED CLOSED CLOSED CLOSED -',
  },
  followUp: {
    CUSTOMER: '-    -    -       -        CLOSED',
    AGENT: '-    -    -       -        -',
    ADMIN: '-    -    -       -        -',
  },
  reply: {
    CUSTOMER: 'NEW  OPEN OPEN    OPEN     -',
    AGENT: '-    OPEN PENDING RESOLVED -',
    ADMIN: 'NEW  OPEN PENDING RESOLVED -',
  },
  note: {
    CUSTOMER: '-    -    -       -        -',
    AGENT: 'NEW  OPEN PENDING RESOLVED -',
    ADMIN: 'NEW  OPEN PENDING RESOLVED -',
  },
  markPending: {
    CUSTOMER: '-    -       -    -        -',
    AGENT: '-    PENDING -    -        -',
    ADMIN: '-    PENDING -    -        -',
  },
  resolve: {
    CUSTOMER: '-    -        -        -   -',
    AGENT: '-    RESOLVED RESOLVED -   -',
    ADMIN: '-    RESOLVED RESOLVED -   -',
  },
  reopen: {
    CUSTOMER: '-    -    -       OPEN     -',
    AGENT: '-    -    OPEN    OPEN     -',
    ADMIN: '-    -    OPEN    OPEN     -',
  },
  close: {
    CUSTOMER: '-    -    -       CLOSED   -',
    AGENT: '-    -    -       CLOSED   -',
    ADMIN: '-    -    -       CLOSED   -',
  },
};
const VERBS = Object.keys(EXPECTED) as TicketVerb[];

describe('the life of a ticket', () => {
  describe.each(VERBS)('%s', (verb) => {
    it.each(ROLES)('by a %s', (role) => {
      const found = STATUSES.map((status) => statusAfter(verb, status, role) ?? '-');
      expect(found).toEqual(EXPECTED[verb][role].split(/ +/));
    });
  });

  it('has no verb that the expectation above does not name', () => {
    expect(new Set(TICKET_LIFE_CYCLE.map((row) => row.verb))).toEqual(new Set(VERBS));
  });

  it('says one thing for each verb, status and role', () => {
    const keys = TICKET_LIFE_CYCLE.flatMap(({ verb, from, by }) => by.map((role) => `${verb} ${from} ${role}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('never comes back to NEW, and stays CLOSED', () => {
    const moves = TICKET_LIFE_CYCLE.filter(({ from, to }) => from !== to);
    expect(moves.filter(({ to }) => to === TicketStatus.NEW)).toEqual([]);
    expect(moves.filter(({ from }) => from === TicketStatus.CLOSED)).toEqual([]);
  });

  it('leads from NEW only through assigning, unless it goes on in another ticket', () => {
    const moves = TICKET_LIFE_CYCLE.filter(({ from, to }) => from === TicketStatus.NEW && to !== TicketStatus.NEW);
    expect(moves.map(({ verb }) => verb)).toEqual(['assign', 'merge']);
  });

  it('can get from NEW to every status', () => {
    const reached = new Set<TicketStatus>([TicketStatus.NEW]);
    for (const _ of STATUSES) TICKET_LIFE_CYCLE.filter(({ from }) => reached.has(from)).forEach(({ to }) => reached.add(to));
    expect(reached).toEqual(new Set(STATUSES));
  });

  it('takes every status for either active or closed', () => {
    expect([...ACTIVE_STATUSES, ...CLOSED_STATUSES]).toEqual(STATUSES);
  });

  it('knows what a role could do at some point', () => {
    const ever = (role: Role): TicketVerb[] => VERBS.filter((verb) => roleCanEver(verb, role));
    expect(ever(Role.CUSTOMER)).toEqual(['edit', 'followUp', 'reply', 'reopen', 'close']);
    expect(ever(Role.AGENT)).toEqual(['edit', 'tag', 'split', 'merge', 'reply', 'note', 'markPending', 'resolve', 'reopen', 'close']);
    expect(ever(Role.ADMIN)).toEqual(VERBS.filter((verb) => verb !== 'followUp'));
  });
});

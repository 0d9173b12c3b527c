import { Role, TicketStatus, TokenScope, type TicketVerb } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import { canNow, may, sees, seesNotes } from './ticket.policy';

const signedIn = (role: Role, id: string): Viewer => ({ id, role, credential: { kind: 'session', id: 'session' } });
const program = (role: Role, id: string, scopes: TokenScope[]): Viewer => ({
  id,
  role,
  credential: { kind: 'token', id: 'token', scopes },
});

const ann = signedIn(Role.CUSTOMER, 'ann');
const ben = signedIn(Role.CUSTOMER, 'ben');
const gita = signedIn(Role.AGENT, 'gita');
const hari = signedIn(Role.AGENT, 'hari');
const admin = signedIn(Role.ADMIN, 'admin');

const annsNew = { customerId: 'ann', assigneeId: null, status: TicketStatus.NEW };
const annsWithGita = { customerId: 'ann', assigneeId: 'gita', status: TicketStatus.OPEN };

const VERBS: readonly TicketVerb[] = ['assign', 'reply', 'note', 'markPending', 'resolve', 'reopen', 'close'];

describe('who sees a ticket', () => {
  it.each([
    ['its customer', ann, true, true],
    ['another customer', ben, false, false],
    ['its assignee', gita, false, true],
    ['another agent', hari, false, false],
    ['an admin', admin, true, true],
    // Ids are of people of all roles: being its customer is nothing to an agent.
    ['an agent with the id of its customer', signedIn(Role.AGENT, 'ann'), false, false],
    ['a customer with the id of its assignee', signedIn(Role.CUSTOMER, 'gita'), false, false],
  ])('%s', (_who, viewer, whileNew, onceAssigned) => {
    expect(sees(viewer, annsNew)).toBe(whileNew);
    expect(sees(viewer, annsWithGita)).toBe(onceAssigned);
  });

  it('nobody but staff sees notes', () => {
    expect([ann, gita, admin].map(seesNotes)).toEqual([false, true, true]);
  });
});

describe('who may do something to a ticket at some point of its life', () => {
  const verbsOf = (viewer: Viewer): TicketVerb[] => VERBS.filter((verb) => may(viewer, verb, annsWithGita));

  it.each([
    ['its customer', ann, ['reply', 'reopen', 'close']],
    ['another customer', ben, []],
    ['its assignee', gita, ['reply', 'note', 'markPending', 'resolve', 'reopen', 'close']],
    ['another agent', hari, []],
    ['an admin', admin, VERBS],
    ["a program of its customer's that only reads", program(Role.CUSTOMER, 'ann', [TokenScope.TICKETS_READ]), []],
    ["a program of its customer's that writes", program(Role.CUSTOMER, 'ann', [TokenScope.TICKETS_WRITE]), ['reply', 'reopen', 'close']],
    ["a program of an admin's that only touches people", program(Role.ADMIN, 'admin', [TokenScope.ADMIN_WRITE]), []],
  ])('%s', (_who, viewer, verbs) => {
    expect(verbsOf(viewer)).toEqual(verbs);
  });
});

describe('what can be done now', () => {
  const now = (viewer: Viewer, ticket: typeof annsNew | typeof annsWithGita): TicketVerb[] =>
    VERBS.filter((verb) => canNow(viewer, verb, ticket));

  it.each([
    [TicketStatus.OPEN, ['reply'], ['reply', 'note', 'markPending', 'resolve']],
    [TicketStatus.PENDING, ['reply'], ['reply', 'note', 'resolve', 'reopen']],
    [TicketStatus.RESOLVED, ['reply', 'reopen', 'close'], ['reply', 'note', 'reopen', 'close']],
    [TicketStatus.CLOSED, [], []],
  ])('while it is %s', (status, byCustomer, byAssignee) => {
    const ticket = { ...annsWithGita, status };
    expect(now(ann, ticket)).toEqual(byCustomer);
    expect(now(gita, ticket)).toEqual(byAssignee);
    expect(now(admin, ticket)).toEqual(status === TicketStatus.CLOSED ? [] : ['assign', ...byAssignee]);
    expect([...now(ben, ticket), ...now(hari, ticket)]).toEqual([]);
  });

  it('while it is NEW: it is assigned and written in, nothing else', () => {
    expect(now(ann, annsNew)).toEqual(['reply']);
    expect(now(gita, annsNew)).toEqual([]);
    expect(now(admin, annsNew)).toEqual(['assign', 'reply', 'note']);
  });

  it('nobody resolves what nobody has', () => {
    expect(canNow(admin, 'resolve', { customerId: 'ann', assigneeId: null, status: TicketStatus.OPEN })).toBe(false);
  });
});

import { Role, TicketStatus, TokenScope, type TicketVerb } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import { canNow, may, sees, seesNotes } from './ticket.policy';

const signedIn = (role: Role, id: string, topicIds: string[] = []): Viewer => ({
  id,
  role,
  credential: { kind: 'session', id: 'session' },
  duties: [],
  topicIds,
});
const program = (role: Role, id: string, scopes: TokenScope[]): Viewer => ({
  id,
  role,
  credential: { kind: 'token', id: 'token', scopes },
  duties: [],
  topicIds: [],
});

const ann = signedIn(Role.CUSTOMER, 'ann');
const ben = signedIn(Role.CUSTOMER, 'ben');
const gita = signedIn(Role.AGENT, 'gita');
const hari = signedIn(Role.AGENT, 'hari');
/** Expert in payments. */
const ivo = signedIn(Role.AGENT, 'ivo', ['payments', 'returns']);
/** An admin opens tickets to her. */
const jana = signedIn(Role.AGENT, 'jana');
const admin = signedIn(Role.ADMIN, 'admin');

const anns = { customerId: 'ann', topicId: 'payments', participantIds: [] as string[] };
const annsNew = { ...anns, assigneeId: null, status: TicketStatus.NEW };
const annsWithGita = { ...anns, assigneeId: 'gita', status: TicketStatus.OPEN };

const VERBS: readonly TicketVerb[] = ['edit', 'assign', 'reply', 'note', 'markPending', 'resolve', 'reopen', 'close'];
/** Besides, for the staff. */
const BESIDES: readonly TicketVerb[] = ['unassign', 'share', 'tag', 'merge', 'split'];

describe('who sees a ticket', () => {
  it.each([
    ['its customer', ann, true, true],
    ['another customer', ben, false, false],
    ['its assignee', gita, false, true],
    ['another agent', hari, false, false],
    ['an expert in its topic', ivo, true, false],
    ['an admin', admin, true, true],
    // Ids are of people of all roles: being its customer is nothing to an agent.
    ['an agent with the id of its customer', signedIn(Role.AGENT, 'ann'), false, false],
    ['a customer with the id of its assignee', signedIn(Role.CUSTOMER, 'gita'), false, false],
  ])('%s', (_who, viewer, whileNew, onceAssigned) => {
    expect(sees(viewer, annsNew)).toBe(whileNew);
    expect(sees(viewer, annsWithGita)).toBe(onceAssigned);
  });

  it('experts see what nobody has, while it is active and about their topic', () => {
    const statuses = Object.values(TicketStatus).filter((status) => sees(ivo, { ...annsNew, status }));
    expect(statuses).toEqual(['NEW', 'OPEN', 'PENDING']);
    expect(sees(ivo, { ...annsNew, topicId: 'delivery' })).toBe(false);
    expect(sees(ivo, { ...annsNew, topicId: null })).toBe(false);
    expect(sees(signedIn(Role.CUSTOMER, 'ivo', ['payments']), annsNew)).toBe(false);
  });

  it('agents to whom it was opened see it wherever it stands', () => {
    const opened = { ...annsWithGita, participantIds: ['jana'] };
    for (const status of Object.values(TicketStatus)) expect(sees(jana, { ...opened, status })).toBe(true);
    expect(sees(jana, annsWithGita)).toBe(false);
    expect(sees(hari, opened)).toBe(false);
    expect(sees(signedIn(Role.CUSTOMER, 'jana'), opened)).toBe(false);
  });

  it('nobody but staff sees notes', () => {
    expect([ann, gita, admin].map(seesNotes)).toEqual([false, true, true]);
  });
});

describe('who may do something to a ticket at some point of its life', () => {
  const verbsOf = (viewer: Viewer): TicketVerb[] => VERBS.filter((verb) => may(viewer, verb, annsWithGita));

  it.each([
    ['its customer', ann, ['edit', 'reply', 'reopen', 'close']],
    ['another customer', ben, []],
    ['its assignee', gita, ['edit', 'reply', 'note', 'markPending', 'resolve', 'reopen', 'close']],
    ['another agent', hari, []],
    ['an admin', admin, VERBS],
    ["a program of its customer's that only reads", program(Role.CUSTOMER, 'ann', [TokenScope.TICKETS_READ]), []],
    ["a program of its customer's that writes", program(Role.CUSTOMER, 'ann', [TokenScope.TICKETS_WRITE]), ['edit', 'reply', 'reopen', 'close']],
    ["a program of an admin's that only touches people", program(Role.ADMIN, 'admin', [TokenScope.ADMIN_WRITE]), []],
  ])('%s', (_who, viewer, verbs) => {
    expect(verbsOf(viewer)).toEqual(verbs);
  });
});

describe('who sees a ticket that another agent answers for, or nobody', () => {
  const all = [...VERBS, ...BESIDES];
  const opened = { ...annsWithGita, participantIds: ['jana'] };
  const verbs = (viewer: Viewer, ticket: typeof opened | typeof annsNew): TicketVerb[] => all.filter((verb) => may(viewer, verb, ticket));

  it.each([
    ['an agent to whom it was opened', jana, opened],
    ['an expert in the topic of what nobody has', ivo, annsNew],
  ])('%s writes notes and tags it, and does nothing that its customer would notice', (_who, viewer, ticket) => {
    expect(verbs(viewer, ticket)).toEqual(['note', 'tag']);
    expect(all.filter((verb) => canNow(viewer, verb, ticket))).toEqual(['note', 'tag']);
  });

  it('its assignee and admins do the rest', () => {
    expect(verbs(signedIn(Role.AGENT, 'gita'), opened)).toEqual([...VERBS.filter((verb) => verb !== 'assign'), 'tag', 'merge', 'split']);
    expect(verbs(admin, opened)).toEqual(all);
  });

  it('nobody takes a ticket from nobody', () => {
    expect(canNow(admin, 'unassign', opened)).toBe(true);
    expect(canNow(admin, 'unassign', { ...opened, assigneeId: null })).toBe(false);
  });
});

describe('what can be done now', () => {
  const now = (viewer: Viewer, ticket: typeof annsNew | typeof annsWithGita): TicketVerb[] =>
    VERBS.filter((verb) => canNow(viewer, verb, ticket));

  it.each([
    [TicketStatus.OPEN, ['reply'], ['edit', 'reply', 'note', 'markPending', 'resolve']],
    [TicketStatus.PENDING, ['reply'], ['edit', 'reply', 'note', 'resolve', 'reopen']],
    [TicketStatus.RESOLVED, ['reply', 'reopen', 'close'], ['edit', 'reply', 'note', 'reopen', 'close']],
    [TicketStatus.CLOSED, [], []],
  ])('while it is %s', (status, byCustomer, byAssignee) => {
    const ticket = { ...annsWithGita, status };
    expect(now(ann, ticket)).toEqual(byCustomer);
    expect(now(gita, ticket)).toEqual(byAssignee);
    expect(now(admin, ticket)).toEqual(status === TicketStatus.CLOSED ? [] : VERBS.filter((verb) => verb === 'assign' || byAssignee.includes(verb)));
    expect([...now(ben, ticket), ...now(hari, ticket)]).toEqual([]);
  });

  it('while it is NEW: it is edited, assigned and written in, nothing else', () => {
    expect(now(ann, annsNew)).toEqual(['edit', 'reply']);
    expect(now(gita, annsNew)).toEqual([]);
    expect(now(admin, annsNew)).toEqual(['edit', 'assign', 'reply', 'note']);
  });

  it('nobody resolves what nobody has', () => {
    expect(canNow(admin, 'resolve', { ...annsNew, status: TicketStatus.OPEN })).toBe(false);
  });
});

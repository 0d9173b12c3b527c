import { Role, TicketStatus, TokenScope } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import { changeableUntil, isRatable, isStillOpen, mayRate } from './rating.policy';

const signedIn = (role: Role, id: string): Viewer => ({ id, role, duties: [], topicIds: [], credential: { kind: 'session', id: 'session' } });
const program = (id: string, scopes: TokenScope[]): Viewer => ({ id, role: Role.CUSTOMER, duties: [], topicIds: [], credential: { kind: 'token', id: 'token', scopes } });

describe('who rates a ticket', () => {
  it.each([
    ['its customer', signedIn(Role.CUSTOMER, 'ann'), true],
    ['another customer', signedIn(Role.CUSTOMER, 'ben'), false],
    ['an agent with the id of its customer', signedIn(Role.AGENT, 'ann'), false],
    ['an admin', signedIn(Role.ADMIN, 'admin'), false],
    ["a program of its customer's that only reads", program('ann', [TokenScope.TICKETS_READ]), false],
    ["a program of its customer's that writes", program('ann', [TokenScope.TICKETS_WRITE]), true],
  ])('%s', (_who, viewer, expected) => {
    expect(mayRate(viewer, { customerId: 'ann' })).toBe(expected);
  });
});

describe('when a ticket is rated', () => {
  it('is once it is solved', () => {
    const ratable = Object.values(TicketStatus).filter((status) => isRatable({ status, mergedIntoId: null }));
    expect(ratable).toEqual([TicketStatus.RESOLVED, TicketStatus.CLOSED]);
    expect(isRatable({ status: TicketStatus.CLOSED, mergedIntoId: 'another' })).toBe(false);
  });

  it('is at any time for the first time, and for seven days after that', () => {
    const rating = { createdAt: new Date('2026-03-01T10:00:00.000Z') };
    expect(changeableUntil(rating)).toEqual(new Date('2026-03-08T10:00:00.000Z'));
    expect(isStillOpen(null, new Date('2036-01-01'))).toBe(true);
    expect(isStillOpen(rating, new Date('2026-03-08T09:59:59.999Z'))).toBe(true);
    expect(isStillOpen(rating, new Date('2026-03-08T10:00:00.000Z'))).toBe(false);
  });
});

import { ann, gita, ticket } from '../../../../test/data';
import { belongs, isBefore } from './ticket-question';

const topic = { __typename: 'Topic' as const, id: 't1', name: 'Payments' };
const shown = ticket('1', { topic, priority: 'HIGH', assignee: gita, createdAt: '2026-03-01T10:00:00.000Z' });

describe('whether a ticket belongs to a list', () => {
  it.each([
    [{}, true],
    [{ topicId: 't1' }, true],
    [{ topicId: 't2' }, false],
    [{ priority: ['HIGH', 'URGENT'] as const }, true],
    [{ priority: [] }, false],
    [{ assigneeId: gita.id }, true],
    [{ assigneeId: ann.id }, false],
    [{ customerId: ann.id }, true],
    [{ customerId: gita.id }, false],
    [{ raisedSince: '2026-03-01T10:00:00.000Z', raisedUntil: '2026-03-01T10:00:00.000Z' }, true],
    [{ raisedSince: '2026-03-01T10:00:00.001Z' }, false],
    [{ raisedUntil: '2026-03-01T10:59:59.999+01:00' }, false],
    [{ topicId: 't1', assigned: false }, false],
    [{ topicId: null, priority: null, assigneeId: null, raisedSince: null }, true],
  ])('%j: %s', (filter, expected) => {
    expect(belongs(shown, filter as never)).toBe(expected);
  });

  it('knows a ticket without topic or assignee', () => {
    expect(belongs(ticket('1'), { topicId: 't1' })).toBe(false);
    expect(belongs(ticket('1'), { assigneeId: gita.id })).toBe(false);
  });
});

describe('the order of a list', () => {
  const early = ticket('1', { priority: 'LOW', createdAt: '2026-03-01T10:00:00.000Z', lastActivityAt: '2026-03-05T10:00:00.000Z' });
  const late = ticket('2', { priority: 'URGENT', createdAt: '2026-03-02T10:00:00.000Z', lastActivityAt: '2026-03-04T10:00:00.000Z' });

  it.each([
    ['LAST_ACTIVITY', 'DESC', true],
    ['LAST_ACTIVITY', 'ASC', false],
    ['RAISED', 'DESC', false],
    ['RAISED', 'ASC', true],
    ['PRIORITY', 'DESC', false],
    ['PRIORITY', 'ASC', true],
  ] as const)('%s %s', (field, direction, isEarlyFirst) => {
    expect(isBefore(early, late, { field, direction })).toBe(isEarlyFirst);
    expect(isBefore(late, early, { field, direction })).toBe(!isEarlyFirst);
  });

  it('goes by activity within a priority, and by id at the same moment', () => {
    const [one, two] = [ticket('1', { lastActivityAt: '2026-03-05T10:00:00.000Z' }), ticket('2', { lastActivityAt: '2026-03-04T10:00:00.000Z' })];
    expect(isBefore(one, two, { field: 'PRIORITY', direction: 'DESC' })).toBe(true);
    expect(isBefore(ticket('1'), ticket('2'), { field: 'RAISED', direction: 'ASC' })).toBe(true);
    expect(isBefore(ticket('1'), ticket('2'), { field: 'RAISED', direction: 'DESC' })).toBe(false);
  });
});

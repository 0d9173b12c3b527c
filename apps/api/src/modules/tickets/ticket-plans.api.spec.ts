import { Role, TicketStatus } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { type Filter, filterTickets } from './ticket.filter';
import { OrderDirection, TicketListOrder, TicketOrderField } from './ticket.order';
import { visibleTickets } from './ticket.visibility';

const viewer: Viewer = { id: 'gita', role: Role.AGENT, credential: { kind: 'session', id: 'session' }, duties: [], topicIds: ['payments', 'returns'] };
const ACTIVE = [TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.PENDING];
const { LAST_ACTIVITY, URGENCY, PRIORITY } = TicketOrderField;

/** How the embedded database goes about it; the other one has no plan worth the name for an empty table. */
describe('lists of tickets', () => {
  let test: TestPlatform;

  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.stop());

  const planOf = async (filter: Filter, field: TicketOrderField, direction: OrderDirection, by = viewer): Promise<string[]> => {
    const query = visibleTickets(test.database, by, filter).take(26);
    filterTickets(query, filter, by);
    new TicketListOrder({ field, direction }).apply(query, null);
    const [sql, parameters] = query.getQueryAndParameters();
    const rows = await test.database.manager.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, parameters);
    return rows.map(({ detail }) => detail);
  };

  it.each<[string, Filter]>([
    ['an agent’s own', { status: ACTIVE, assigneeId: 'gita' }],
    ['those that nobody has in their topics', { status: ACTIVE, assigned: false }],
    ['those that are done', { status: [TicketStatus.RESOLVED, TicketStatus.CLOSED] }],
    ['those of a colleague', { assigneeId: 'hari' }],
    ['all of them', {}],
  ])('%s are found without looking at every ticket', async (_what, filter) => {
    if (!test.database.isEmbedded) return;
    for (const [field, direction] of [[LAST_ACTIVITY, OrderDirection.DESC], [URGENCY, OrderDirection.ASC], [PRIORITY, OrderDirection.DESC]] as const) {
      const plan = await planOf(filter, field, direction);
      expect(plan.filter((step) => /^SCAN (ticket|own|offered)\b/.test(step))).toEqual([]);
    }
  });

  it('those with a tag are found by it, without looking at every ticket', async () => {
    if (!test.database.isEmbedded) return;
    const plan = await planOf({ tag: 'vip' }, LAST_ACTIVITY, OrderDirection.DESC, { ...viewer, role: Role.ADMIN });
    expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });

  it('an agent’s own are read in the order that is asked for, without putting them in order first', async () => {
    if (!test.database.isEmbedded) return;
    for (const [field, direction] of [[LAST_ACTIVITY, OrderDirection.DESC], [URGENCY, OrderDirection.ASC], [PRIORITY, OrderDirection.DESC]] as const) {
      expect((await planOf({ assigneeId: 'gita' }, field, direction)).join()).not.toContain('TEMP B-TREE');
    }
  });
});

import { randomUUID } from 'node:crypto';
import { NOBODY_WAITS, TicketPriority, urgencyOf } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { Ticket } from './ticket.entity';

const LIST = /* GraphQL */ `
  query ($first: Int = 100, $after: String, $filter: TicketFilter, $orderBy: TicketOrder) {
    tickets(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes { id }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
interface Order {
  readonly field: 'LAST_ACTIVITY' | 'RAISED' | 'PRIORITY' | 'URGENCY';
  readonly direction: 'ASC' | 'DESC';
}

const ORDERS: Order[] = (['LAST_ACTIVITY', 'RAISED', 'PRIORITY', 'URGENCY'] as const).flatMap((field) =>
  (['ASC', 'DESC'] as const).map((direction) => ({ field, direction })),
);
const PRIORITIES = Object.values(TicketPriority);
const DAY = 24 * 60 * 60 * 1_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const at = (days: number): Date => new Date(START + days * DAY);

describe('lists of tickets, narrowed and in order', () => {
  let test: TestServer;
  let admin: Person;
  let ann: Person;
  let ben: Person;
  let gita: Person;
  let topics: string[];
  let rows: Ticket[];

  const list = async (by: Actor, variables: Record<string, unknown> = {}): Promise<Page> => (await by.do<{ tickets: Page }>(LIST, variables)).tickets;
  const idsOf = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);
  const found = async (filter: object, by: Actor = admin): Promise<string[]> => idsOf(await list(by, { filter })).sort();
  const those = (fits: (ticket: Ticket) => boolean): string[] => rows.filter(fits).map(({ id }) => id).sort();

  /** What the order means, said once more: the numbers first, then the id. */
  const inOrder = ({ field, direction }: Order): string[] => {
    const numbers = (ticket: Ticket): number[] => {
      if (field === 'RAISED') return [ticket.createdAt.getTime()];
      if (field === 'URGENCY') return [ticket.answerBy.getTime()];
      const activity = ticket.lastActivityAt.getTime();
      return field === 'PRIORITY' ? [PRIORITIES.indexOf(ticket.priority), activity] : [activity];
    };
    const compare = (one: Ticket, other: Ticket): number => {
      const mine = numbers(one);
      const difference = numbers(other).map((number, index) => (mine[index] ?? 0) - number).find((value) => value !== 0);
      return difference ?? (one.id < other.id ? -1 : 1);
    };
    const sorted = [...rows].sort(compare).map(({ id }) => id);
    return direction === 'ASC' ? sorted : sorted.reverse();
  };

  /** 36 tickets: many at the same moment, in every priority, of two customers, about two topics or none. */
  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    [admin, ann, ben, gita] = [await shop.firstAdmin(), await shop.customer('Ann'), await shop.customer('Ben'), await shop.agent('Gita')];
    topics = (await admin.do<{ topics: { id: string }[] }>('{ topics { id } }')).topics.map(({ id }) => id);
    const { database } = test.server.platform;
    for (let count = 0; count < 36; count++) {
      const input = { priority: PRIORITIES[count % 4], topicId: count % 3 === 2 ? null : topics[count % 3] };
      const { id } = await (count % 5 === 0 ? shop.assignedTicket(ben, gita) : shop.ticket(count % 2 ? ben : ann, input));
      const answerBy = count % 4 === 0 ? NOBODY_WAITS : at(20 + (count % 3));
      const times = { createdAt: at(count % 7), lastActivityAt: at(10 + (count % 4)), answerBy };
      await database.unitOfWork(() => database.repository(Ticket).update({ id }, times));
    }
    rows = await database.repository(Ticket).find();
  }, 60_000);
  afterAll(() => test.stop());

  it.each(ORDERS)('by $field $direction: the same on one page and on many, each once', async (orderBy) => {
    const expected = inOrder(orderBy);
    expect(idsOf(await list(admin, { orderBy }))).toEqual(expected);
    for (const first of [1, 5, 35]) {
      const read: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: Page = await list(admin, { orderBy, first, after });
        read.push(...idsOf(page));
        [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
      }
      expect(read).toEqual(expected);
    }
  });

  it('by the last activity, latest first, when nothing is said; DESC when no direction is', async () => {
    const newest = inOrder({ field: 'LAST_ACTIVITY', direction: 'DESC' });
    expect(idsOf(await list(admin))).toEqual(newest);
    expect(idsOf(await list(admin, { orderBy: null }))).toEqual(newest);
    expect(idsOf(await list(admin, { orderBy: { field: 'PRIORITY' } }))).toEqual(inOrder({ field: 'PRIORITY', direction: 'DESC' }));
  });

  it.each(ORDERS)('a cursor of $field $direction is bad input in every other order', async (orderBy) => {
    const { pageInfo } = await list(admin, { first: 3, orderBy });
    for (const other of ORDERS) {
      const { errors } = await admin.send(LIST, { after: pageInfo.endCursor, orderBy: other });
      const isOwn = other.field === orderBy.field && other.direction === orderBy.direction;
      expect(errors?.[0]?.extensions).toEqual(isOwn ? undefined : expect.objectContaining({ code: 'BAD_USER_INPUT' }));
      if (errors) expect(errors[0]?.extensions.issues).toEqual([{ path: 'after', message: expect.stringContaining('cursor') }]);
    }
  });

  it('by topic, priority, assignee and customer', async () => {
    expect(await found({ topicId: topics[1] })).toEqual(those(({ topicId }) => topicId === topics[1]));
    expect(await found({ priority: ['URGENT', 'LOW'] })).toEqual(those(({ priority }) => ['URGENT', 'LOW'].includes(priority)));
    expect(await found({ priority: [] })).toEqual([]);
    expect(await found({ assigneeId: gita.id })).toEqual(those(({ assigneeId }) => assigneeId === gita.id));
    expect(await found({ customerId: ben.id })).toEqual(those(({ customerId }) => customerId === ben.id));
    const nothing = { topicId: null, priority: null, assigneeId: null, customerId: null, raisedSince: null, raisedUntil: null };
    expect(await found(nothing)).toHaveLength(36);
    for (const nobodys of [{ topicId: randomUUID() }, { assigneeId: randomUUID() }, { customerId: `' OR '1'='1` }]) {
      expect(await found(nobodys)).toEqual([]);
    }
  });

  it('by when they were raised, both ends included', async () => {
    const between = (from: number, to: number): string[] => those(({ createdAt }) => createdAt >= at(from) && createdAt <= at(to));
    expect(await found({ raisedSince: at(2), raisedUntil: at(4) })).toEqual(between(2, 4));
    expect(await found({ raisedSince: at(6) })).toEqual(between(6, 99));
    expect(await found({ raisedUntil: at(0) })).toEqual(between(0, 0));
    expect(await found({ raisedSince: new Date(at(6).getTime() + 1) })).toEqual([]);
    expect(await found({ raisedSince: '2026-01-03T01:00:00.000+01:00', raisedUntil: at(2) })).toEqual(between(2, 2));
    expect((await admin.fail(LIST, { filter: { raisedSince: 'yesterday' } })).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('by all of it at once, in order and page by page', async () => {
    const filter = { customerId: ben.id, priority: ['NORMAL', 'URGENT'], status: ['NEW'], raisedSince: at(1), assigned: false };
    const orderBy = { field: 'PRIORITY', direction: 'DESC' } as const;
    const fits = those((ticket) => ticket.customerId === ben.id && ticket.status === 'NEW' && ticket.createdAt >= at(1) && urgencyOf(ticket.priority) % 2 === 1);
    const expected = inOrder(orderBy).filter((id) => fits.includes(id));
    expect(expected.length).toBeGreaterThan(5);
    const first = await list(admin, { filter, orderBy, first: 3 });
    const rest = await list(admin, { filter, orderBy, after: first.pageInfo.endCursor });
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(expected);
  });

  it('shows nobody more than they see anyway', async () => {
    const hari = await test.shop.agent('Hari');
    for (const filter of [{ customerId: ben.id }, { assigneeId: gita.id }, { topicId: topics[0] }, { priority: PRIORITIES }]) {
      expect(await found(filter, hari)).toEqual([]);
      const ofAnn = those(({ customerId }) => customerId === ann.id);
      expect(ofAnn).toEqual(expect.arrayContaining(await found(filter, ann)));
    }
    expect(await found({ customerId: ben.id }, ann)).toEqual([]);
    const { pageInfo } = await list(admin, { first: 1, orderBy: { field: 'RAISED', direction: 'ASC' } });
    const own = await list(ann, { after: pageInfo.endCursor, orderBy: { field: 'RAISED', direction: 'ASC' } });
    expect(those(({ customerId }) => customerId === ann.id)).toEqual(expect.arrayContaining(idsOf(own)));
  });
});

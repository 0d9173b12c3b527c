import { randomUUID } from 'node:crypto';
import { Role } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import type { Viewer } from '../../platform/auth';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';
import { Ticket } from './ticket.entity';
import { sees } from './ticket.policy';
import { visibleTickets } from './ticket.visibility';

const LIST = /* GraphQL */ `
  query ($first: Int, $after: String, $filter: TicketFilter) {
    tickets(first: $first, after: $after, filter: $filter) {
      nodes { id status lastActivityAt }
      edges { cursor }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;
interface Page {
  nodes: { id: string; status: string; lastActivityAt: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

describe('lists of tickets', () => {
  let test: TestServer;
  let admin: Person;
  let gita: Person;
  let hari: Person;

  const list = async (by: Actor, variables: Record<string, unknown> = {}): Promise<Page> =>
    (await by.do<{ tickets: Page }>(LIST, { first: 100, ...variables })).tickets;
  const idsOf = ({ nodes }: Page): string[] => nodes.map((node) => node.id);
  const raise = async (by: Actor, count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push((await test.shop.ticket(by)).id);
    return ids;
  };

  beforeAll(async () => {
    test = await startTestServer();
    [admin, gita, hari] = [await test.shop.firstAdmin(), await test.shop.agent('Gita'), await test.shop.agent('Hari')];
  });
  afterAll(() => test.stop());

  describe('hold what the viewer may see', () => {
    it('the query, the predicate and the API agree for every role', async () => {
      const [ann, ben] = [await test.shop.customer('Ann'), await test.shop.customer('Ben')];
      const { topics } = await admin.do<{ topics: { id: string; name: string }[] }>('{ topics { id name } }');
      const [payments = '', delivery = ''] = topics.map(({ id }) => id);
      const [expert, opened] = [await test.shop.agent('Expert'), await test.shop.agent('Opened')];
      await admin.do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }', { input: { agentId: expert.id, topicIds: [payments] } });
      for (const customer of [ann, ben]) {
        for (const topicId of [payments, delivery]) await test.shop.ticket(customer, { topicId });
        await does(admin, 'assign', (await test.shop.ticket(customer, { topicId: payments })).id, hari.id);
        for (const agent of [gita, hari, admin]) await ticketThatIs('OPEN', { shop: test.shop, customer, agent, admin });
        const [shared = ''] = await raise(customer, 1);
        await admin.do('mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id } } }', { input: { ticketId: shared, agentIds: [opened.id, expert.id] } });
      }
      const { database } = test.server.platform;
      const all = await database.repository(Ticket).find();
      const people: [Person, Role, number][] = [
        [ann, Role.CUSTOMER, 7], [ben, Role.CUSTOMER, 7], [await test.shop.customer('New'), Role.CUSTOMER, 0],
        [gita, Role.AGENT, 2], [hari, Role.AGENT, 4], [await test.shop.agent('New'), Role.AGENT, 0],
        [expert, Role.AGENT, 4], [opened, Role.AGENT, 2],
        [admin, Role.ADMIN, all.length],
      ];
      for (const [person, role, count] of people) {
        const viewer: Viewer = { id: person.id, role, credential: { kind: 'session', id: 'any' }, duties: [], topicIds: person === expert ? [payments] : [] };
        const bySql = (await visibleTickets(database, viewer).getMany()).map((ticket) => ticket.id).sort();
        const byPredicate = all.filter((ticket) => sees(viewer, ticket)).map((ticket) => ticket.id).sort();
        const byApi = idsOf(await list(person)).sort();
        expect(bySql).toHaveLength(count);
        expect(byPredicate).toEqual(bySql);
        expect(byApi).toEqual(bySql);
        for (const assigned of [true, false]) {
          const narrowed = all.filter((ticket) => sees(viewer, ticket) && (ticket.assigneeId !== null) === assigned);
          expect(idsOf(await list(person, { filter: { assigned } })).sort()).toEqual(narrowed.map(({ id }) => id).sort());
        }
        for (const assigneeId of [person.id, gita.id]) {
          const narrowed = all.filter((ticket) => sees(viewer, ticket) && ticket.assigneeId === assigneeId);
          expect(idsOf(await list(person, { filter: { assigneeId } })).sort()).toEqual(narrowed.map(({ id }) => id).sort());
        }
      }
    });

    it('signed-out people see none', async () => {
      expect((await test.shop.visitor().fail(LIST)).extensions.code).toBe('UNAUTHENTICATED');
    });
  });

  it('the last active comes first', async () => {
    const customer = await test.shop.customer();
    const [one, two, three] = await raise(customer, 3);
    await test.shop.message(customer, one ?? '', 'Anybody there?');
    expect(idsOf(await list(customer))).toEqual([one, three, two]);
  });

  describe('page by page', () => {
    const COUNT = 64;
    let customer: Person;
    let ids: string[];

    const walk = async (first: number, between: (page: Page, number: number) => Promise<void> = async () => undefined): Promise<Page[]> => {
      const pages: Page[] = [];
      let after: string | null = null;
      do {
        const page = await list(customer, { first, after });
        await between(page, pages.push(page));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      return pages;
    };

    beforeAll(async () => {
      customer = await test.shop.customer();
      ids = (await raise(customer, COUNT)).reverse();
    });

    it.each([1, 7, 32, 63, 64, 65])('of %i: each once, in order', async (first) => {
      const pages = await walk(first);
      expect(pages.flatMap(idsOf)).toEqual(ids);
      expect(pages).toHaveLength(Math.ceil(COUNT / first));
      for (const [index, { edges, pageInfo }] of pages.entries()) {
        expect(pageInfo).toEqual({
          hasNextPage: index < pages.length - 1,
          hasPreviousPage: index > 0,
          startCursor: edges[0]?.cursor,
          endCursor: edges.at(-1)?.cursor,
        });
      }
    });

    it('of 25 when nothing is asked for', async () => {
      expect((await customer.do<{ tickets: Page }>('{ tickets { nodes { id } } }')).tickets.nodes).toHaveLength(25);
      expect((await list(customer, { first: null })).nodes).toHaveLength(25);
    });

    it('without gap or double where many were active at the same moment', async () => {
      const { database } = test.server.platform;
      const repository = database.repository(Ticket);
      const before = await repository.findBy({ customerId: customer.id });
      const lastActivityAt = new Date('2026-01-01T00:00:00.123Z');
      await database.unitOfWork(() => database.repository(Ticket).update({ customerId: customer.id }, { lastActivityAt }));
      expect((await walk(10)).flatMap(idsOf)).toEqual([...ids].sort().reverse());
      for (const { id, lastActivityAt } of before) {
        await database.unitOfWork(() => database.repository(Ticket).update({ id }, { lastActivityAt }));
      }
    });

    it('without gap or double while tickets change: what moves up while one reads is not read twice', async () => {
      const touched: string[] = [];
      const pages = await walk(10, async ({ nodes }, number) => {
        // One that was read, one that is still to come, and a new one.
        const [read, unread] = [nodes[3]?.id ?? '', ids[number * 10 + 5] ?? ''];
        for (const id of [read, unread].filter(Boolean)) {
          await test.shop.message(customer, id, 'Still there?');
          touched.push(id);
        }
        await raise(customer, 1);
      });
      const read = pages.flatMap(idsOf);
      expect(new Set(read).size).toBe(read.length);
      expect(read).toEqual(expect.arrayContaining(ids.filter((id) => !touched.includes(id))));
      expect(idsOf(await list(customer))).toEqual(expect.arrayContaining(ids));
    });

    it.each([[{ first: 0 }, 'first'], [{ first: 101 }, 'first'], [{ first: -1 }, 'first'], [{ after: 'x' }, 'after'], [{ after: '' }, 'after'],
      [{ after: Buffer.from('seq.3').toString('base64url') }, 'after'], [{ after: Buffer.from(`LAST_ACTIVITY_DESC.1e3.${randomUUID()}`).toString('base64url') }, 'after'],
    ])('%j is refused', async (variables, path) => {
      const { extensions } = await customer.fail(LIST, variables);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    });

    it('a cursor of somebody else’s list shows nothing of theirs', async () => {
      const { pageInfo } = await list(customer, { first: 1 });
      const other = await test.shop.customer();
      const [own] = await raise(other, 1);
      expect(idsOf(await list(other, { after: pageInfo.startCursor }))).toEqual([]);
      expect(idsOf(await list(other))).toEqual([own]);
    });

    it('any moment that a cursor can hold is fine', async () => {
      const after = (time: string): string => Buffer.from(`LAST_ACTIVITY_DESC.${time}.${randomUUID()}`).toString('base64url');
      expect((await list(customer, { after: after('0') })).nodes).toEqual([]);
      expect((await list(customer, { after: after('9'.repeat(13)) })).nodes.length).toBeGreaterThan(COUNT);
    });
  });

  describe('filtered', () => {
    let cast: Cast & { customer: Person };
    const byStatus: Record<string, string> = {};

    beforeAll(async () => {
      cast = { shop: test.shop, customer: await test.shop.customer(), agent: await test.shop.agent(), admin };
      for (const status of ['NEW', 'OPEN', 'PENDING', 'RESOLVED', 'CLOSED'] as const) byStatus[status] = await ticketThatIs(status, cast);
    });

    it('by status', async () => {
      for (const [status, id] of Object.entries(byStatus)) expect(idsOf(await list(cast.customer, { filter: { status: [status] } }))).toEqual([id]);
      const two = await list(cast.customer, { filter: { status: ['CLOSED', 'NEW'] } });
      expect(idsOf(two)).toEqual([byStatus['CLOSED'], byStatus['NEW']]);
      expect(idsOf(await list(cast.customer, { filter: { status: [] } }))).toEqual([]);
      expect(idsOf(await list(cast.agent, { filter: { status: ['NEW'] } }))).toEqual([]);
    });

    it('by whether somebody has it', async () => {
      expect(idsOf(await list(cast.customer, { filter: { assigned: false } }))).toEqual([byStatus['NEW']]);
      expect(idsOf(await list(cast.customer, { filter: { assigned: true } }))).toHaveLength(4);
      expect(idsOf(await list(cast.customer, { filter: { assigned: null, status: null } }))).toHaveLength(5);
      expect(idsOf(await list(cast.customer, { filter: { assigned: false, status: ['OPEN'] } }))).toEqual([]);
      await does(admin, 'assign', await ticketThatIs('NEW', cast), cast.agent.id);
      expect(idsOf(await list(cast.customer, { filter: { assigned: false } }))).toEqual([byStatus['NEW']]);
    });

    it('and page by page', async () => {
      const filter = { assigned: true };
      const first = await list(cast.customer, { first: 2, filter });
      const rest = await list(cast.customer, { first: 100, filter, after: first.pageInfo.endCursor });
      expect([...idsOf(first), ...idsOf(rest)]).toEqual(idsOf(await list(cast.customer, { filter })));
    });

    it('by what there is not is refused', async () => {
      const { extensions } = await cast.customer.fail(LIST, { filter: { status: ['SOON'] } });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'filter.status[0]' }] });
    });
  });
});

import { eventually, type Actor, type Person } from '@ccr/testkit';
import { IsNull, Not } from 'typeorm';
import { EventRow } from '../../../platform/events';
import { statementsDuring } from '../../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { Notification } from '../../notifications/notification.entity';
import { ExpertTopic } from '../../topics/expert-topic.entity';
import { User } from '../people/user.entity';

const LIST = /* GraphQL */ `
  query ($first: Int, $after: String, $filter: AgentFilter) {
    agents(first: $first, after: $after, filter: $filter) {
      nodes { id name state topics { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
interface Page {
  agents: { nodes: { id: string; name: string; state: string; topics: { name: string }[] }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

describe('the list of agents', () => {
  let test: TestServer;
  let admin: Person;
  let topicIds: string[];
  let counter = 0;

  const add = async (name: string, email = `someone.${++counter}@example.com`, more: object = {}): Promise<string> => {
    const { createAgent } = await admin.do<{ createAgent: { agent: { id: string } } }>(
      'mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }',
      { input: { name, email, ...more } },
    );
    return createAgent.agent.id;
  };
  const list = async (filter: object | null, actor: Actor = admin): Promise<Page['agents']['nodes']> =>
    (await actor.do<Page>(LIST, { first: 100, filter })).agents.nodes;
  const names = async (filter: object): Promise<string[]> => (await list(filter)).map(({ name }) => name);
  const change = (id: string, columns: Partial<User>): Promise<unknown> => {
    const { database } = test.server.platform;
    return database.unitOfWork(() => database.manager.update(User, { id }, columns));
  };

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '1000000' });
    admin = await test.shop.firstAdmin();
    topicIds = (await admin.do<{ topics: { id: string }[] }>('{ topics { id } }')).topics.map(({ id }) => id);
  });
  afterAll(() => test.stop());

  describe('is searched', () => {
    beforeAll(async () => {
      await add('Ärmel Schärf', 'tailor@example.com');
      await add('100% Cotton_Wool', 'plants@example.org');
      await add('Back\\slash O’Neil', 'zoe.x@example.com', { role: 'ADMIN' });
    });

    it.each([
      ['part of a name', 'chär', ['Ärmel Schärf']],
      ['another case', 'COTTON', ['100% Cotton_Wool']],
      ['another case of letters beyond ASCII', 'ÄRMEL SCHÄRF', ['Ärmel Schärf']],
      ['spaces around', '  cotton  ', ['100% Cotton_Wool']],
      ['part of an address', 'plants@EXAMPLE', ['100% Cotton_Wool']],
      ['a percent sign', '0%', ['100% Cotton_Wool']],
      ['an underline', 'n_w', ['100% Cotton_Wool']],
      ['a backslash', 'k\\s', ['Back\\slash O’Neil']],
      ['an exclamation mark', '!', []],
      ['a quote', "' OR '1'='1", []],
      ['a percent sign that is no wildcard', 'c%n', []],
      ['an underline that is no wildcard', 'c_tton', []],
      ['nobody', 'nobody of this name', []],
    ])('by %s', async (_what, search, expected) => {
      expect(await names({ search })).toEqual(expected);
    });

    it('by nothing at all, which finds everybody', async () => {
      expect(await names({ search: '  ' })).toEqual(await names({}));
    });

    it('together with the rest of the filter, page by page', async () => {
      expect(await names({ search: 'example', role: 'ADMIN' })).toEqual(['Admin', 'Back\\slash O’Neil']);
      const first = await admin.do<Page>(LIST, { first: 1, filter: { search: 'example', role: 'ADMIN' } });
      expect(first.agents.pageInfo.hasNextPage).toBe(true);
      const after = first.agents.pageInfo.endCursor;
      const second = await admin.do<Page>(LIST, { first: 1, after, filter: { search: 'example', role: 'ADMIN' } });
      expect(second.agents.nodes.map(({ name }) => name)).toEqual(['Back\\slash O’Neil']);
      expect(second.agents.pageInfo.hasNextPage).toBe(false);
    });

    it('never finds customers, not by their role either', async () => {
      const customer = await test.shop.customer('Cotton Customer');
      expect(await names({ search: customer.email })).toEqual([]);
      expect(await names({ role: 'CUSTOMER' })).toEqual([]);
    });

    it('refuses a search of 255 characters', async () => {
      const { extensions } = await admin.fail(LIST, { filter: { search: 'x'.repeat(255) } });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'filter.search' }] });
    });
  });

  it('shows who stands where; the erased only when they are asked for', async () => {
    const now = new Date();
    const people = {
      INVITED: await add('Invited'),
      ACTIVE: (await test.shop.agent('Active')).id,
      DEACTIVATED: await add('Deactivated'),
      LEAVING: (await test.shop.agent('Leaving')).id,
      ERASED: await add('Erased'),
    };
    await change(people.DEACTIVATED, { deactivatedAt: now });
    await change(people.LEAVING, { deletionDueAt: now });
    await change(people.ERASED, { erasedAt: now, deactivatedAt: now, deletionDueAt: now });
    const ids = Object.values(people);
    for (const [state, id] of Object.entries(people)) {
      const found = await list({ state });
      expect(found.filter((person) => ids.includes(person.id)).map((person) => person.id)).toEqual([id]);
      expect(new Set(found.map((person) => person.state))).toEqual(new Set([state]));
    }
    const all = (await list(null)).map(({ id }) => id);
    expect(ids.filter((id) => !all.includes(id))).toEqual([people.ERASED]);
  });

  it('shows the experts of a topic', async () => {
    const [payments, returns] = topicIds;
    const expert = await add('Expert', undefined, { topicIds: [payments, returns] });
    const other = await add('Other Expert', undefined, { topicIds: [returns] });
    expect((await list({ topicId: payments })).map(({ id }) => id)).toEqual([expert]);
    expect((await list({ topicId: returns })).map(({ id }) => id)).toEqual([expert, other]);
    expect(await list({ topicId: 'none' })).toEqual([]);
    expect((await list({ topicId: returns }, await test.shop.agent())).map(({ id }) => id)).toEqual([expert, other]);
  });

  it('costs as many statements for 100 agents with topics as for one', async () => {
    const { database, clock } = test.server.platform;
    const template = await database.repository(User).findOneByOrFail({ id: await add('Many') });
    const people = Array.from({ length: 110 }, (_, i) => ({ ...template, id: `${template.id.slice(0, -4)}${1_000 + i}`, email: `many.${i}@example.com` }));
    const expertTopics = people.flatMap(({ id }) => topicIds.map((topicId) => ({ agentId: id, topicId, createdAt: clock.now() })));
    await database.unitOfWork(async () => {
      await database.manager.insert(User, people);
      await database.manager.insert(ExpertTopic, expertTopics);
    });
    const statementsFor = (first: number): Promise<string[]> =>
      statementsDuring(database, async () => {
        const { nodes } = (await admin.do<Page>(LIST, { first, filter: { search: 'many.' } })).agents;
        expect(nodes).toHaveLength(first);
        expect(nodes.at(-1)?.topics.map(({ name }) => name)).toEqual(['Delivery', 'Payments', 'Products', 'Returns']);
      });
    const due = { dueAt: Not(IsNull()) };
    await eventually('quiet', async () => {
      const busy = await Promise.all([EventRow, Notification].map((row) => database.repository<EventRow | Notification>(row).existsBy(due)));
      return !busy.includes(true);
    });
    const [one, hundred] = [await statementsFor(1), await statementsFor(100)];
    expect(hundred).toHaveLength(one.length);
    // Two for the session and who asks, one for the shop's rule on second factors; the people, their topics, the topics.
    expect(hundred.length).toBeLessThanOrEqual(6);
  });
});

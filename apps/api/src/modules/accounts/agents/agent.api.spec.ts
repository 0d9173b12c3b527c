import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { In } from 'typeorm';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';

const CREATE = 'mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id name email role } } }';
const LIST = /* GraphQL */ `
  query ($first: Int, $after: String) {
    agents(first: $first, after: $after) {
      nodes { id role }
      edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

interface Page {
  agents: {
    nodes: { id: string; role: string }[];
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  };
}

describe('agents', () => {
  let test: TestServer;
  let admin: Person;
  let agent: Person;
  let customer: Person;
  let counter = 0;

  const draft = (more: object = {}) => ({ name: 'Gita', email: `gita.${++counter}@example.com`, password: 'correct horse battery', ...more });
  const create = async (actor: Actor, input: object): Promise<{ id: string; role: string; email: string }> =>
    (await actor.do<{ createAgent: { agent: { id: string; role: string; email: string } } }>(CREATE, { input })).createAgent.agent;
  const list = async (actor: Actor, first?: number, after?: string | null): Promise<Page['agents']> =>
    (await actor.do<Page>(LIST, { first, after })).agents;

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
    agent = await test.shop.agent();
    customer = await test.shop.customer();
  });
  afterAll(() => test.stop());

  it('are made by an admin: agents, and other admins, who can make agents', async () => {
    expect((await create(admin, draft())).role).toBe('AGENT');
    const second = await test.shop.agent('Second Admin', 'ADMIN');
    expect((await create(second, draft({ role: 'ADMIN' }))).role).toBe('ADMIN');
  });

  it('can sign in with the first password at once, and do nothing but change it', async () => {
    const input = draft();
    await create(admin, input);
    const newcomer = await test.shop.signIn(input.email, input.password);
    expect((await newcomer.fail('{ tickets { nodes { id } } }')).extensions.code).toBe('FORBIDDEN');
    const change = { currentPassword: input.password, newPassword: 'another horse and a cart' };
    await newcomer.do('mutation($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { id } } }', { input: change });
    await newcomer.do('{ tickets { nodes { id } } }');
  });

  it('come with topics and a capacity, and leave a line in the audit', async () => {
    const { topics } = await admin.do<{ topics: { id: string; name: string }[] }>('{ topics { id name } }');
    const [one, other] = [topics[2], topics[0]];
    const { id } = await create(admin, draft({ topicIds: [one?.id, other?.id, one?.id], capacity: 7 }));
    const { agents } = await admin.do<{ agents: { nodes: object[] } }>('{ agents(first: 100) { nodes { id capacity topics { name } } } }');
    expect(agents.nodes).toContainEqual({ id, capacity: 7, topics: [{ name: other?.name }, { name: one?.name }] });
    const audit = test.server.platform.database.repository(SecurityEvent);
    expect(await audit.findBy({ userId: id })).toMatchObject([
      { type: 'STAFF_CREATED', actorId: admin.id, details: { role: 'AGENT' }, ip: expect.any(String) },
    ]);
  });

  it('are made by nobody else', async () => {
    const input = draft();
    const reader = await test.shop.program(admin, ['TICKETS_READ', 'TICKETS_WRITE']);
    const others: [Actor, string][] = [
      [customer, 'FORBIDDEN'],
      [agent, 'FORBIDDEN'],
      [reader, 'FORBIDDEN'],
      [await test.shop.program(agent, ['ADMIN_WRITE']), 'FORBIDDEN'],
      [test.shop.visitor(), 'UNAUTHENTICATED'],
    ];
    for (const [actor, code] of others) expect((await actor.fail(CREATE, { input })).extensions.code).toBe(code);
    const program = await test.shop.program(admin, ['ADMIN_WRITE']);
    expect((await create(program, { ...input, password: null })).email).toBe(input.email); // so nobody had made it before
  });

  it.each([
    ['an admin', { role: 'ADMIN', password: null }, 'An access token can not make admins. Sign in to do it.'],
    ['with a password of its choosing', {}, 'An access token can not choose passwords. Leave it out, and they are invited by mail.'],
  ])('are not made by a token when it would come to more than the token: %s', async (_what, more, message) => {
    const program = await test.shop.program(admin, ['ADMIN_WRITE']);
    const input = draft(more);
    expect(await program.fail(CREATE, { input })).toMatchObject({ message, extensions: { code: 'FORBIDDEN' } });
    expect(await test.server.platform.database.repository(User).existsBy({ email: input.email })).toBe(false);
  });

  it.each([
    ['a customer', { role: 'CUSTOMER' }, 'input.role'],
    ['no role', { role: null }, 'input.role'],
    ['a role that is none', { role: 'OWNER' }, 'input.role'],
    ['a short password', { password: 'short' }, 'input.password'],
    ['an address that is none', { email: 'gita' }, 'input.email'],
    ['a blank name', { name: ' ' }, 'input.name'],
    ['a password that is their address', { password: 'gita@example.com' }, 'input.password'],
    ['a capacity of 0', { capacity: 0 }, 'input.capacity'],
    ['a capacity of 1001', { capacity: 1001 }, 'input.capacity'],
    ['a topic that there is not', { topicIds: [randomUUID()] }, 'input.topicIds'],
    ['a clientMutationId that is none', { clientMutationId: 'x' }, 'input.clientMutationId'],
  ])('are not made of %s', async (_what, wrong, path) => {
    const error = await admin.fail(CREATE, { input: draft(wrong) });
    expect(error.extensions.code).toBe('BAD_USER_INPUT');
    expect(error.extensions.issues?.[0]?.path).toBe(path);
  });

  it('have an address of their own, among customers too', async () => {
    const error = await admin.fail(CREATE, { input: draft({ email: customer.email.toUpperCase() }) });
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.email' }] });
  });

  describe('with a clientMutationId', () => {
    it('are made once, however often it is sent, one after the other or at once', async () => {
      const input = draft({ clientMutationId: randomUUID() });
      const made = await Promise.all([1, 2, 3].map(() => create(admin, input)));
      made.push(await create(admin, input));
      expect(new Set(made.map((one) => one.id)).size).toBe(1);
    });

    it('are made when an attempt with it has failed before', async () => {
      const clientMutationId = randomUUID();
      await admin.fail(CREATE, { input: draft({ clientMutationId, email: customer.email }) });
      expect((await create(admin, draft({ clientMutationId }))).role).toBe('AGENT');
    });

    it('are made by each admin: the ids of different people do not meet', async () => {
      const clientMutationId = randomUUID();
      const other = await test.shop.agent('Second Admin', 'ADMIN');
      const ids = [await create(admin, draft({ clientMutationId })), await create(other, draft({ clientMutationId }))].map(({ id }) => id);
      expect(ids[0]).not.toBe(ids[1]);
    });

    it('are not made when it was used for something else', async () => {
      const clientMutationId = randomUUID();
      await admin.do('mutation($input: CreateTopicInput!) { createTopic(input: $input) { topic { id } } }', {
        input: { name: `Topic ${clientMutationId}`, clientMutationId },
      });
      const error = await admin.fail(CREATE, { input: draft({ clientMutationId }) });
      expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.clientMutationId' }] });
    });
  });

  describe('as a list', () => {
    it('come page by page, in the order in which they joined, each once', async () => {
      for (let count = 0; count < 7; count++) await create(admin, draft());
      const all = await list(admin, 100);
      expect(all.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
      expect(all.nodes.length).toBeGreaterThan(8);
      expect(all.nodes[1]?.id).toBe(agent.id);
      expect(all.nodes.every((person) => person.role !== 'CUSTOMER')).toBe(true);

      for (const size of [1, 3, all.nodes.length]) {
        const ids: string[] = [];
        let after: string | null = null;
        for (let more = true; more; ) {
          const page: Page['agents'] = await list(admin, size, after);
          expect(page.nodes.length).toBeLessThanOrEqual(size);
          expect(page.edges.map((edge) => edge.node.id)).toEqual(page.nodes.map((person) => person.id));
          expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor);
          ids.push(...page.nodes.map((person) => person.id));
          after = page.pageInfo.endCursor;
          more = page.pageInfo.hasNextPage;
        }
        expect(ids).toEqual(all.nodes.map((person) => person.id));
      }
    });

    it('lose nobody who joined in the same millisecond as another', async () => {
      const made = await Promise.all(Array.from({ length: 6 }, () => create(admin, draft())));
      const people = test.server.platform.database.repository(User);
      await people.update({ id: In(made.map(({ id }) => id)) }, { createdAt: new Date() });
      const { edges } = await list(admin, 100);
      const ids = edges.map((edge) => edge.node.id);
      for (const [place, edge] of edges.entries()) {
        expect((await list(admin, 1, edge.cursor)).nodes.map(({ id }) => id)).toEqual(ids.slice(place + 1, place + 2));
      }
    });

    it('has 25 by default, and an end beyond the end', async () => {
      for (let count = 0; count < 15; count++) await create(admin, draft());
      const { agents } = await admin.do<Page>('{ agents { nodes { id role } pageInfo { hasNextPage endCursor } } }');
      expect(agents.nodes).toHaveLength(25);
      const last = (await list(admin, 100)).pageInfo.endCursor;
      expect(await list(admin, 5, last)).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, endCursor: null } });
    });

    it.each([0, -1, 101, 2_147_483_647])('refuses a page of %d', async (first) => {
      expect((await admin.fail(LIST, { first })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'first' }] });
    });

    it.each([
      ['text', 'nonsense'],
      ['nothing', ''],
      ['SQL', Buffer.from("1' OR '1'='1.x").toString('base64url')],
      ['a cursor of another list', Buffer.from('seq.1').toString('base64url')],
      ['a day beyond all days', Buffer.from(`999999999999999.${randomUUID()}`).toString('base64url')],
      ['a cursor too long', 'x'.repeat(10_000)],
    ])('refuses a cursor that is none: %s', async (_what, after) => {
      expect((await admin.fail(LIST, { first: 1, after })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'after' }] });
    });

    it('is for staff, and for their programs that may read', async () => {
      await list(agent);
      await list(await test.shop.program(agent, ['TICKETS_READ']));
      const others: [Actor, string][] = [
        [customer, 'FORBIDDEN'],
        [await test.shop.program(customer, ['TICKETS_READ']), 'FORBIDDEN'],
        [await test.shop.program(await test.shop.firstAdmin(), ['ADMIN_WRITE']), 'FORBIDDEN'],
        [test.shop.visitor(), 'UNAUTHENTICATED'],
      ];
      for (const [actor, code] of others) expect((await actor.fail(LIST)).extensions.code).toBe(code);
    });
  });
});

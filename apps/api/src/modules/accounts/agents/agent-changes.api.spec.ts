import { randomUUID } from 'node:crypto';
import { eventually, type Actor, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { SecurityEvent } from '../security-log/security-event.entity';

const UPDATE = 'mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id name role capacity topics { name } } } }';
const AVAILABLE = 'mutation($input: SetAvailabilityInput!) { setAvailability(input: $input) { viewer { id availability } } }';
const CHANGES = 'subscription { ticketChanged { id } }';
const TICKETS = '{ tickets { nodes { id } } }';

interface Agent {
  id: string;
  name: string;
  role: string;
  capacity: number | null;
  topics: { name: string }[];
}

describe('changing an agent', () => {
  let test: TestServer;
  let admin: Person;
  let gita: Person;

  const update = async (actor: Actor, agentId: string, changes: object): Promise<Agent> =>
    (await actor.do<{ updateAgent: { agent: Agent } }>(UPDATE, { input: { agentId, ...changes } })).updateAgent.agent;
  const audit = (userId: string): Promise<SecurityEvent[]> =>
    test.server.platform.database.repository(SecurityEvent).findBy({ userId, type: 'ROLE_CHANGED' as SecurityEvent['type'] });
  const code = async (actor: Actor, query: string, input?: object): Promise<string> =>
    (await actor.send(query, input && { input })).errors?.[0]?.extensions.code ?? 'done';

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  beforeEach(async () => {
    gita = await test.shop.agent('Gita');
  });
  afterAll(() => test.stop());

  it('changes what is said and leaves the rest', async () => {
    const { topics } = await admin.do<{ topics: { id: string; name: string }[] }>('{ topics { id name } }');
    const [delivery, payments] = topics;
    const before = { id: gita.id, name: 'Gita', role: 'AGENT', capacity: null, topics: [] };
    expect(await update(admin, gita.id, {})).toEqual(before);
    expect(await update(admin, gita.id, { name: null, role: null, topicIds: null })).toEqual(before);
    expect(await update(admin, gita.id, { name: ' Gita Mehta ' })).toEqual({ ...before, name: 'Gita Mehta' });
    expect(await update(admin, gita.id, { capacity: 12 })).toMatchObject({ name: 'Gita Mehta', capacity: 12 });
    expect(await update(admin, gita.id, { topicIds: [payments?.id, delivery?.id] })).toMatchObject({
      capacity: 12,
      topics: [{ name: 'Delivery' }, { name: 'Payments' }],
    });
    expect(await update(admin, gita.id, { capacity: null, topicIds: [] })).toEqual({ ...before, name: 'Gita Mehta' });
    await gita.do(TICKETS); // nothing of it signs them out
    expect(await audit(gita.id)).toEqual([]);
  });

  it.each([
    ['a blank name', { name: '\u200b ' }, 'input.name'],
    ['a name of two lines', { name: 'a\nb' }, 'input.name'],
    ['a capacity of 0', { capacity: 0 }, 'input.capacity'],
    ['a capacity of 1001', { capacity: 1001 }, 'input.capacity'],
    ['a customer’s role', { role: 'CUSTOMER' }, 'input.role'],
    ['a topic that there is not', { topicIds: [randomUUID()] }, 'input.topicIds'],
  ])('refuses %s, and changes nothing', async (_what, wrong, path) => {
    const { extensions } = await admin.fail(UPDATE, { input: { agentId: gita.id, name: 'Changed', capacity: 3, ...wrong } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    expect(await update(admin, gita.id, {})).toMatchObject({ name: 'Gita', capacity: null });
  });

  it('is for admins, and for nobody but staff', async () => {
    const customer = await test.shop.customer();
    const input = { agentId: gita.id, name: 'Changed' };
    expect(await code(gita, UPDATE, input)).toBe('FORBIDDEN');
    expect(await code(customer, UPDATE, input)).toBe('FORBIDDEN');
    expect(await code(await test.shop.program(admin, ['TICKETS_WRITE']), UPDATE, input)).toBe('FORBIDDEN');
    expect(await code(test.shop.visitor(), UPDATE, input)).toBe('UNAUTHENTICATED');
    for (const agentId of [customer.id, randomUUID(), '', gita.id.toUpperCase()]) {
      expect(await code(admin, UPDATE, { agentId, name: 'Changed' })).toBe('NOT_FOUND');
    }
    expect(await update(await test.shop.program(admin, ['ADMIN_WRITE']), gita.id, {})).toMatchObject({ name: 'Gita' });
  });

  it('of their role signs them out everywhere and closes the sockets of their programs within a second', async () => {
    const program = await test.shop.program(gita, ['TICKETS_READ', 'ADMIN_WRITE']);
    const sockets = [gita.subscribe(CHANGES), program.subscribe(CHANGES)];
    const customer = await test.shop.customer();
    await eventually('the feeds', async () => {
      await test.shop.assignedTicket(customer, gita);
      return sockets.every(({ items }) => items.length > 0);
    });
    expect(await update(admin, gita.id, { role: 'ADMIN' })).toMatchObject({ role: 'ADMIN' });
    await eventually('the end of both', () => sockets.every(({ closed }) => closed !== null), 1_000);
    expect(await code(gita, TICKETS)).toBe('UNAUTHENTICATED');
    const again = await test.shop.signIn(gita.email);
    await update(again, gita.id, { capacity: 1 });
    await update(program, gita.id, { capacity: 2 });
    expect(await audit(gita.id)).toMatchObject([{ actorId: admin.id, details: { from: 'AGENT', to: 'ADMIN' } }]);
  });

  it('makes no admin for a token', async () => {
    const program = await test.shop.program(admin, ['ADMIN_WRITE']);
    expect(await code(program, UPDATE, { agentId: gita.id, role: 'ADMIN' })).toBe('FORBIDDEN');
    expect(await update(admin, gita.id, {})).toMatchObject({ role: 'AGENT' });
  });

  it('of one’s own role counts for the rest of the operation', async () => {
    const second = await test.shop.agent('Second', 'ADMIN');
    const twice = `mutation($input: UpdateAgentInput!) {
      updateAgent(input: $input) { agent { id } }
      createTopic(input: { name: "By nobody" }) { topic { id } }
    }`;
    const { errors } = await second.send(twice, { input: { agentId: second.id, role: 'AGENT' } });
    expect(errors).toMatchObject([{ path: ['createTopic'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it('takes what admins may from one who becomes an agent, and from their programs', async () => {
    const second = await test.shop.agent('Second', 'ADMIN');
    const program = await test.shop.program(second, ['ADMIN_WRITE']);
    const { id } = await test.shop.assignedTicket(await test.shop.customer(), second);
    await update(admin, second.id, { role: 'AGENT' });
    expect(await code(program, UPDATE, { agentId: gita.id })).toBe('FORBIDDEN');
    const agent = await test.shop.signIn(second.email);
    expect(await code(agent, UPDATE, { agentId: gita.id })).toBe('FORBIDDEN');
    const { tickets } = await agent.do<{ tickets: { nodes: { id: string }[] } }>(TICKETS);
    expect(tickets.nodes).toEqual([{ id }]); // and no other
  });

  describe('availability', () => {
    it('is set by themselves and seen by staff', async () => {
      const { setAvailability } = await gita.do<{ setAvailability: object }>(AVAILABLE, { input: { availability: 'AWAY' } });
      expect(setAvailability).toEqual({ viewer: { id: gita.id, availability: 'AWAY' } });
      const { agents } = await admin.do<{ agents: { nodes: object[] } }>('{ agents { nodes { id availability } } }');
      expect(agents.nodes).toContainEqual({ id: gita.id, availability: 'AWAY' });
      await gita.do(AVAILABLE, { input: { availability: 'AWAY' } });
      await gita.do(AVAILABLE, { input: { availability: 'ON' } });
      expect(await gita.do('{ viewer { availability } }')).toEqual({ viewer: { availability: 'ON' } });
    });

    it('is nothing for customers, nor for programs without the scope', async () => {
      const input = { availability: 'AWAY' };
      expect(await code(await test.shop.customer(), AVAILABLE, input)).toBe('FORBIDDEN');
      expect(await code(await test.shop.program(gita, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']), AVAILABLE, input)).toBe('FORBIDDEN');
      expect(await code(test.shop.visitor(), AVAILABLE, input)).toBe('UNAUTHENTICATED');
      expect(await code(gita, AVAILABLE, { availability: 'ASLEEP' })).toBe('BAD_USER_INPUT');
    });
  });
});

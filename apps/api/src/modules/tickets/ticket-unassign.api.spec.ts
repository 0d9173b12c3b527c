import { eventually, type Actor, type Person } from '@ccr/testkit';
import { TicketStatus } from '@ccr/domain';
import { IsNull, Not } from 'typeorm';
import { EventRow } from '../../platform/events';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, move, ticketThatIs, tries } from '../../testing/ticket-moves';
import { User } from '../accounts';
import { Ticket } from './ticket.entity';

const TICKET = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      status lastSeq assignee { id } abilities { assign resolve reply }
      events(last: 2) { nodes { __typename seq actor { id } ... on TicketUnassigned { previousAssignee { id name } } ... on TicketStatusChanged { from to } } }
    }
  }
`;
interface Seen {
  status: string;
  lastSeq: number;
  assignee: { id: string } | null;
  abilities: { assign: boolean; resolve: boolean; reply: boolean };
  events: { nodes: Record<string, unknown>[] };
}
const LIST = '{ tickets(filter: { assigned: false }) { nodes { id } } }';
const DEACTIVATE = 'mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }';
const REACTIVATE = 'mutation($input: ReactivateAgentInput!) { reactivateAgent(input: $input) { agent { id } } }';
const FOLLOW = 'subscription($id: ID!) { ticketEvents(ticketId: $id) { __typename seq } }';
const CHANGED = 'subscription { ticketChanged { id assignee { id } } }';

describe('the tickets of an agent who is deactivated', () => {
  let test: TestServer;
  let customer: Person;
  let admin: Person;
  let gita: Person;

  const seen = async (id: string, by: Actor = admin): Promise<Seen> => (await by.do<{ ticket: Seen }>(TICKET, { id })).ticket;
  const cast = (): Cast => ({ shop: test.shop, customer, agent: gita, admin });
  const deactivate = (agent: Person = gita): Promise<unknown> => admin.do(DEACTIVATE, { input: { agentId: agent.id } });
  /** Every event has been told. */
  const quiet = (): Promise<boolean> =>
    eventually('quiet', async () => !(await test.server.platform.database.repository(EventRow).existsBy({ dueAt: Not(IsNull()) })), 30_000);

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '1000000' });
    [customer, admin] = [await test.shop.customer(), await test.shop.firstAdmin()];
  });
  beforeEach(async () => {
    gita = await test.shop.agent('Gita');
  });
  afterAll(() => test.stop());

  it.each(['OPEN', 'PENDING'] as const)('that are %s have no assignee, keep their status, and say so', async (status) => {
    const id = await ticketThatIs(status, cast());
    const { lastSeq } = await seen(id);
    await deactivate();
    await quiet();
    for (const who of [admin, customer]) {
      const after = await seen(id, who);
      expect(after).toMatchObject({ status, assignee: null, lastSeq: lastSeq + 1 });
      expect(after.events.nodes.at(-1)).toEqual({
        __typename: 'TicketUnassigned', seq: lastSeq + 1, actor: { id: admin.id }, previousAssignee: { id: gita.id, name: 'Gita' },
      });
    }
    expect((await seen(id)).abilities).toEqual({ assign: true, resolve: false, reply: true });
    expect(await tries(admin, 'resolve', id)).toBe('CONFLICT');
    expect(await tries(customer, 'reply', id)).toBe('done');
    const hari = await test.shop.agent('Hari');
    await does(admin, 'assign', id, hari.id);
    expect(await tries(hari, 'resolve', id)).toBe('done');
  });

  it.each(['RESOLVED', 'CLOSED'] as const)('that are %s stay as they are', async (status) => {
    const id = await ticketThatIs(status, cast());
    const before = await seen(id);
    await deactivate();
    await quiet();
    expect(await seen(id)).toEqual(before);
  });

  it('stand first among those without an assignee', async () => {
    const { id } = await test.shop.assignedTicket(customer, gita);
    const { id: other } = await test.shop.ticket(customer);
    await deactivate();
    await quiet();
    const { tickets } = await admin.do<{ tickets: { nodes: { id: string }[] } }>(LIST);
    const ids = tickets.nodes.map((ticket) => ticket.id);
    expect(ids[0]).toBe(id);
    expect(ids).toContain(other);
  });

  it('are shown so without a reload to the admin and the customer', async () => {
    const { id } = await test.shop.assignedTicket(customer, gita);
    const feeds = [admin.subscribe<object>(CHANGED), customer.subscribe<object>(CHANGED)];
    const events = customer.subscribe<{ ticketEvents: { __typename: string } }>(FOLLOW, { id });
    await eventually('the subscriptions', () => test.server.app.websocketServer.clients.size >= 2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await deactivate();
    await events.until('the event', ({ ticketEvents }) => ticketEvents.__typename === 'TicketUnassigned');
    for (const feed of feeds) {
      await feed.until('the change', (item) => JSON.stringify(item) === JSON.stringify({ ticketChanged: { id, assignee: null } }));
    }
    await Promise.all([admin.cut(), customer.cut()]);
  });

  it.each(['reply', 'reopen'] as const)('that were RESOLVED have none either once the customer’s %s opens them again', async (verb) => {
    const id = await ticketThatIs('RESOLVED', cast());
    await deactivate();
    await quiet();
    expect(await does(customer, verb, id)).toBe('OPEN');
    const after = await seen(id);
    expect(after.assignee).toBeNull();
    expect(after.events.nodes).toMatchObject([
      { __typename: 'TicketStatusChanged', from: 'RESOLVED', to: 'OPEN' },
      { __typename: 'TicketUnassigned', actor: null, previousAssignee: { id: gita.id } },
    ]);
  });

  it('that were RESOLVED keep an assignee who is still there', async () => {
    const id = await ticketThatIs('RESOLVED', cast());
    expect(await does(customer, 'reopen', id)).toBe('OPEN');
    expect((await seen(id)).assignee).toEqual({ id: gita.id });
  });

  it('stay with them when they were let in again before, however often the event is told', async () => {
    const { id: lost } = await test.shop.assignedTicket(customer, gita);
    await deactivate();
    await quiet();
    await admin.do(REACTIVATE, { input: { agentId: gita.id } });
    const { id: given } = await test.shop.assignedTicket(customer, gita);
    const { database, clock } = test.server.platform;
    await database.unitOfWork(() => database.manager.update(EventRow, { streamId: gita.id, type: 'AgentDeactivated' }, { dueAt: clock.now() }));
    await quiet();
    expect((await seen(given)).assignee).toEqual({ id: gita.id });
    expect(await seen(lost)).toMatchObject({ assignee: null, lastSeq: 4 }); // and nothing happened twice
  });

  it('all lose them, though there are more than one batch of them', async () => {
    const { id } = await test.shop.assignedTicket(customer, gita);
    const { database } = test.server.platform;
    const template = await database.repository(Ticket).findOneByOrFail({ id });
    const many = Array.from({ length: 250 }, (_, i) => ({
      ...template,
      id: `${template.id.slice(0, -4)}${1_000 + i}`,
      reference: `ZZ${String(i).padStart(2, '0').slice(-2)}-${1_000 + i}`,
      lastSeq: 0,
    }));
    await database.unitOfWork(() => database.manager.insert(Ticket, many));
    await deactivate();
    expect(await database.repository(Ticket).countBy({ assigneeId: gita.id })).toBeGreaterThan(0); // nobody waits for the last one
    await quiet();
    expect(await database.repository(Ticket).countBy({ assigneeId: gita.id })).toBe(0);
    const unassigned = await database.repository(EventRow).findBy({ type: 'TicketUnassigned' });
    expect(unassigned.filter(({ data }) => data['previousAssigneeId'] === gita.id)).toHaveLength(251);
  }, 60_000);

  describe('can be given', () => {
    it.each([
      ['who was deactivated', { deactivatedAt: new Date() }],
      ['who is leaving', { deletionDueAt: new Date() }],
      ['who was erased', { erasedAt: new Date() }],
      ['who has not come in yet', { passwordHash: null }],
    ])('to nobody %s', async (_who, columns) => {
      const { id } = await test.shop.ticket(customer);
      const { database } = test.server.platform;
      await database.unitOfWork(() => database.manager.update(User, { id: gita.id }, columns));
      const { query, variables } = move('assign', id, gita.id);
      const { extensions } = await admin.fail(query, { ...variables });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.agentId' }] });
      expect(await seen(id)).toMatchObject({ status: 'NEW', assignee: null });
    });

    it('at the very moment of the deactivation, and are without an assignee afterwards', async () => {
      for (let round = 1; round <= 5; round++) {
        const agent = await test.shop.agent('Hari');
        const tickets = await Promise.all(Array.from({ length: 6 }, () => test.shop.ticket(customer)));
        const resolved = await ticketThatIs('RESOLVED', { ...cast(), agent });
        const assigning = tickets.map(({ id }) => tries(admin, 'assign', id, agent.id));
        const outcomes = await Promise.all([...assigning.slice(0, 3), deactivate(agent), tries(customer, 'reopen', resolved), ...assigning.slice(3)]);
        await quiet();
        const held = await test.server.platform.database.repository(Ticket).findBy({ assigneeId: agent.id });
        expect(held.filter(({ status }) => status !== TicketStatus.RESOLVED && status !== TicketStatus.CLOSED)).toEqual([]);
        expect(outcomes.filter((outcome) => typeof outcome === 'string' && !['done', 'BAD_USER_INPUT'].includes(outcome))).toEqual([]);
      }
    }, 60_000);
  });
});

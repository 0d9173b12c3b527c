import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, move, ticketThatIs, tries } from '../../testing/ticket-moves';

const TICKET = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      status lastSeq assignee { id }
      events { nodes { __typename seq actor { id } ... on TicketAssigned { assignee { id } } ... on TicketStatusChanged { from to } } }
    }
  }
`;
interface Seen {
  ticket: { status: string; lastSeq: number; assignee: { id: string } | null; events: { nodes: Record<string, unknown>[] } };
}

describe('assigning a ticket', () => {
  let test: TestServer;
  let customer: Person;
  let gita: Person;
  let hari: Person;
  let admin: Person;

  const seen = async (id: string, by: Actor = admin): Promise<Seen['ticket']> => (await by.do<Seen>(TICKET, { id })).ticket;
  const cast = (): Cast => ({ shop: test.shop, customer, agent: gita, admin });

  beforeAll(async () => {
    test = await startTestServer();
    customer = await test.shop.customer();
    [gita, hari, admin] = [await test.shop.agent('Gita'), await test.shop.agent('Hari'), await test.shop.firstAdmin()];
  });
  afterAll(() => test.stop());

  it('opens a NEW one, and tells both: who has it, and that it is open', async () => {
    const { id } = await test.shop.ticket(customer);
    expect(await does(admin, 'assign', id, gita.id)).toBe('OPEN');
    const { status, assignee, events, lastSeq } = await seen(id, customer);
    expect({ status, assignee, lastSeq }).toEqual({ status: 'OPEN', assignee: { id: gita.id }, lastSeq: 3 });
    expect(events.nodes.slice(1)).toEqual([
      { __typename: 'TicketAssigned', seq: 2, actor: { id: admin.id }, assignee: { id: gita.id } },
      { __typename: 'TicketStatusChanged', seq: 3, actor: { id: admin.id }, from: 'NEW', to: 'OPEN' },
    ]);
  });

  it.each(['OPEN', 'PENDING', 'RESOLVED'] as const)('to another agent leaves it %s', async (status) => {
    const id = await ticketThatIs(status, cast());
    const { lastSeq } = await seen(id);
    expect(await does(admin, 'assign', id, hari.id)).toBe(status);
    const after = await seen(id, hari);
    expect(after).toMatchObject({ status, assignee: { id: hari.id }, lastSeq: lastSeq + 1 });
    expect(after.events.nodes.at(-1)).toMatchObject({ __typename: 'TicketAssigned', assignee: { id: hari.id } });
    expect(await tries(gita, 'reply', id)).toBe('NOT_FOUND');
  });

  it('to who has it already does nothing', async () => {
    const id = await ticketThatIs('OPEN', cast());
    const before = await seen(id);
    expect(await does(admin, 'assign', id, gita.id)).toBe('OPEN');
    expect(await seen(id)).toEqual(before);
  });

  it('to an admin is fine', async () => {
    const { id } = await test.shop.ticket(customer);
    expect(await does(admin, 'assign', id, admin.id)).toBe('OPEN');
    expect((await seen(id)).assignee).toEqual({ id: admin.id });
  });

  it.each([
    ['nobody we know', () => randomUUID()],
    ['a customer', () => customer.id],
    ['no id at all', () => ''],
  ])('to %s is refused, and nothing happens', async (_whom, agentId) => {
    const { id } = await test.shop.ticket(customer);
    const { query, variables } = move('assign', id, agentId());
    const { extensions } = await admin.fail(query, { ...variables });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.agentId' }] });
    expect(await seen(id)).toMatchObject({ status: 'NEW', assignee: null, lastSeq: 1 });
  });

  it('keeps the id of the agent as it is, however a database compares it', async () => {
    const { id } = await test.shop.ticket(customer);
    await tries(admin, 'assign', id, gita.id.toUpperCase());
    const { assignee } = await seen(id);
    expect([null, gita.id]).toContain(assignee?.id ?? null);
  });

  it('of a CLOSED ticket is a CONFLICT', async () => {
    const id = await ticketThatIs('CLOSED', cast());
    expect(await tries(admin, 'assign', id, hari.id)).toBe('CONFLICT');
    expect(await tries(admin, 'assign', id, gita.id)).toBe('CONFLICT');
  });

  it('is for admins: nobody else may, whoever’s ticket it is', async () => {
    const id = await ticketThatIs('OPEN', cast());
    const reader = await test.shop.program(admin, ['TICKETS_READ']);
    for (const who of [customer, await test.shop.customer(), gita, hari, reader]) {
      expect(await tries(who, 'assign', id, hari.id)).toBe('FORBIDDEN');
    }
    expect(await tries(test.shop.visitor(), 'assign', id, hari.id)).toBe('UNAUTHENTICATED');
    expect((await seen(id)).assignee).toEqual({ id: gita.id });
  });

  it('of a ticket that there is not is NOT_FOUND', async () => {
    expect(await tries(admin, 'assign', randomUUID(), gita.id)).toBe('NOT_FOUND');
  });

  it('by two admins at once leaves one assignee and both events', async () => {
    const { id } = await test.shop.ticket(customer);
    const other = await test.shop.agent('Other Admin', 'ADMIN');
    await Promise.all([does(admin, 'assign', id, gita.id), does(other, 'assign', id, hari.id)]);
    const { status, events, assignee } = await seen(id);
    const assigned = events.nodes.filter((event) => event['__typename'] === 'TicketAssigned');
    expect(status).toBe('OPEN');
    expect(assigned).toHaveLength(2);
    expect(assigned.at(-1)?.['assignee']).toEqual(assignee);
    expect(events.nodes.map((event) => event['seq'])).toEqual([1, 2, 3, 4]);
  });
});

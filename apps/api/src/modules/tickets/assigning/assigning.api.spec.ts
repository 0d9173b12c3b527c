import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../../testing/ticket-moves';

const ASSIGN = 'mutation($input: AssignTicketsInput!) { assignTickets(input: $input) { results { ticketId ticket { id assignee { id } } problem { code message } } } }';
const UNASSIGN = 'mutation($input: UnassignTicketInput!) { unassignTicket(input: $input) { ticket { id status assignee { id } abilities { unassign assign } } } }';
const SUGGEST = 'query($ticketId: ID!, $first: Int) { assigneeSuggestions(ticketId: $ticketId, first: $first) { agent { id } expert available activeTickets capacity best } }';
const EVENTS = 'query($id: ID!) { ticket(id: $id) { status assignee { id } abilities { unassign share } events { nodes { __typename actor { id } ... on TicketUnassigned { previousAssignee { id } } } } } }';

interface Outcome {
  ticketId: string;
  ticket: { id: string; assignee: { id: string } } | null;
  problem: { code: string; message: string } | null;
}
interface Suggestion {
  agent: { id: string };
  expert: boolean;
  available: boolean;
  activeTickets: number;
  capacity: number | null;
  best: boolean;
}
interface Seen {
  status: string;
  assignee: { id: string } | null;
  abilities: { unassign: boolean; share: boolean };
  events: { nodes: { __typename: string; actor: { id: string } | null }[] };
}

describe('assigning', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let hari: Person;
  let topicIds: string[];

  const assign = async (by: Actor, ticketIds: string[], agentId: string): Promise<Outcome[]> =>
    (await by.do<{ assignTickets: { results: Outcome[] } }>(ASSIGN, { input: { ticketIds, agentId } })).assignTickets.results;
  const code = async (by: Actor, query: string, variables: Record<string, unknown>): Promise<string> => (await by.fail(query, variables)).extensions.code;
  const seen = async (id: string, by: Actor = cast.admin): Promise<Seen> => (await by.do<{ ticket: Seen }>(EVENTS, { id })).ticket;
  const update = (agent: Person, input: Record<string, unknown>): Promise<unknown> =>
    cast.admin.do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }', { input: { agentId: agent.id, ...input } });

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent('Gita'), admin: await shop.firstAdmin() };
    hari = await shop.agent('Hari');
    topicIds = (await cast.admin.do<{ topics: { id: string }[] }>('{ topics { id } }')).topics.map(({ id }) => id);
  });
  afterAll(() => test.stop());

  describe('many tickets', () => {
    it('gives each of them to the agent, in order and each once', async () => {
      const ids = [(await test.shop.ticket(cast.customer)).id, await ticketThatIs('PENDING', cast), (await test.shop.ticket(cast.customer)).id];
      const results = await assign(cast.admin, [...ids, ids[0] as string], hari.id);
      expect(results).toEqual(ids.map((id) => ({ ticketId: id, ticket: { id, assignee: { id: hari.id } }, problem: null })));
      expect((await seen(ids[0] as string)).status).toBe('OPEN');
      expect((await seen(ids[1] as string)).status).toBe('PENDING');
    });

    it('says of each that it can not be done to, and does the others', async () => {
      const [closed, nothing, { id }] = [await ticketThatIs('CLOSED', cast), randomUUID(), await test.shop.ticket(cast.customer)];
      const results = await assign(cast.admin, [closed, nothing, id], hari.id);
      expect(results.map(({ ticketId, ticket, problem }) => [ticketId, ticket?.assignee.id, problem?.code])).toEqual([
        [closed, undefined, 'CONFLICT'],
        [nothing, undefined, 'NOT_FOUND'],
        [id, hari.id, undefined],
      ]);
      expect(results[0]?.problem?.message).toContain('CLOSED');
    });

    it('takes 100, neither none nor more', async () => {
      const ids = Array.from({ length: 101 }, () => randomUUID());
      expect(await assign(cast.admin, ids.slice(1), hari.id)).toHaveLength(100);
      for (const ticketIds of [[], ids]) {
        const refused = await cast.admin.fail(ASSIGN, { input: { ticketIds, agentId: hari.id } });
        expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.ticketIds' }] });
      }
    });

    it('refuses once who can take none, and does nothing', async () => {
      const { id } = await test.shop.ticket(cast.customer);
      for (const agentId of [cast.customer.id, randomUUID()]) {
        const refused = await cast.admin.fail(ASSIGN, { input: { ticketIds: [id], agentId } });
        expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.agentId' }] });
      }
      expect((await seen(id)).assignee).toBeNull();
    });

    it('is for admins', async () => {
      const id = await ticketThatIs('OPEN', cast);
      for (const who of [cast.customer, cast.agent, await test.shop.program(cast.admin, ['TICKETS_READ'])]) {
        expect(await code(who, ASSIGN, { input: { ticketIds: [id], agentId: hari.id } })).toBe('FORBIDDEN');
      }
      expect((await seen(id)).assignee).toEqual({ id: cast.agent.id });
    });
  });

  describe('to nobody', () => {
    it.each(['OPEN', 'PENDING'] as const)('leaves it %s, and its customer sees that', async (status) => {
      const id = await ticketThatIs(status, cast);
      expect((await seen(id)).abilities.unassign).toBe(true);
      const { unassignTicket } = await cast.admin.do<{ unassignTicket: object }>(UNASSIGN, { input: { ticketId: id } });
      expect(unassignTicket).toEqual({ ticket: { id, status, assignee: null, abilities: { unassign: false, assign: true } } });
      const last = (await seen(id, cast.customer)).events.nodes.at(-1);
      expect(last).toEqual({ __typename: 'TicketUnassigned', actor: { id: cast.admin.id }, previousAssignee: { id: cast.agent.id } });
      expect(await code(cast.agent, EVENTS, { id })).toBe('NOT_FOUND');
    });

    it.each(['NEW', 'RESOLVED', 'CLOSED'] as const)('is a CONFLICT while it is %s', async (status) => {
      const id = await ticketThatIs(status, cast);
      expect((await seen(id)).abilities.unassign).toBe(false);
      expect(await code(cast.admin, UNASSIGN, { input: { ticketId: id } })).toBe('CONFLICT');
    });

    it('is a CONFLICT when nobody has it already, and happens once though two do it', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const other = await test.shop.agent('Other', 'ADMIN');
      const both = await Promise.all([cast.admin, other].map((by) => by.send(UNASSIGN, { input: { ticketId: id } })));
      expect(both.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
      expect((await seen(id)).events.nodes.filter(({ __typename }) => __typename === 'TicketUnassigned')).toHaveLength(1);
    });

    it('is for admins, of tickets that there are', async () => {
      const id = await ticketThatIs('OPEN', cast);
      for (const who of [cast.customer, cast.agent, hari]) expect(await code(who, UNASSIGN, { input: { ticketId: id } })).toBe('FORBIDDEN');
      expect(await code(cast.admin, UNASSIGN, { input: { ticketId: randomUUID() } })).toBe('NOT_FOUND');
      expect((await seen(id)).assignee).toEqual({ id: cast.agent.id });
    });
  });

  describe('suggestions', () => {
    const suggest = async (ticketId: string, first?: number): Promise<Suggestion[]> =>
      (await cast.admin.do<{ assigneeSuggestions: Suggestion[] }>(SUGGEST, { ticketId, ...(first && { first }) })).assigneeSuggestions;
    const placesOf = (all: Suggestion[], people: Person[]): string[] =>
      all.map(({ agent }) => people.find(({ id }) => id === agent.id)?.name ?? '').filter((name) => name !== '');

    it('tell who fits, the best first', async () => {
      const [topicId] = topicIds;
      const names = ['Idle', 'Busy', 'Full', 'Away', 'Gone'];
      const people = [];
      for (const name of names) people.push(await test.shop.agent(name));
      const [idle, busy, full, away, gone] = people as [Person, Person, Person, Person, Person];
      for (const agent of people) await update(agent, { topicIds: [topicId], ...(agent === full && { capacity: 1 }) });
      await away.do('mutation { setAvailability(input: { availability: AWAY }) { viewer { id } } }');
      for (const agent of [busy, full]) await test.shop.assignedTicket(cast.customer, agent);
      await cast.admin.do('mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }', { input: { agentId: gone.id } });
      const { id } = await test.shop.ticket(cast.customer, { topicId });
      const all = await suggest(id, 100);
      expect(placesOf(all, [...people, hari])).toEqual(['Idle', 'Busy', 'Full', 'Away', 'Hari']);
      expect(all[0]).toEqual({ agent: { id: idle.id }, expert: true, available: true, activeTickets: 0, capacity: null, best: true });
      expect(all.slice(1).every(({ best }) => !best)).toBe(true);
      expect(all.find(({ agent }) => agent.id === full.id)).toMatchObject({ activeTickets: 1, capacity: 1, available: true });
      expect(all.find(({ agent }) => agent.id === away.id)).toMatchObject({ available: false });
      expect(all.find(({ agent }) => agent.id === hari.id)).toMatchObject({ expert: false });
      expect(await suggest(id, 2)).toEqual(all.slice(0, 2));
    });

    it('of the same load take who was given one the longest time ago', async () => {
      const topicId = topicIds[1] as string;
      const [one, two] = [await test.shop.agent('One'), await test.shop.agent('Two')];
      for (const agent of [one, two]) await update(agent, { topicIds: [topicId] });
      const { id } = await test.shop.ticket(cast.customer, { topicId });
      for (const agent of [two, one]) {
        const given = await test.shop.assignedTicket(cast.customer, agent);
        await does(cast.admin, 'resolve', given.id);
        test.clock.pass(1_000);
      }
      expect(placesOf(await suggest(id), [one, two])).toEqual(['Two', 'One']);
    });

    it('call nobody the best for a ticket that is about nothing', async () => {
      const { id } = await test.shop.ticket(cast.customer);
      expect((await suggest(id)).filter(({ best, expert }) => best || expert)).toEqual([]);
    });

    it('are for admins, of tickets that there are, so many at once', async () => {
      const id = await ticketThatIs('OPEN', cast);
      for (const who of [cast.customer, cast.agent]) expect(await code(who, SUGGEST, { ticketId: id })).toBe('FORBIDDEN');
      expect(await code(cast.admin, SUGGEST, { ticketId: randomUUID() })).toBe('NOT_FOUND');
      for (const first of [0, 101]) expect(await code(cast.admin, SUGGEST, { ticketId: id, first })).toBe('BAD_USER_INPUT');
    });
  });

  it('tells by mail as ever, whoever the ticket comes from', async () => {
    const customer = cast.customer;
    const id = await ticketThatIs('OPEN', { ...cast, customer });
    await cast.admin.do(UNASSIGN, { input: { ticketId: id } });
    await assign(cast.admin, [id], hari.id);
    await eventually('the mail', async () => (await test.mailsTo(hari.email)).length > 0);
  });
});

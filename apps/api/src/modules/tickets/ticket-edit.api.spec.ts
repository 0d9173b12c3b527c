import { randomUUID } from 'node:crypto';
import type { Actor, GraphqlError, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, ticketThatIs } from '../../testing/ticket-moves';
import { Ticket } from './ticket.entity';

const EDIT = 'mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }';
const SEEN = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      subject description priority orderReference status lastSeq updatedAt lastActivityAt
      topic { name } abilities { edit }
      events(last: 1) { nodes { __typename actor { id } ... on TicketEdited { changes { field from to } } } }
    }
  }
`;
interface Seen {
  readonly subject: string;
  readonly lastSeq: number;
  readonly updatedAt: string;
  readonly lastActivityAt: string;
  readonly topic: { name: string } | null;
  readonly events: { nodes: { changes?: { field: string; from: string | null; to: string | null }[] }[] };
  readonly [field: string]: unknown;
}

describe('editing a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let topics: Record<string, string>;

  const seen = async (id: string, by: Actor = cast.admin): Promise<Seen> => (await by.do<{ ticket: Seen }>(SEEN, { id })).ticket;
  const edit = (by: Actor, ticketId: string, changes: object): Promise<unknown> => by.do(EDIT, { input: { ticketId, ...changes } });
  const refused = (by: Actor, ticketId: string, changes: object): Promise<GraphqlError> => by.fail(EDIT, { input: { ticketId, ...changes } });
  const raise = async (): Promise<string> => (await test.shop.ticket(cast.customer, { topicId: topics['Payments'], orderReference: '8812' })).id;
  const changes = ({ events }: Seen) => events.nodes[0]?.changes;

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
    const all = await cast.admin.do<{ topics: { id: string; name: string }[] }>('{ topics { id name } }');
    topics = Object.fromEntries(all.topics.map(({ id, name }) => [name, id]));
  });
  afterAll(() => test.stop());

  it('by its customer while it is NEW: all of it, told by one event that keeps descriptions to itself', async () => {
    const id = await raise();
    const input = { subject: ' Paid thrice ', description: 'Now three charges.', topicId: topics['Delivery'], priority: 'URGENT', orderReference: ' 9 ' };
    await edit(cast.customer, id, input);
    const after = await seen(id);
    expect(after).toMatchObject({
      ...{ subject: 'Paid thrice', description: 'Now three charges.', priority: 'URGENT', orderReference: '9', status: 'NEW', lastSeq: 2 },
      topic: { name: 'Delivery' },
    });
    expect(after.updatedAt).toBe(after.lastActivityAt);
    expect(after.events.nodes[0]).toMatchObject({ __typename: 'TicketEdited', actor: { id: cast.customer.id } });
    expect(changes(after)).toEqual([
      { field: 'SUBJECT', from: 'Paid twice for one order', to: 'Paid thrice' },
      { field: 'DESCRIPTION', from: null, to: null },
      { field: 'TOPIC', from: 'Payments', to: 'Delivery' },
      { field: 'PRIORITY', from: 'NORMAL', to: 'URGENT' },
      { field: 'ORDER_REFERENCE', from: '8812', to: '9' },
    ]);
    const [row] = await test.server.platform.database.manager.query("SELECT data FROM events WHERE type = 'TicketEdited'");
    expect(JSON.stringify(row)).not.toContain('charges');
  });

  it('leaves what is left out, or null where there must be something; null takes away topic and order', async () => {
    const id = await raise();
    await edit(cast.customer, id, { subject: null, description: null, priority: null, topicId: null, orderReference: null });
    const after = await seen(id);
    expect(after).toMatchObject({ subject: 'Paid twice for one order', priority: 'NORMAL', topic: null, orderReference: null });
    expect(changes(after)?.map(({ field }) => field)).toEqual(['TOPIC', 'ORDER_REFERENCE']);
    await edit(cast.customer, id, { orderReference: '  ', priority: 'LOW' });
    expect(changes(await seen(id))?.map(({ field }) => field)).toEqual(['PRIORITY']);
  });

  it('does nothing when nothing is different', async () => {
    const id = await raise();
    const before = await seen(id);
    for (const same of [{}, { subject: ' Paid twice for one order ', topicId: topics['Payments'], priority: 'NORMAL', orderReference: '8812' }]) {
      await edit(cast.customer, id, same);
    }
    expect(await seen(id)).toEqual(before);
  });

  it.each(['OPEN', 'PENDING', 'RESOLVED', 'CLOSED'] as const)('by its customer once it is %s: a CONFLICT that says so', async (status) => {
    const id = await ticketThatIs(status, cast);
    const before = await seen(id, cast.customer);
    expect(before['abilities']).toEqual({ edit: false });
    const error = await refused(cast.customer, id, { subject: 'Too late' });
    expect(error).toMatchObject({ message: `This can't be changed any more: the ticket is ${status}.`, extensions: { code: 'CONFLICT' } });
    expect(await seen(id, cast.customer)).toEqual(before);
  });

  it.each(['OPEN', 'PENDING', 'RESOLVED'] as const)('by its assignee and admins while it is %s: topic and priority', async (status) => {
    const id = await ticketThatIs(status, cast);
    await edit(cast.agent, id, { topicId: topics['Returns'] });
    await edit(cast.admin, id, { priority: 'HIGH' });
    expect(await seen(id, cast.agent)).toMatchObject({ topic: { name: 'Returns' }, priority: 'HIGH', status, abilities: { edit: true } });
    expect(changes(await seen(id, cast.customer))).toEqual([{ field: 'PRIORITY', from: 'NORMAL', to: 'HIGH' }]);
  });

  it('by staff: never the words of the customer, not even while it is NEW', async () => {
    const ids = [await raise(), await ticketThatIs('OPEN', cast)];
    for (const id of ids) {
      const before = await seen(id);
      for (const words of [{ subject: 'x' }, { description: 'x' }, { orderReference: null }, { priority: 'LOW', subject: 'x' }]) {
        expect((await refused(cast.admin, id, words)).extensions.code).toBe('FORBIDDEN');
      }
      expect(await seen(id)).toEqual(before);
    }
    await edit(cast.admin, ids[0] ?? '', { priority: 'LOW', subject: null });
    expect((await refused(cast.admin, await ticketThatIs('CLOSED', cast), { priority: 'LOW' })).extensions.code).toBe('CONFLICT');
  });

  it('by anybody else does nothing', async () => {
    const [id, assigned] = [await raise(), await ticketThatIs('OPEN', cast)];
    const before = [await seen(id), await seen(assigned)];
    const [otherCustomer, otherAgent] = [await test.shop.customer('Ben'), await test.shop.agent('Hari')];
    const reader = await test.shop.program(cast.customer, ['TICKETS_READ']);
    const others: [Actor, string][] = [
      ...([otherCustomer, otherAgent].map((actor) => [actor, 'NOT_FOUND']) as [Actor, string][]),
      [reader, 'FORBIDDEN'],
      [test.shop.visitor(), 'UNAUTHENTICATED'],
    ];
    for (const [actor, code] of others) {
      for (const one of [id, assigned]) expect((await refused(actor, one, { priority: 'HIGH' })).extensions.code).toBe(code);
    }
    expect((await refused(cast.agent, id, { priority: 'HIGH' })).extensions.code).toBe('NOT_FOUND');
    expect((await refused(cast.admin, randomUUID(), { priority: 'HIGH' })).extensions.code).toBe('NOT_FOUND');
    expect([await seen(id), await seen(assigned)]).toEqual(before);
  });

  it.each([
    [{ subject: ' ' }, 'input.subject'],
    [{ subject: 'a\nb' }, 'input.subject'],
    [{ subject: 'x'.repeat(201) }, 'input.subject'],
    [{ description: '' }, 'input.description'],
    [{ orderReference: 'x'.repeat(65) }, 'input.orderReference'],
    [{ topicId: randomUUID() }, 'input.topicId'],
    [{ priority: 'SOON' }, 'input.priority'],
  ])('%j is refused at its field', async (wrong, path) => {
    const id = await raise();
    const before = await seen(id);
    expect((await refused(cast.customer, id, wrong)).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    expect(await seen(id)).toEqual(before);
  });

  it('from two sides at once keeps both, one event each; against an assignment one of them is first', async () => {
    const id = await raise();
    await Promise.all([edit(cast.customer, id, { subject: 'Mine' }), edit(cast.admin, id, { priority: 'URGENT' })]);
    expect(await seen(id)).toMatchObject({ subject: 'Mine', priority: 'URGENT', lastSeq: 3 });
    const input = { ticketId: id, agentId: cast.agent.id };
    const [edited] = await Promise.all([
      cast.customer.send(EDIT, { input: { ticketId: id, subject: 'Just in time' } }),
      cast.admin.do('mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }', { input }),
    ]);
    const isIn = edited.errors === undefined;
    expect(isIn || edited.errors?.[0]?.extensions.code === 'CONFLICT').toBe(true);
    expect(await seen(id)).toMatchObject({ subject: isIn ? 'Just in time' : 'Mine', status: 'OPEN', lastSeq: isIn ? 6 : 5 });
  });

  it('is followed live, and moves the ticket where lists go by priority', async () => {
    const id = await raise();
    const follow = 'subscription($id: ID!) { ticketEvents(ticketId: $id, after: 1) { __typename ticket { subject } ... on TicketEdited { changes { field to } } } }';
    const feed = cast.admin.subscribe<{ ticketEvents: unknown }>(follow, { id });
    await edit(cast.customer, id, { subject: 'Look', priority: 'HIGH' });
    const changes = [{ field: 'SUBJECT', to: 'Look' }, { field: 'PRIORITY', to: 'HIGH' }];
    expect((await feed.take(1))[0]?.ticketEvents).toEqual({ __typename: 'TicketEdited', ticket: { subject: 'Look' }, changes });
    feed.stop();
    expect(await test.server.platform.database.repository(Ticket).findOneBy({ id })).toMatchObject({ priority: 'HIGH', urgency: 2 });
  });
});

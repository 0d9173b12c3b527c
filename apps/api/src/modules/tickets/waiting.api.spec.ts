import { answerDue, NOBODY_WAITS, TicketPriority } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';
import { Ticket } from './ticket.entity';

const LIST = 'query($filter: TicketFilter, $orderBy: TicketOrder) { tickets(first: 100, filter: $filter, orderBy: $orderBy) { nodes { id waitingSince } } }';
const EDIT = 'mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }';
const READ = 'mutation($input: MarkTicketReadInput!) { markTicketRead(input: $input) { ticket { unread } } }';
const MINUTE = 60_000;

describe('who waits for whom', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const row = (id: string): Promise<Ticket> => test.server.platform.database.repository(Ticket).findOneByOrFail({ id });
  const waitingSince = async (id: string): Promise<Date | null> => {
    const { waitingSince, answerBy, priority } = await row(id);
    expect(answerBy).toEqual(answerDue(waitingSince, priority));
    return waitingSince;
  };
  const found = async (filter: object, by: Actor = cast.admin, orderBy?: object): Promise<string[]> =>
    (await by.do<{ tickets: { nodes: { id: string }[] } }>(LIST, { filter, orderBy })).tickets.nodes.map(({ id }) => id);

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterAll(() => test.stop());

  it('is the customer from when they raise a ticket until somebody answers, and again from when they write', async () => {
    const { customer, agent, admin, shop } = cast;
    const { id } = await shop.ticket(customer);
    const { createdAt } = await row(id);
    expect(await waitingSince(id)).toEqual(createdAt);
    test.clock.pass(MINUTE);
    await does(customer, 'reply', id);
    await does(admin, 'assign', id, agent.id);
    await does(agent, 'note', id);
    expect(await waitingSince(id)).toEqual(createdAt);
    await does(agent, 'reply', id);
    const { firstReplyAt } = await row(id);
    expect(firstReplyAt?.getTime()).toBeGreaterThan(createdAt.getTime());
    expect(await waitingSince(id)).toBeNull();
    test.clock.pass(MINUTE);
    await does(customer, 'reply', id);
    expect((await waitingSince(id))?.getTime()).toBeGreaterThanOrEqual(createdAt.getTime() + 2 * MINUTE);
    test.clock.pass(MINUTE);
    await does(agent, 'reply', id);
    expect(await row(id)).toMatchObject({ waitingSince: null, answerBy: NOBODY_WAITS, firstReplyAt });
  });

  it.each(['markPending', 'resolve'] as const)('is nobody who waits for the shop after %s; a reply of the customer ends that', async (verb) => {
    const id = await ticketThatIs('OPEN', cast);
    expect(await waitingSince(id)).not.toBeNull();
    await does(cast.agent, verb, id);
    expect(await waitingSince(id)).toBeNull();
    const before = test.clock.now();
    expect(await does(cast.customer, 'reply', id)).toBe('OPEN');
    expect((await waitingSince(id))?.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(await row(id)).toMatchObject({ resolvedAt: null, closesAt: null });
  });

  it('is the customer after it was reopened, by whomever', async () => {
    for (const actor of [cast.customer, cast.agent]) {
      const id = await ticketThatIs('RESOLVED', cast);
      const before = test.clock.now();
      await does(actor, 'reopen', id);
      expect((await waitingSince(id))?.getTime()).toBeGreaterThanOrEqual(before.getTime());
    }
  });

  it('has to be answered sooner when it becomes more urgent', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const before = await row(id);
    await cast.agent.do(EDIT, { input: { ticketId: id, priority: 'URGENT' } });
    const after = await row(id);
    expect(after.waitingSince).toEqual(before.waitingSince);
    expect(after.answerBy).toEqual(answerDue(before.waitingSince, TicketPriority.URGENT));
    await does(cast.agent, 'markPending', id);
    await cast.agent.do(EDIT, { input: { ticketId: id, priority: 'LOW' } });
    expect((await row(id)).answerBy).toEqual(NOBODY_WAITS);
  });

  it('narrows a list: what waits for the shop, what for the customer, what for neither', async () => {
    const { shop, agent } = cast;
    const ben = await shop.customer('Ben');
    const own = { ...cast, customer: ben };
    const [raised, open, pending] = [await ticketThatIs('NEW', own), await ticketThatIs('OPEN', own), await ticketThatIs('PENDING', own)];
    const answered = await ticketThatIs('OPEN', own);
    await does(agent, 'reply', answered);
    await ticketThatIs('RESOLVED', own);
    await ticketThatIs('CLOSED', own);
    const of = (waitingFor: string): Promise<string[]> => found({ waitingFor, customerId: ben.id });
    expect((await of('SHOP')).sort()).toEqual([raised, open].sort());
    expect((await of('CUSTOMER')).sort()).toEqual([pending, answered].sort());
    expect(await found({ waitingFor: 'SHOP', customerId: ben.id }, cast.customer)).toEqual([]);
    expect(await found({ waitingFor: null, customerId: ben.id })).toHaveLength(6);
  });

  it('orders a list: by when an answer is due, whatever waits for nobody last', async () => {
    const cleo = await cast.shop.customer('Cleo');
    const raise = async (priority: string): Promise<string> => (await cast.shop.ticket(cleo, { priority })).id;
    const low = await raise('LOW');
    const answered = await ticketThatIs('OPEN', { ...cast, customer: cleo });
    await does(cast.agent, 'reply', answered);
    const high = await raise('HIGH');
    test.clock.pass(30 * MINUTE);
    const urgent = await raise('URGENT');
    test.clock.pass(3 * 60 * MINUTE);
    const urgentLater = await raise('URGENT');
    const order = await found({ customerId: cleo.id }, cast.admin, { field: 'URGENCY', direction: 'ASC' });
    expect(order).toEqual([urgent, high, urgentLater, low, answered]);
  });

  it('finds what is unread to the viewer, and what is not', async () => {
    const { shop, customer, agent } = cast;
    const gil = await shop.customer('Gil');
    const own = { ...cast, customer: gil };
    const [answered, noted, fresh] = [await ticketThatIs('OPEN', own), await ticketThatIs('NEW', own), await ticketThatIs('NEW', own)];
    await does(agent, 'reply', answered);
    await does(cast.admin, 'note', noted);
    expect(await found({ unread: true }, gil)).toEqual([answered]);
    expect((await found({ unread: false }, gil)).sort()).toEqual([noted, fresh].sort());
    expect((await found({ unread: true, customerId: gil.id })).sort()).toEqual([answered, noted, fresh].sort());
    const { lastPublicSeq, lastSeq } = await row(answered);
    await gil.do(READ, { input: { ticketId: answered, seq: lastPublicSeq } });
    expect(await found({ unread: true }, gil)).toEqual([]);
    expect((await found({ unread: true, customerId: gil.id }))).toContain(answered);
    await cast.admin.do(READ, { input: { ticketId: answered, seq: lastSeq } });
    expect(await found({ unread: false, customerId: gil.id })).toEqual([answered]);
    expect(await found({ unread: true, customerId: gil.id }, customer)).toEqual([]);
  });
});

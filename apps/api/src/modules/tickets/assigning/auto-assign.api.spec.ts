import { eventually, type Person } from '@ccr/testkit';
import { IsNull, Not } from 'typeorm';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { EventRow } from '../../../platform/events';
import { confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { Ticket } from '../ticket.entity';
import { AssigneeTurn } from './assignee-turn.entity';
import { AssignNewTickets } from './auto-assign';
import { Candidates } from './candidates';

const SETTINGS = 'mutation($input: UpdateShopSettingsInput!) { updateShopSettings(input: $input) { settings { autoAssign } } }';

describe('the rule that assigns new tickets', () => {
  let test: TestServer;
  let admin: Person;
  let customer: Person;
  let topicIds: string[];

  const tickets = () => test.server.platform.database.repository(Ticket);
  const isDue = { dueAt: Not(IsNull()) };
  const settle = (): Promise<boolean> =>
    eventually('nothing left to tell', async () => !(await test.server.platform.database.repository(EventRow).existsBy(isDue)), 20_000);
  /** The rule as another process would follow it. */
  const anotherProcess = (): AssignNewTickets => {
    const { platform, tickets: service, experts, shopSettings: settings } = test.server;
    const candidates = new Candidates(platform.database, experts, test.server.counts);
    return new AssignNewTickets({ database: platform.database, events: platform.events, tickets: service, candidates, settings });
  };
  const expertIn = async (name: string, topicId: string | undefined, capacity: number | null = null): Promise<Person> => {
    const agent = await test.shop.agent(name);
    const input = { agentId: agent.id, topicIds: [topicId], capacity };
    await admin.do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }', { input });
    return agent;
  };
  const raise = async (topicId: string | undefined): Promise<Ticket> => {
    const { id } = await test.shop.ticket(customer, { topicId });
    await settle();
    return tickets().findOneByOrFail({ id });
  };

  beforeAll(async () => {
    test = await startTestServer();
    [admin, customer] = [await test.shop.firstAdmin(), await test.shop.customer()];
    topicIds = (await admin.do<{ topics: { id: string }[] }>('{ topics { id } }')).topics.map(({ id }) => id);
  });
  afterAll(() => test.stop());

  it('does nothing until an admin wants it', async () => {
    await expertIn('Early', topicIds[3]);
    expect(await raise(topicIds[3])).toMatchObject({ assigneeId: null, status: 'NEW' });
    await admin.do(SETTINGS, { input: { autoAssign: true } });
  });

  it('gives each to the expert who has least to do, by nobody, and tells both by mail', async () => {
    const confirmed = await confirmEmail(test, await test.shop.customer('Ina'));
    const [one, two] = [await expertIn('One', topicIds[0]), await expertIn('Two', topicIds[0])];
    const first = await raise(topicIds[0]);
    expect(first).toMatchObject({ assigneeId: one.id, status: 'OPEN', lastSeq: 3 });
    expect(await raise(topicIds[0])).toMatchObject({ assigneeId: two.id });
    const { reference } = await test.shop.ticket(confirmed, { topicId: topicIds[0] });
    expect((await mailTo(test, confirmed.email, new RegExp(`${reference}.*|.*${reference}`))).subject).toContain(reference);
    await eventually('the mail to the expert', async () => (await test.mailsTo(one.email)).some(({ subject }) => subject?.includes(reference)));
    const events = await test.server.platform.database.repository(EventRow).find({ where: { streamId: first.id }, order: { seq: 'ASC' } });
    expect(events.map(({ type, actorId }) => [type, actorId])).toEqual([
      ['TicketRaised', customer.id],
      ['TicketAssigned', null],
      ['TicketStatusChanged', null],
    ]);
  });

  it('leaves for an admin what nobody fits: no topic, no expert, away, full', async () => {
    const [away, full] = [await expertIn('Away', topicIds[1]), await expertIn('Full', topicIds[1], 1)];
    await away.do('mutation { setAvailability(input: { availability: AWAY }) { viewer { id } } }');
    await test.shop.assignedTicket(customer, full);
    for (const topicId of [undefined, topicIds[2], topicIds[1]]) {
      expect(await raise(topicId)).toMatchObject({ assigneeId: null, status: 'NEW', lastSeq: 1 });
    }
  });

  it('never gives anyone more than they take, though many are raised at once', async () => {
    const [small, large] = [await expertIn('Small', topicIds[2], 3), await expertIn('Large', topicIds[2], 8)];
    const people = await Promise.all(Array.from({ length: 4 }, () => test.shop.customer()));
    const raised = await Promise.all(Array.from({ length: 20 }, (_, i) => test.shop.ticket(people[i % 4] as Person, { topicId: topicIds[2] })));
    await settle();
    const all = await Promise.all(raised.map(({ id }) => tickets().findOneByOrFail({ id })));
    const countOf = (id: string | null): number => all.filter(({ assigneeId }) => assigneeId === id).length;
    expect([countOf(small.id), countOf(large.id), countOf(null)]).toEqual([3, 8, 9]);
  });

  it('does it once, though it is told twice and by several at once', async () => {
    const expert = await expertIn('Twice', topicIds[2]);
    const { database } = test.server.platform;
    const { id } = await raise(topicIds[2]);
    expect(await tickets().findOneByOrFail({ id })).toMatchObject({ assigneeId: expert.id });
    const [told] = await database.repository(EventRow).findBy({ streamId: id, type: 'TicketRaised' });
    await Promise.all([1, 2, 3].map(() => anotherProcess().handle(told as EventRow)));
    expect((await tickets().findOneByOrFail({ id })).lastSeq).toBe(3);
  });

  it('several at once keep to what each takes, whoever is faster', async () => {
    const { database } = test.server.platform;
    await admin.do(SETTINGS, { input: { autoAssign: false } });
    const topicId = topicIds[3];
    const capped = await expertIn('Capped', topicId, 2);
    const early = await database.repository('User').findOneByOrFail({ name: 'Early' });
    await database.repository('User').update({ id: early['id'] }, { capacity: 3 });
    const raised = await Promise.all(Array.from({ length: 8 }, () => test.shop.ticket(customer, { topicId })));
    await settle();
    await admin.do(SETTINGS, { input: { autoAssign: true } });
    const handler = anotherProcess();
    const tell = async ({ id }: { id: string }): Promise<void> => {
      const event = await database.repository(EventRow).findOneByOrFail({ streamId: id, type: 'TicketRaised' });
      await handler.handle(event);
    };
    // Others may be faster five times over; the dispatcher would come again.
    await Promise.all(raised.map(async (ticket) => tell(ticket).catch(() => tell(ticket))));
    const all = await Promise.all(raised.map(({ id }) => tickets().findOneByOrFail({ id })));
    const countOf = (id: unknown): number => all.filter(({ assigneeId }) => assigneeId === id).length;
    expect([countOf(capped.id), countOf(early['id']), countOf(null)]).toEqual([2, 3, 3]);
    expect(await database.repository(AssigneeTurn).existsBy({ agentId: capped.id })).toBe(true);
  });
});

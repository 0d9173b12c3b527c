import type { Actor, Person } from '@ccr/testkit';
import { statementsDuring } from '../../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { does } from '../../../testing/ticket-moves';

const COUNTS = '{ ticketCounts { new open pending resolved closed active unassigned mine waitingForShop waitingForCustomer } }';
const NONE = { new: 0, open: 0, pending: 0, resolved: 0, closed: 0, active: 0, unassigned: 0, mine: 0, waitingForShop: 0, waitingForCustomer: 0 };

describe('how many tickets there are', () => {
  let test: TestServer;
  let [admin, gita, hari, ann, ben] = [] as Person[] as [Person, Person, Person, Person, Person];

  const countsOf = async (actor: Actor): Promise<object> => (await actor.do<{ ticketCounts: object }>(COUNTS)).ticketCounts;

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    [admin, gita, hari, ann, ben] = [await shop.firstAdmin(), await shop.agent('Gita Mehta'), await shop.agent('Hari Nair'), await shop.customer(), await shop.customer()];
    const { topics } = await admin.do<{ topics: { id: string }[] }>('{ topics { id } }');
    const [payments, other] = topics.map(({ id }) => id);
    await admin.do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }', { input: { agentId: hari.id, topicIds: [payments] } });

    await shop.ticket(ann, { topicId: payments }); // nobody has it
    await shop.ticket(ben, { topicId: other });
    await shop.ticket(ben);
    const open = await shop.assignedTicket(ann, gita);
    await shop.message(gita, open.id, 'We look at it');
    const pending = await shop.assignedTicket(ann, gita);
    await shop.message(gita, pending.id, 'Which order is it?');
    await does(gita, 'markPending', pending.id);
    await shop.assignedTicket(ben, gita); // waits for her
    const resolved = await shop.assignedTicket(ben, hari);
    await does(hari, 'resolve', resolved.id);
    const closed = await shop.assignedTicket(ann, hari);
    await does(hari, 'resolve', closed.id);
    await does(ann, 'close', closed.id);
  });
  afterAll(() => test.stop());

  it('is, for admins, how many the shop has', async () => {
    expect(await countsOf(admin)).toEqual({
      ...{ new: 3, open: 2, pending: 1, resolved: 1, closed: 1, active: 6 },
      ...{ unassigned: 3, mine: 0, waitingForShop: 4, waitingForCustomer: 2 },
    });
  });

  it('is, for agents, what they have, and what nobody has of their topics', async () => {
    expect(await countsOf(gita)).toEqual({ ...NONE, open: 2, pending: 1, active: 3, mine: 3, waitingForShop: 1, waitingForCustomer: 2 });
    expect(await countsOf(hari)).toEqual({ ...NONE, resolved: 1, closed: 1, unassigned: 1 });
  });

  it('is, for customers, what they raised, and of others nothing', async () => {
    expect(await countsOf(ann)).toEqual({ ...NONE, new: 1, open: 1, pending: 1, closed: 1, active: 3, waitingForShop: 1, waitingForCustomer: 2 });
    expect(await countsOf(ben)).toEqual({ ...NONE, new: 2, open: 1, resolved: 1, active: 3, waitingForShop: 3 });
    expect(await countsOf(await test.shop.customer())).toEqual(NONE);
  });

  it('is for programs that read tickets, and for no visitor', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ']);
    expect(await countsOf(program)).toEqual(await countsOf(ann));
    expect((await test.shop.visitor().fail(COUNTS)).extensions.code).toBe('UNAUTHENTICATED');
    expect((await (await test.shop.program(admin, ['ADMIN_WRITE'])).fail(COUNTS)).extensions.code).toBe('FORBIDDEN');
  });

  it('is never counted: one statement, whoever asks', async () => {
    for (const actor of [admin, gita, ann]) {
      const statements = await statementsDuring(test.server.platform.database, () => countsOf(actor));
      expect(statements.filter((statement) => /ticket_counts/.test(statement))).toHaveLength(1);
      expect(statements.filter((statement) => /FROM\W+tickets\b/i.test(statement))).toEqual([]);
    }
  });
});

import { eventually } from '@ccr/testkit';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';

const FOLLOW = 'subscription($id: ID!) { ticketPresence(ticketId: $id) { people { person { name } typing } reads { seq } } }';
const TYPING = 'mutation($input: SetTypingInput!) { setTyping(input: $input) { ok } }';

interface Presence {
  ticketPresence: { people: { person: { name: string }; typing: boolean }[] };
}

describe('what presence costs', () => {
  let test: TestServer;

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('reads nothing for those who are not shown what happened', async () => {
    const { shop, server } = test;
    const [customer, agent] = [await shop.customer(), await shop.agent('Gita')];
    const { id } = await shop.assignedTicket(customer, agent);
    const feeds = Array.from({ length: 30 }, () => customer.subscribe<Presence>(FOLLOW, { id }));
    await eventually('all to follow', () => feeds.every(({ items }) => items.length > 0));
    const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));
    await aWhile();

    const ownWriting = await statementsDuring(server.platform.database, async () => {
      for (const typing of [true, false, true]) await customer.do(TYPING, { input: { ticketId: id, typing } });
      await aWhile();
    });
    expect(ownWriting.length).toBeLessThan(30); // a few for each request, and none for the feeds

    await agent.do(TYPING, { input: { ticketId: id, typing: true } });
    const told = [{ person: { name: 'Gita' }, typing: true }];
    await eventually('the writing of the agent', () => feeds.every(({ items }) => JSON.stringify(items.at(-1)?.ticketPresence.people) === JSON.stringify(told)));
    await customer.cut();
  });
});

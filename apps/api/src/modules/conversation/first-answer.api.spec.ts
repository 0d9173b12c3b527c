import { eventually, type Actor, type Person } from '@ccr/testkit';
import { IsNull, Not } from 'typeorm';
import { EventRow } from '../../platform/events';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';
import { User } from '../accounts';
import { Ticket } from '../tickets';
import { AnswerAtOnce } from './first-answer.handler';

const UPDATE = 'mutation($input: UpdateTopicInput!) { updateTopic(input: $input) { topic { id name firstAnswer } } }';
const CREATE = 'mutation($input: CreateTopicInput!) { createTopic(input: $input) { topic { id } } }';
const READ = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      waitingSince createdAt
      messages { nodes { seq kind body automatic author { id } } }
      events { nodes { __typename seq actor { id } ... on MessageSent { message { body } } } }
    }
  }
`;
const WORDS = 'Thank you. We **look into it** and write today.';
interface Read {
  waitingSince: string | null;
  createdAt: string;
  messages: { nodes: { body: string; automatic: boolean; author: { id: string } }[] };
  events: { nodes: Record<string, unknown>[] };
}

describe('what is answered first', () => {
  let test: TestServer;
  let admin: Person;
  let customer: Person;
  let topicId: string;
  let count = 0;

  const newTopic = async (): Promise<string> =>
    (await admin.do<{ createTopic: { topic: { id: string } } }>(CREATE, { input: { name: `Topic ${++count}` } })).createTopic.topic.id;
  const set = (firstAnswer: string | null, by: Actor = admin): Promise<unknown> => by.do(UPDATE, { input: { topicId, firstAnswer } });
  const read = async (id: string, by: Actor = customer): Promise<Read> => (await by.do<{ ticket: Read }>(READ, { id })).ticket;
  const raise = async (): Promise<string> => (await test.shop.ticket(customer, { topicId })).id;
  const quiet = (): Promise<boolean> =>
    eventually('quiet', async () => !(await test.server.platform.database.repository(EventRow).existsBy({ dueAt: Not(IsNull()) })), 30_000);
  const answered = async (id: string): Promise<Read['messages']['nodes']> => {
    await quiet();
    return (await read(id)).messages.nodes;
  };

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '1000000' });
    [admin, customer] = [await test.shop.firstAdmin(), await test.shop.customer()];
  });
  beforeEach(async () => {
    topicId = await newTopic();
  });
  afterAll(() => test.stop());

  it('is said at once, by nobody just now, in the name of who set it', async () => {
    await set(WORDS);
    const id = await raise();
    expect(await answered(id)).toEqual([{ seq: 2, kind: 'REPLY', body: WORDS, automatic: true, author: { id: admin.id } }]);
    const { events } = await read(id);
    expect(events.nodes).toMatchObject([{ __typename: 'TicketRaised' }, { __typename: 'MessageSent', seq: 2, actor: null, message: { body: WORDS } }]);
  });

  it('answers nobody for good: who waits still waits, and the first reply is still to come', async () => {
    await set(WORDS);
    const id = await raise();
    await answered(id);
    const { waitingSince, createdAt } = await read(id);
    expect(waitingSince).toBe(createdAt);
    expect(await test.server.platform.database.repository(Ticket).findOneByOrFail({ id })).toMatchObject({ firstReplyAt: null, status: 'NEW' });
  });

  it('is nothing without words, without a topic, and after it was taken away', async () => {
    expect(await answered(await raise())).toEqual([]);
    expect(await answered((await test.shop.ticket(customer)).id)).toEqual([]);
    await set(WORDS);
    await set('  ');
    expect(await answered(await raise())).toEqual([]);
    await set(WORDS);
    await set(null);
    expect(await answered(await raise())).toEqual([]);
  });

  it('is said once, however often, and by however many, the event is told', async () => {
    const id = await raise();
    await quiet();
    await set(WORDS);
    const { database, events } = test.server.platform;
    const raised = await database.repository(EventRow).findOneByOrFail({ streamId: id, seq: 1 });
    const handlers = Array.from({ length: 5 }, () => new AnswerAtOnce(database, events, test.server.tickets));
    await Promise.all(handlers.map((handler) => handler.handle(raised)));
    for (const handler of handlers) await handler.handle(raised);
    expect((await answered(id)).map(({ body }) => body)).toEqual([WORDS]);
  });

  it('is not said in a ticket that has ended meanwhile', async () => {
    const id = await raise();
    await quiet();
    await does(admin, 'assign', id, admin.id);
    await does(admin, 'resolve', id);
    await set(WORDS);
    const { database, events } = test.server.platform;
    const raised = await database.repository(EventRow).findOneByOrFail({ streamId: id, seq: 1 });
    await new AnswerAtOnce(database, events, test.server.tickets).handle(raised);
    expect(await answered(id)).toEqual([]);
  });

  it('is said also when who set it is no longer there', async () => {
    const second = await test.shop.agent('Asha', 'ADMIN');
    await set(WORDS, second);
    await admin.do('mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }', { input: { agentId: second.id } });
    expect(await answered(await raise())).toMatchObject([{ body: WORDS, author: { id: second.id } }]);
    await test.server.platform.database.repository(User).update({ id: second.id }, { erasedAt: new Date(), name: '' });
    expect(await answered(await raise())).toMatchObject([{ body: WORDS, automatic: true }]);
  });

  it('is set by an admin alone, and read by admins alone', async () => {
    await set(WORDS);
    const agent = await test.shop.agent();
    for (const who of [customer, agent]) {
      expect((await who.fail(UPDATE, { input: { topicId, firstAnswer: 'x' } })).extensions.code).toBe('FORBIDDEN');
    }
    const seenBy = async (who: Actor): Promise<(string | null)[]> =>
      (await who.do<{ topics: { id: string; firstAnswer: string | null }[] }>('{ topics { id firstAnswer } }')).topics
        .filter(({ id }) => id === topicId)
        .map(({ firstAnswer }) => firstAnswer);
    expect(await seenBy(admin)).toEqual([WORDS]);
    expect(await seenBy(agent)).toEqual([null]);
    expect(await seenBy(customer)).toEqual([null]);
  });

  it('stays when the topic is renamed, as the name does when it is set', async () => {
    await set(WORDS);
    const name = `Renamed ${topicId}`;
    const rename = await admin.do(UPDATE, { input: { topicId, name } });
    expect(rename).toEqual({ updateTopic: { topic: { id: topicId, name, firstAnswer: WORDS } } });
    expect(await admin.do(UPDATE, { input: { topicId, firstAnswer: 'Other words' } })).toEqual({ updateTopic: { topic: { id: topicId, name, firstAnswer: 'Other words' } } });
  });

  it.each([['5,001 characters', 'a'.repeat(5_001)], ['a null character', 'a\u0000']])('%s are refused', async (_what, firstAnswer) => {
    const { extensions } = await admin.fail(UPDATE, { input: { topicId, firstAnswer } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.firstAnswer' }] });
  });
});

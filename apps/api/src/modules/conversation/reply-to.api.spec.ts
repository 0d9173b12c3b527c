import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, ticketThatIs } from '../../testing/ticket-moves';

const SEND = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id replyTo { id body author { name } } } } }';
const READ = 'query($id: ID!) { ticket(id: $id) { messages { nodes { body replyTo { body } } } events { nodes { ... on MessageSent { message { replyTo { body } } } } } } }';

interface Sent {
  sendMessage: { message: { id: string; replyTo: { id: string; body: string; author: { name: string } } | null } };
}
interface Read {
  ticket: { messages: { nodes: { body: string; replyTo: { body: string } | null }[] }; events: unknown };
}

describe('a message that answers another', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let id: string;

  const answer = async (by: Actor, replyToId: string, kind = 'REPLY'): Promise<Sent['sendMessage']['message']> =>
    (await by.do<Sent>(SEND, { input: { ticketId: id, body: 'An answer', kind, replyToId } })).sendMessage.message;
  const refused = async (by: Actor, replyToId: string, kind = 'REPLY'): Promise<unknown> =>
    (await by.fail(SEND, { input: { ticketId: id, body: 'An answer', kind, replyToId } })).extensions;

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer('Ann Rao'), agent: await shop.agent('Gita'), admin: await shop.firstAdmin() };
  });
  beforeEach(async () => {
    id = await ticketThatIs('OPEN', cast);
  });
  afterAll(() => test.stop());

  it('says which, to both sides', async () => {
    const question = await test.shop.message(cast.customer, id, 'Which charge is wrong?');
    const { replyTo } = await answer(cast.agent, question.id);
    expect(replyTo).toEqual({ id: question.id, body: 'Which charge is wrong?', author: { name: 'Ann Rao' } });
    for (const reader of [cast.customer, cast.agent, cast.admin]) {
      const { ticket } = await reader.do<Read>(READ, { id });
      expect(ticket.messages.nodes.map((node) => node.replyTo)).toEqual([null, { body: 'Which charge is wrong?' }]);
      expect(JSON.stringify(ticket.events)).toContain('"replyTo":{"body":"Which charge is wrong?"}');
    }
  });

  it('is sent once, though it is sent again', async () => {
    const question = await test.shop.message(cast.customer, id, 'One');
    const input = { ticketId: id, body: 'Two', replyToId: question.id, clientMutationId: randomUUID() };
    const sent = [await cast.agent.do<Sent>(SEND, { input }), await cast.agent.do<Sent>(SEND, { input })];
    expect(sent[1]).toEqual(sent[0]);
  });

  it('may be a note on anything, among the staff', async () => {
    const [reply, note] = [await test.shop.message(cast.customer, id, 'Asked'), await test.shop.message(cast.admin, id, 'Secret', 'NOTE')];
    expect((await answer(cast.agent, note.id, 'NOTE')).replyTo?.body).toBe('Secret');
    expect((await answer(cast.agent, reply.id, 'NOTE')).replyTo?.body).toBe('Asked');
    expect(JSON.stringify(await cast.customer.do(READ, { id }))).not.toContain('Secret');
  });

  it('never shows a note to the customer', async () => {
    const note = await test.shop.message(cast.agent, id, 'Secret', 'NOTE');
    for (const by of [cast.agent, cast.admin]) {
      expect(await refused(by, note.id)).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.replyToId' }] });
    }
    const toCustomer = await refused(cast.customer, note.id);
    expect(toCustomer).toEqual(await refused(cast.customer, randomUUID())); // there is no telling that it exists
    expect(toCustomer).toMatchObject({ code: 'NOT_FOUND' });
    expect((await cast.customer.do<Read>(READ, { id })).ticket.messages.nodes).toEqual([]);
  });

  it('answers one of its own ticket only', async () => {
    const other = await ticketThatIs('OPEN', cast);
    const elsewhere = await test.shop.message(cast.customer, other, 'In the other one');
    for (const by of [cast.customer, cast.agent, cast.admin]) {
      expect(await refused(by, elsewhere.id)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refused(by, elsewhere.id.toUpperCase())).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

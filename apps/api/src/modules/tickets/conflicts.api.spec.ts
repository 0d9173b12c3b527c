import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';

const SEND = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id seq } } }';
const ASSIGN = 'mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { assignee { id } } } }';
const EDIT = 'mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { lastSeq priority } } }';
const STATE = 'query($id: ID!) { ticket(id: $id) { lastSeq subject priority assignee { id } messages(last: 100) { nodes { id body } } } }';
interface State {
  readonly lastSeq: number;
  readonly subject: string;
  readonly priority: string;
  readonly assignee: { readonly id: string } | null;
  readonly messages: { readonly nodes: readonly { readonly body: string }[] };
}

describe('who comes too late', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const state = async (by: Actor, id: string): Promise<State> => (await by.do<{ ticket: State }>(STATE, { id })).ticket;
  const outcome = async (by: Actor, query: string, input: object): Promise<unknown> => (await by.send(query, { input })).errors?.[0]?.extensions ?? 'done';

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterAll(() => test.stop());

  it('sends nothing past a message they have not seen, and learns where the ticket stands', async () => {
    const { customer, agent } = cast;
    const id = await ticketThatIs('OPEN', cast);
    const { lastSeq } = await state(agent, id);
    await does(customer, 'reply', id);
    const tried = await agent.fail(SEND, { input: { ticketId: id, body: 'An answer', seenSeq: lastSeq } });
    expect(tried.message).toBe('Somebody wrote meanwhile. Read it, then send.');
    expect(tried.extensions).toEqual({ code: 'CONFLICT', ticket: { id, status: 'OPEN', assigneeId: agent.id, lastSeq: lastSeq + 1 } });
    expect((await state(agent, id)).messages.nodes).toHaveLength(1);
    expect(await outcome(agent, SEND, { ticketId: id, body: 'An answer', seenSeq: lastSeq + 1 })).toBe('done');
  });

  it('is not stopped by what they wrote themselves, by events, or when they do not ask', async () => {
    const { customer, agent, admin } = cast;
    const id = await ticketThatIs('OPEN', cast);
    const { lastSeq: seenSeq } = await state(agent, id);
    await does(agent, 'reply', id);
    await does(agent, 'markPending', id);
    await does(admin, 'edit', id);
    expect(await outcome(agent, SEND, { ticketId: id, body: 'One more', seenSeq })).toBe('done');
    await does(customer, 'reply', id);
    expect(await outcome(agent, SEND, { ticketId: id, body: 'Regardless' })).toBe('done');
    expect(await outcome(agent, SEND, { ticketId: id, body: 'Regardless', seenSeq: null })).toBe('done');
  });

  it('is not stopped by a note they may not read, and is told of none; colleagues are', async () => {
    const { customer, agent, admin } = cast;
    const id = await ticketThatIs('OPEN', cast);
    const seenSeq = (await state(customer, id)).lastSeq;
    await does(agent, 'note', id);
    expect(await outcome(admin, SEND, { ticketId: id, body: 'x', kind: 'NOTE', seenSeq })).toMatchObject({ code: 'CONFLICT', ticket: { lastSeq: seenSeq + 1 } });
    expect(await outcome(customer, SEND, { ticketId: id, body: 'x', seenSeq })).toBe('done');
    await does(agent, 'reply', id);
    await does(agent, 'note', id);
    const { lastSeq } = await state(customer, id);
    expect(await outcome(customer, SEND, { ticketId: id, body: 'x', seenSeq })).toMatchObject({ code: 'CONFLICT', ticket: { lastSeq } });
    expect(lastSeq).toBeLessThan((await state(agent, id)).lastSeq);
  });

  it('sends once: of two who answer the same message at once one is stopped, and a retry of what went out is none', async () => {
    const { customer, agent, admin } = cast;
    const id = await ticketThatIs('OPEN', cast);
    await does(customer, 'reply', id);
    const { lastSeq: seenSeq } = await state(agent, id);
    const answers = [agent, admin].map((by) => ({ by, input: { ticketId: id, body: 'The answer', seenSeq, clientMutationId: randomUUID() } }));
    const outcomes = await Promise.all(answers.map(({ by, input }) => outcome(by, SEND, input)));
    expect(outcomes.filter((one) => one === 'done')).toHaveLength(1);
    const won = answers[outcomes.indexOf('done')];
    await does(customer, 'reply', id);
    expect(won && (await outcome(won.by, SEND, won.input))).toBe('done');
    expect((await state(agent, id)).messages.nodes.filter(({ body }) => body === 'The answer')).toHaveLength(1);
  });

  it('does not take a ticket from whom they did not know to have it', async () => {
    const { admin, agent } = cast;
    const [hari, ina] = [await test.shop.agent('Hari'), await test.shop.agent('Ina')];
    const { id: ticketId } = await test.shop.ticket(cast.customer);
    expect(await outcome(admin, ASSIGN, { ticketId, agentId: agent.id, expectedAssigneeId: hari.id })).toMatchObject({ code: 'CONFLICT' });
    expect(await outcome(admin, ASSIGN, { ticketId, agentId: agent.id, expectedAssigneeId: null })).toBe('done');
    const late = await outcome(admin, ASSIGN, { ticketId, agentId: hari.id, expectedAssigneeId: null });
    expect(late).toEqual({ code: 'CONFLICT', ticket: { id: ticketId, status: 'OPEN', assigneeId: agent.id, lastSeq: (await state(admin, ticketId)).lastSeq } });
    expect((await state(admin, ticketId)).assignee).toEqual({ id: agent.id });
    // It is as they wanted it already.
    expect(await outcome(admin, ASSIGN, { ticketId, agentId: agent.id, expectedAssigneeId: null })).toBe('done');
    expect(await outcome(admin, ASSIGN, { ticketId, agentId: hari.id })).toBe('done');
    const both = await Promise.all([agent, ina].map(({ id }) => outcome(admin, ASSIGN, { ticketId, agentId: id, expectedAssigneeId: hari.id })));
    expect(both.filter((one) => one === 'done')).toHaveLength(1);
  });

  it('does not overwrite what was edited after they looked', async () => {
    const { customer, admin } = cast;
    const { id: ticketId } = await test.shop.ticket(customer);
    const { lastSeq: seenSeq } = await state(customer, ticketId);
    await does(admin, 'reply', ticketId);
    expect(await outcome(customer, EDIT, { ticketId, subject: 'Mine', seenSeq })).toBe('done');
    expect(await outcome(admin, EDIT, { ticketId, priority: 'LOW', seenSeq })).toMatchObject({
      code: 'CONFLICT', ticket: { id: ticketId, status: 'NEW', assigneeId: null, lastSeq: seenSeq + 2 },
    });
    expect(await state(admin, ticketId)).toMatchObject({ subject: 'Mine', priority: 'NORMAL' });
    expect(await outcome(admin, EDIT, { ticketId, priority: 'LOW', seenSeq: seenSeq + 2 })).toBe('done');
    expect(await outcome(customer, EDIT, { ticketId, subject: 'Regardless' })).toBe('done');
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor, GraphqlError, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, ticketThatIs } from '../../testing/ticket-moves';

const FIELDS = 'id subject description status priority orderReference topic { id } customer { id } followUpOf { id } followUps { id } abilities { followUp }';
const FOLLOW_UP = `mutation($input: RaiseFollowUpInput!) { raiseFollowUp(input: $input) { ticket { ${FIELDS} } } }`;
const TICKET = `query($id: ID!) { ticket(id: $id) { ${FIELDS} } }`;
const SEND = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
const ARCHIVE = 'mutation($input: ArchiveTopicInput!) { archiveTopic(input: $input) { topic { id } } }';
const ASSIGN = 'mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }';
interface Followed {
  readonly id: string;
  readonly subject: string;
  readonly followUpOf: { readonly id: string } | null;
  readonly followUps: readonly { readonly id: string }[];
  readonly abilities: { readonly followUp: boolean };
}

describe('a ticket that goes on after its end', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const raise = async (by: Actor, input: object): Promise<Followed> =>
    (await by.do<{ raiseFollowUp: { ticket: Followed } }>(FOLLOW_UP, { input: { description: 'It broke again.', ...input } })).raiseFollowUp.ticket;
  const refusal = async (by: Actor, input: object): Promise<GraphqlError> => by.fail(FOLLOW_UP, { input: { description: 'It broke again.', ...input } });
  const seen = async (by: Actor, id: string): Promise<Followed> => (await by.do<{ ticket: Followed }>(TICKET, { id })).ticket;

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterAll(() => test.stop());

  it('is a new one about the same, linked from both ends', async () => {
    const { customer, shop, agent } = cast;
    const { topics } = await customer.do<{ topics: { id: string }[] }>('{ topics { id } }');
    const about = { subject: 'The lamp', priority: 'HIGH', topicId: topics[0]?.id, orderReference: 'A-1' };
    const raised = await shop.ticket(customer, about);
    const ended = await ticketThatIs('CLOSED', { ...cast, shop: Object.assign(Object.create(shop) as typeof shop, { ticket: async () => raised }) });
    expect((await seen(customer, ended)).abilities.followUp).toBe(true);
    const next = await raise(customer, { ticketId: ended, description: '  It broke again.  ' });
    expect(next).toMatchObject({
      subject: 'The lamp', description: 'It broke again.', status: 'NEW', priority: 'HIGH', orderReference: 'A-1',
      topic: { id: topics[0]?.id }, customer: { id: customer.id }, followUpOf: { id: ended }, followUps: [], abilities: { followUp: false },
    });
    const again = await raise(customer, { ticketId: ended });
    for (const actor of [customer, cast.admin]) {
      expect(await seen(actor, ended)).toMatchObject({ status: 'CLOSED', followUpOf: null, followUps: [{ id: next.id }, { id: again.id }] });
      expect((await seen(actor, next.id)).followUpOf).toEqual({ id: ended });
    }
    expect((await seen(agent, ended)).abilities.followUp).toBe(false);
  });

  it('is linked for those only who see the other end', async () => {
    const { customer, admin, agent } = cast;
    const other = await test.shop.agent('Hari Other');
    const ended = await ticketThatIs('CLOSED', cast);
    const next = await raise(customer, { ticketId: ended });
    expect((await seen(agent, ended)).followUps).toEqual([]);
    await admin.do(ASSIGN, { input: { ticketId: next.id, agentId: other.id } });
    expect((await seen(other, next.id)).followUpOf).toBeNull();
    expect((await seen(agent, ended)).followUps).toEqual([]);
    expect((await seen(admin, next.id)).followUpOf).toEqual({ id: ended });
  });

  it('goes on in twenty tickets at most, also when they are raised at once', async () => {
    const ended = await ticketThatIs('CLOSED', cast);
    for (let number = 1; number <= 18; number++) await raise(cast.customer, { ticketId: ended });
    const input = { ticketId: ended, description: 'It broke again.' };
    const codes = await Promise.all(Array.from({ length: 4 }, async () => (await cast.customer.send(FOLLOW_UP, { input })).errors?.[0]?.extensions.code ?? 'done'));
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'done', 'done']);
    expect((await seen(cast.customer, ended)).followUps).toHaveLength(20);
  });

  it('leaves a topic behind that is no longer offered', async () => {
    const { createTopic } = await cast.admin.do<{ createTopic: { topic: { id: string } } }>(
      'mutation { createTopic(input: { name: "Sales week" }) { topic { id } } }',
    );
    const topicId = createTopic.topic.id;
    const raised = await cast.shop.ticket(cast.customer, { topicId });
    const ended = await ticketThatIs('CLOSED', { ...cast, shop: Object.assign(Object.create(cast.shop) as typeof cast.shop, { ticket: async () => raised }) });
    await cast.admin.do(ARCHIVE, { input: { topicId } });
    expect(await raise(cast.customer, { ticketId: ended })).toMatchObject({ topic: null });
  });

  it('is raised once, however often it is sent, also at once', async () => {
    const ended = await ticketThatIs('CLOSED', cast);
    const clientMutationId = randomUUID();
    const tries = await Promise.all([1, 2, 3].map(() => raise(cast.customer, { ticketId: ended, clientMutationId })));
    expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
    expect((await seen(cast.customer, ended)).followUps).toHaveLength(1);
  });

  it('is its customer’s alone to raise, and with words', async () => {
    const ended = await ticketThatIs('CLOSED', cast);
    const stranger = await test.shop.customer('Ben Other');
    expect((await refusal(stranger, { ticketId: ended })).extensions.code).toBe('NOT_FOUND');
    expect((await refusal(cast.agent, { ticketId: ended })).extensions.code).toBe('FORBIDDEN');
    expect((await refusal(cast.admin, { ticketId: ended })).extensions.code).toBe('FORBIDDEN');
    expect((await refusal(test.shop.visitor(), { ticketId: ended })).extensions.code).toBe('UNAUTHENTICATED');
    expect((await refusal(await test.shop.program(cast.customer, ['TICKETS_READ']), { ticketId: ended })).extensions.code).toBe('FORBIDDEN');
    expect((await refusal(cast.customer, { ticketId: randomUUID() })).extensions.code).toBe('NOT_FOUND');
    const blank = await refusal(cast.customer, { ticketId: ended, description: ' ' });
    expect(blank.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.description' }] });
    expect((await seen(cast.customer, ended)).followUps).toEqual([]);
  });

  it.each(['NEW', 'OPEN', 'PENDING', 'RESOLVED'] as const)('has not ended while it is %s', async (status) => {
    const id = await ticketThatIs(status, cast);
    expect((await seen(cast.customer, id)).abilities.followUp).toBe(false);
    expect((await refusal(cast.customer, { ticketId: id })).extensions).toMatchObject({ code: 'CONFLICT', ticket: { id, status } });
  });

  it('takes no message: the refusal names what to do instead', async () => {
    const id = await ticketThatIs('CLOSED', cast);
    const { message, extensions } = await cast.customer.fail(SEND, { input: { ticketId: id, body: 'Hello?' } });
    expect(extensions).toMatchObject({ code: 'CONFLICT', ticket: { id, status: 'CLOSED' } });
    expect(message).toContain('raiseFollowUp');
  });
});

import { randomUUID } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import { type GraphqlError, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import type * as references from './reference';
import { newReference } from './reference';

jest.mock('./reference', () => {
  const actual = jest.requireActual<typeof references>('./reference');
  return { ...actual, newReference: jest.fn(actual.newReference) };
});

const CREATE = /* GraphQL */ `
  mutation ($input: CreateTicketInput!) {
    createTicket(input: $input) {
      ticket {
        id reference subject description status priority orderReference lastSeq createdAt updatedAt lastActivityAt
        topic { id name } customer { id } assignee { id } events { nodes { __typename seq at actor { id } } }
      }
    }
  }
`;
const BY_REFERENCE = 'query($reference: String!) { ticket(reference: $reference) { id } }';
const TICKETS = '{ tickets { nodes { id subject } } }';

interface Created {
  createTicket: { ticket: Record<string, unknown> & { id: string; reference: string; createdAt: string } };
}
interface Listed {
  tickets: { nodes: { id: string; subject: string }[] };
}
const WORDS = { subject: 'Paid twice', description: 'Two charges on my card.' };

describe('raising a ticket', () => {
  let test: TestServer;
  let customer: Person;
  let topic: { id: string; name: string };

  const create = async (input: Record<string, unknown> = {}, who = customer): Promise<Created['createTicket']['ticket']> =>
    (await who.do<Created>(CREATE, { input: { ...WORDS, ...input } })).createTicket.ticket;
  const refused = (input: Record<string, unknown>): Promise<GraphqlError> => customer.fail(CREATE, { input: { ...WORDS, ...input } });

  beforeAll(async () => {
    test = await startTestServer();
    customer = await test.shop.customer();
    const { topics } = await customer.do<{ topics: { id: string; name: string }[] }>('{ topics { id name } }');
    topic = topics[0] ?? topic;
  });
  afterAll(() => test.stop());

  it('keeps all that was said', async () => {
    const before = Date.now();
    const ticket = await create({ topicId: topic.id, priority: 'URGENT', orderReference: '8812-A' });
    expect(ticket).toMatchObject({
      ...WORDS, status: 'NEW', priority: 'URGENT', orderReference: '8812-A', lastSeq: 1, topic, customer: { id: customer.id }, assignee: null,
      events: { nodes: [{ __typename: 'TicketRaised', seq: 1, actor: { id: customer.id } }] },
    });
    expect(new Date(ticket.createdAt).getTime()).toBeGreaterThanOrEqual(before);
    expect([ticket['updatedAt'], ticket['lastActivityAt']]).toEqual([ticket.createdAt, ticket.createdAt]);
  });

  it('needs a subject and a description, and nothing else', async () => {
    expect(await create()).toMatchObject({ priority: 'NORMAL', topic: null, orderReference: null });
    expect(await create({ topicId: null, orderReference: null })).toMatchObject({ topic: null, orderReference: null });
  });

  it('trims what was typed and keeps the rest as it is', async () => {
    const typed = { subject: '  Paid  twice\t ', description: '\n one\r\n\n  two 🎫 \n', orderReference: ' 88 12 ' };
    expect(await create(typed)).toMatchObject({ subject: 'Paid  twice', description: 'one\r\n\n  two 🎫', orderReference: '88 12' });
    expect(await create({ orderReference: '  ' })).toMatchObject({ orderReference: null });
  });

  it('takes texts up to their limits, whatever their script', async () => {
    const { subject, description, orderReference } = LIMITS.ticket;
    for (const letter of ['a', '汉', '🎫']) {
      const typed = {
        subject: letter.repeat(subject / letter.length),
        description: letter.repeat(description / letter.length),
        orderReference: letter.repeat(orderReference / letter.length),
      };
      expect(await create(typed)).toMatchObject(typed);
    }
  });

  it.each([
    ['a missing subject', { subject: undefined }, 'input.subject'],
    ['a blank subject', { subject: ' \n ' }, 'input.subject'],
    ['a long subject', { subject: 'a'.repeat(LIMITS.ticket.subject + 1) }, 'input.subject'],
    ['a subject of a wrong type', { subject: 5 }, 'input.subject'],
    ['a subject of two lines', { subject: 'Paid\ntwice' }, 'input.subject'],
    ['a blank description', { description: '' }, 'input.description'],
    ['a long description', { description: 'a'.repeat(LIMITS.ticket.description + 1) }, 'input.description'],
    ['a description that can’t be shown', { description: 'a\u0000b' }, 'input.description'],
    ['a long order reference', { orderReference: '8'.repeat(LIMITS.ticket.orderReference + 1) }, 'input.orderReference'],
    ['an order reference of two lines', { orderReference: '88\r\n12' }, 'input.orderReference'],
    ['an unknown priority', { priority: 'SOON' }, 'input.priority'],
    ['an unknown topic', { topicId: randomUUID() }, 'input.topicId'],
    ['no id of a topic', { topicId: '' }, 'input.topicId'],
    ['a clientMutationId that is no UUID', { clientMutationId: 'mine' }, 'input.clientMutationId'],
    ['a field that there is not', { status: 'CLOSED' }, 'input'],
  ])('refuses %s', async (_what, input, path) => {
    const { extensions } = await refused(input);
    expect(extensions.code).toBe('BAD_USER_INPUT');
    expect(extensions.issues?.map((issue) => issue.path)).toEqual([path]);
    expect(extensions.issues?.[0]?.message).toBeTruthy();
  });

  it('compares the id of a topic exactly, on every database', async () => {
    expect((await refused({ topicId: topic.id.toUpperCase() })).extensions.code).toBe('BAD_USER_INPUT');
    expect((await refused({ topicId: `${topic.id} ` })).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is for customers: agents and admins are refused, and the signed-out are asked to sign in', async () => {
    const code = async (who: Pick<Person, 'fail'>): Promise<string> => (await who.fail(CREATE, { input: WORDS })).extensions.code;
    expect(await code(await test.shop.agent())).toBe('FORBIDDEN');
    expect(await code(await test.shop.firstAdmin())).toBe('FORBIDDEN');
    expect(await code(await test.shop.program(customer, ['TICKETS_READ']))).toBe('FORBIDDEN');
    expect(await code(test.shop.visitor())).toBe('UNAUTHENTICATED');
  });

  describe('with a clientMutationId', () => {
    it('happens once, however often and however fast it is sent', async () => {
      const buyer = await test.shop.customer();
      const clientMutationId = randomUUID();
      const first = await Promise.all(Array.from({ length: 10 }, () => create({ clientMutationId }, buyer)));
      const again = await create({ clientMutationId, subject: 'Other words' }, buyer);
      expect(new Set([...first, again].map((ticket) => ticket.id)).size).toBe(1);
      expect(again['subject']).toBe(WORDS.subject);
      const { tickets } = await buyer.do<Listed>(TICKETS);
      expect(tickets.nodes).toHaveLength(1);
    });

    it('is free again after a refusal', async () => {
      const clientMutationId = randomUUID();
      expect((await refused({ clientMutationId, topicId: randomUUID() })).extensions.code).toBe('BAD_USER_INPUT');
      expect(await create({ clientMutationId })).toMatchObject(WORDS);
    });

    it('of somebody else is nobody else’s business', async () => {
      const clientMutationId = randomUUID();
      const other = await test.shop.customer();
      const mine = await create({ clientMutationId });
      const theirs = await create({ clientMutationId }, other);
      expect(theirs.id).not.toBe(mine.id);
    });

    it('that was used for something else is refused', async () => {
      const clientMutationId = randomUUID();
      const { id } = await create();
      const send = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
      await customer.do(send, { input: { ticketId: id, body: 'Hello', clientMutationId } });
      const { extensions } = await refused({ clientMutationId });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.clientMutationId' }] });
    });
  });

  describe('gives it a reference', () => {
    it('by which it is found, however that is typed', async () => {
      const { id, reference } = await create();
      expect(reference).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      for (const typed of [reference, reference.toLowerCase(), reference.replace('-', ''), ` ${reference.replace('-', ' – ')} `]) {
        expect(await customer.do(BY_REFERENCE, { reference: typed })).toEqual({ ticket: { id } });
      }
    });

    it('that finds nothing when it is wrong, or somebody else’s', async () => {
      const { reference } = await create();
      const stranger = await test.shop.customer();
      expect((await stranger.fail(BY_REFERENCE, { reference })).extensions.code).toBe('NOT_FOUND');
      expect((await customer.fail(BY_REFERENCE, { reference: '2222-2222' })).extensions.code).toBe('NOT_FOUND');
      expect((await customer.fail(BY_REFERENCE, { reference: "x' OR '1'='1" })).extensions.code).toBe('NOT_FOUND');
      expect((await customer.fail('{ ticket { id } }')).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'id' }] });
    });

    it('that no other has: one that is taken is not given again', async () => {
      const { reference } = await create();
      const made = jest.mocked(newReference);
      made.mockClear().mockReturnValueOnce(reference).mockReturnValueOnce(reference);
      const next = await create();
      expect(made).toHaveBeenCalledTimes(3);
      expect(next.reference).not.toBe(reference);
    });
  });
});

import { eventually, type Actor, type Person } from '@ccr/testkit';
import { confirmEmail } from '../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs, tries } from '../../testing/ticket-moves';

const SECRET = 'This customer is difficult';
const NOTE = /* GraphQL */ `
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) { message { kind seq author { id } } ticket { status updatedAt lastActivityAt } }
  }
`;
const ALL = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      status lastSeq updatedAt lastActivityAt
      messages(first: 100) { nodes { body kind } edges { cursor node { body } } pageInfo { endCursor } }
      events(first: 100) { nodes { __typename seq ... on MessageSent { message { body } } } }
    }
  }
`;
const FOLLOW = 'subscription($id: ID!) { ticketEvents(ticketId: $id, after: 0) { __typename seq ticket { messages { nodes { body } } } ... on MessageSent { message { body } } } }';
const WATCH = 'subscription($id: ID) { ticketChanged(ticketId: $id) { status messages { nodes { body } } events { nodes { seq } } } }';

interface All {
  ticket: {
    status: string;
    updatedAt: string;
    lastActivityAt: string;
    messages: { nodes: { body: string; kind: string }[] };
    events: { nodes: { __typename: string; seq: number }[] };
  };
}

describe('internal notes', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const note = (by: Actor, ticketId: string): Promise<{ sendMessage: { message: { seq: number }; ticket: All['ticket'] } }> =>
    by.do(NOTE, { input: { ticketId, body: SECRET, kind: 'NOTE' } });
  const all = async (by: Actor, id: string): Promise<All['ticket']> => (await by.do<All>(ALL, { id })).ticket;

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await confirmEmail(test, await shop.customer()), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterAll(() => test.stop());

  it('are written by the assignee and admins, and read by both', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await note(cast.agent, id);
    await note(cast.admin, id);
    for (const reader of [cast.agent, cast.admin]) {
      expect((await all(reader, id)).messages.nodes).toEqual([{ body: SECRET, kind: 'NOTE' }, { body: SECRET, kind: 'NOTE' }]);
    }
  });

  it('are not for customers to write: their own ticket or not', async () => {
    const id = await ticketThatIs('OPEN', cast);
    expect(await tries(cast.customer, 'note', id)).toBe('FORBIDDEN');
    expect(await tries(await test.shop.customer(), 'note', id)).toBe('NOT_FOUND');
    expect(await tries(await test.shop.agent(), 'note', id)).toBe('NOT_FOUND');
  });

  it.each(['OPEN', 'PENDING', 'RESOLVED'] as const)('leave the ticket %s and its moments as they were', async (status) => {
    const id = await ticketThatIs(status, cast);
    const before = await all(cast.customer, id);
    const { sendMessage } = await note(cast.agent, id);
    const { updatedAt, lastActivityAt } = before;
    expect(sendMessage.ticket).toEqual({ status, updatedAt, lastActivityAt });
    expect(await all(cast.customer, id)).toEqual(before);
  });

  it('reach a customer through no field, no page, no feed and no mail', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const feeds = [cast.customer.subscribe(FOLLOW, { id }), cast.customer.subscribe(WATCH, { id }), cast.customer.subscribe(WATCH, {})];
    await feeds[0]?.take(3);
    await note(cast.agent, id);
    await does(cast.agent, 'resolve', id);
    await note(cast.admin, id);
    await does(cast.customer, 'close', id);
    const [events, one, any] = feeds.map((feed) => JSON.stringify(feed.items));
    await eventually('all to be told', () => feeds.every((feed) => JSON.stringify(feed.items).includes('"CLOSED"') || feed === feeds[0]));
    await feeds[0]?.take(5);
    await eventually('the last mail', async () => (await test.mailsTo(cast.customer.email)).some((mail) => mail.text?.startsWith('Your ticket is closed')));

    const seen = JSON.stringify([feeds.map((feed) => [feed.items, feed.errors]), await all(cast.customer, id), events, one, any]);
    expect(seen).not.toContain(SECRET);
    expect((await all(cast.customer, id)).events.nodes.map((event) => event.seq)).toEqual([1, 2, 3, 5, 7]);
    expect(feeds[0]?.items.map((item) => (item as { ticketEvents: { seq: number } }).ticketEvents.seq)).toEqual([1, 2, 3, 5, 7]);
    expect(JSON.stringify(await test.mailsTo(cast.customer.email))).not.toContain(SECRET);
    expect((await all(cast.agent, id)).messages.nodes).toHaveLength(2);
    await cast.customer.cut();
  });

  it('are no way for a customer to tell by paging that there is something', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await note(cast.agent, id);
    const { ticket } = await cast.customer.do<{ ticket: { messages: unknown } }>(
      'query($id: ID!) { ticket(id: $id) { messages(first: 1) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }', { id },
    );
    expect(ticket.messages).toEqual({ nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } });
  });
});

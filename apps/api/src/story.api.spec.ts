import { type Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { confirmEmail, titleOf } from './testing/mailed-codes';
import { startTestServer, type TestServer } from './testing/test-server';

const FOLLOW = /* GraphQL */ `
  subscription ($id: ID!, $after: Int) {
    ticketEvents(ticketId: $id, after: $after) {
      __typename
      seq
      actor { name }
      ticket { status assignee { name } }
      ... on TicketAssigned { assignee { name } }
      ... on TicketStatusChanged { from to }
      ... on MessageSent { message { body author { name } } }
    }
  }
`;
const WATCH = 'subscription { ticketChanged { reference status assignee { name } customer { name } } }';

interface TicketEvent {
  ticketEvents: {
    __typename: string;
    seq: number;
    to?: string;
    assignee?: { name: string };
    message?: { body: string; author: { name: string } };
    ticket: { status: string; assignee: { name: string } | null };
  };
}
interface TicketChange {
  ticketChanged: { reference: string; status: string; assignee: { name: string } | null };
}

describe('the main story, through the API', () => {
  let test: TestServer;
  let customer: Person;
  let agent: Person;
  let admin: Person;
  let outsiders: Actor[];
  let ticket: { id: string; reference: string };
  let adminsView: Feed<TicketChange>;
  let program: Feed<TicketEvent>;
  let outsidersViews: Feed<TicketChange>[];

  const verb = (actor: Actor, name: string, type: string): Promise<{ [key: string]: { ticket: { status: string } } }> =>
    actor.do(`mutation($input: ${type}!) { ${name}(input: $input) { ticket { status } } }`, { input: { ticketId: ticket.id } });
  const mailSubjects = async (person: Person): Promise<string[]> =>
    (await test.mailsTo(person.email)).map(titleOf);

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  afterAll(() => test.stop());

  it('a customer signs up and raises a ticket, which is NEW; the admin sees it come', async () => {
    adminsView = admin.subscribe<TicketChange>(WATCH);
    customer = await confirmEmail(test, await test.shop.customer('Ann Rao'));
    outsiders = [await test.shop.customer('Ben Other'), await test.shop.agent('Hari Other')];
    outsidersViews = outsiders.map((outsider) => outsider.subscribe<TicketChange>(WATCH));
    const { topics } = await customer.do<{ topics: { id: string; name: string }[] }>('{ topics { id name } }');
    ticket = await test.shop.ticket(customer, { topicId: topics[0]?.id, priority: 'HIGH', orderReference: '8812' });

    const raised = await customer.do('query($id: ID!) { ticket(id: $id) { status priority orderReference topic { name } assignee { name } } }', { id: ticket.id });
    expect(raised).toEqual({
      ticket: { status: 'NEW', priority: 'HIGH', orderReference: '8812', topic: { name: topics[0]?.name }, assignee: null },
    });
    const seen = await adminsView.until('the new ticket', (item) => item.ticketChanged.reference === ticket.reference);
    expect(seen.ticketChanged).toMatchObject({ status: 'NEW', assignee: null });
  });

  it('the admin creates an agent and assigns the ticket; the customer sees OPEN and who has it, and gets a mail', async () => {
    const customersView = customer.subscribe<TicketEvent>(FOLLOW, { id: ticket.id, after: 1 });
    program = (await test.shop.program(customer, ['TICKETS_READ'])).subscribe<TicketEvent>(FOLLOW, { id: ticket.id, after: 0 });
    agent = await test.shop.agent('Gita Mehta');
    await admin.do('mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }', {
      input: { ticketId: ticket.id, agentId: agent.id },
    });

    const [assigned, opened] = await customersView.take(2);
    expect(assigned?.ticketEvents).toMatchObject({ __typename: 'TicketAssigned', seq: 2, assignee: { name: 'Gita Mehta' } });
    expect(opened?.ticketEvents).toMatchObject({ seq: 3, to: 'OPEN', ticket: { status: 'OPEN', assignee: { name: 'Gita Mehta' } } });
    await eventually('the mail "agent assigned"', async () =>
      (await mailSubjects(customer)).includes(`[${ticket.reference}] Paid twice for one order: Gita Mehta has your ticket`),
    );
    await eventually('the mail to the agent', async () => (await mailSubjects(agent)).some((text) => text.includes(ticket.reference)));
  });

  it('they talk, and each message reaches the other at once', async () => {
    const agentsView = agent.subscribe<TicketEvent>(FOLLOW, { id: ticket.id, after: 3 });
    await test.shop.message(agent, ticket.id, 'Hello Ann, I see both charges.');
    await test.shop.message(customer, ticket.id, 'Thank you 🎫');
    const bodies = (await agentsView.take(2)).map((item) => item.ticketEvents.message);
    expect(bodies).toEqual([
      { body: 'Hello Ann, I see both charges.', author: { name: 'Gita Mehta' } },
      { body: 'Thank you 🎫', author: { name: 'Ann Rao' } },
    ]);
  });

  it('the agent resolves, the customer closes; each status is seen and the end is mailed', async () => {
    const customersView = customer.subscribe<TicketEvent>(FOLLOW, { id: ticket.id, after: 5 });
    await verb(agent, 'resolveTicket', 'ResolveTicketInput');
    await customersView.until('RESOLVED', (item) => item.ticketEvents.to === 'RESOLVED');
    await verb(customer, 'closeTicket', 'CloseTicketInput');
    await customersView.until('CLOSED', (item) => item.ticketEvents.to === 'CLOSED');
    test.clock.pass(2 * 60_000); // it comes with the reply, which nobody has marked as read
    await eventually('the mail "ticket closed"', async () =>
      (await test.mailsTo(customer.email)).some(({ text }) => text?.includes('ticket is closed')),
    );
  });

  it('a program with nothing but graphql-ws followed all of it, in order, each once', async () => {
    const events = (await program.take(7)).map((item) => item.ticketEvents);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(events.map((event) => event.to ?? event.__typename)).toEqual([
      'TicketRaised', 'TicketAssigned', 'OPEN', 'MessageSent', 'MessageSent', 'RESOLVED', 'CLOSED',
    ]);
  });

  it('another customer and another agent saw nothing, through any operation', async () => {
    const input = { ticketId: ticket.id };
    for (const outsider of outsiders) {
      expect(await outsider.do('{ tickets(first: 100) { nodes { id } } }')).toEqual({ tickets: { nodes: [] } });
      for (const [query, variables] of [
        ['query($id: ID!) { ticket(id: $id) { id } }', { id: ticket.id }],
        ['query($reference: String!) { ticket(reference: $reference) { id } }', { reference: ticket.reference }],
        ['mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }', { input: { ...input, body: 'x' } }],
        ['mutation($input: ReopenTicketInput!) { reopenTicket(input: $input) { ticket { id } } }', { input }],
        ['mutation($input: CloseTicketInput!) { closeTicket(input: $input) { ticket { id } } }', { input }],
        ['mutation($input: ResolveTicketInput!) { resolveTicket(input: $input) { ticket { id } } }', { input }],
        ['mutation($input: MarkTicketPendingInput!) { markTicketPending(input: $input) { ticket { id } } }', { input }],
      ] as const) {
        expect((await outsider.fail(query, variables)).extensions.code).toBe('NOT_FOUND');
      }
      const feed = outsider.subscribe(FOLLOW, { id: ticket.id, after: 0 });
      await eventually('a refusal', () => feed.errors.length > 0);
      expect(feed.errors[0]?.extensions.code).toBe('NOT_FOUND');
      expect(feed.items).toEqual([]);
    }
    expect(outsidersViews.flatMap((view) => view.items)).toEqual([]);
  });
});

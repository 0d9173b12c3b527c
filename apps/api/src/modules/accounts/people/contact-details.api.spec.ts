import type { Actor, Person } from '@ccr/testkit';
import { In } from 'typeorm';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from './user.entity';

const STAFFS_MOBILE = '+4915112345678';
const PERSON = 'name email mobile';
const TICKET = /* GraphQL */ `
  customer { ${PERSON} }
  assignee { ${PERSON} }
  messages(first: 5) { nodes { author { ${PERSON} } } edges { node { author { ${PERSON} } } } }
  events(first: 5) {
    nodes {
      actor { ${PERSON} }
      ... on TicketAssigned { assignee { ${PERSON} } }
      ... on MessageSent { message { author { ${PERSON} } } }
      ticket { assignee { ${PERSON} } }
    }
  }
`;
const FOLLOW = /* GraphQL */ `
  subscription ($id: ID!) {
    ticketEvents(ticketId: $id, after: 0) {
      actor { ${PERSON} }
      ticket { ${TICKET} }
      ... on TicketAssigned { assignee { ${PERSON} } }
      ... on MessageSent { message { author { ${PERSON} } } }
    }
  }
`;

describe('contact details', () => {
  let test: TestServer;
  let customer: Person;
  let agent: Person;
  let admin: Person;
  let id: string;

  /** Everything that the actor can read about the ticket, as text. */
  async function readAll(actor: Actor): Promise<string> {
    const ticket = await actor.do(`query($id: ID!) { ticket(id: $id) { ${TICKET} } tickets(first: 1) { nodes { ${TICKET} } } }`, { id });
    const events = await actor.subscribe(FOLLOW, { id }).take(5);
    return JSON.stringify([ticket, events]);
  }

  beforeAll(async () => {
    test = await startTestServer();
    customer = await test.shop.customer('Ann Rao');
    agent = await test.shop.agent('Gita Mehta');
    admin = await test.shop.firstAdmin();
    const people = test.server.platform.database.repository(User); // staff can't set a number yet
    await people.update({ id: In([agent.id, admin.id]) }, { mobile: STAFFS_MOBILE });
    id = (await test.shop.assignedTicket(customer, agent)).id;
    await test.shop.message(agent, id, 'from the agent');
    await test.shop.message(admin, id, 'from the admin');
  });
  afterAll(() => test.stop());

  it('of staff never reach a customer, by any path; their own do', async () => {
    for (const reader of [customer, await test.shop.program(customer, ['TICKETS_READ'])]) {
      const all = await readAll(reader);
      expect(all).toContain('Gita Mehta'); // the path leads to them
      for (const secret of [agent.email, admin.email, STAFFS_MOBILE]) expect(all).not.toContain(secret);
      expect(all).toContain(customer.email);
    }
  });

  it('of staff never reach a customer in what their own mutations and watches bring', async () => {
    const watch = customer.subscribe(`subscription { ticketChanged { ${TICKET} } }`);
    await customer.overSocket('{ viewer { id } }');
    const sent = await customer.do(
      `mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { author { ${PERSON} } } ticket { ${TICKET} } } }`,
      { input: { ticketId: id, body: 'thanks' } },
    );
    const all = JSON.stringify([sent, await watch.take(1)]);
    expect(all).toContain('Gita Mehta');
    for (const secret of [agent.email, admin.email, STAFFS_MOBILE]) expect(all).not.toContain(secret);
  });

  it('of customers and colleagues reach staff', async () => {
    for (const reader of [agent, admin]) {
      const all = await readAll(reader);
      for (const detail of [customer.email, agent.email, admin.email, STAFFS_MOBILE]) expect(all).toContain(detail);
    }
  });
});

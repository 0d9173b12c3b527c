import { type Actor, eventually, type Person } from '@ccr/testkit';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { EventRow } from '../../platform/events';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';
import { Notification } from '../notifications/notification.entity';

const TICKET = /* GraphQL */ `
  fragment AllOfIt on Ticket {
    id reference subject description descriptionHtml status unread waitingSince tags
    customer { name email } assignee { name } topic { name } participants { name } rating { score }
    mergedInto { reference } mergedTickets { reference } followUpOf { reference } followUps { reference }
    abilities { edit reply note assign unassign share markPending resolve reopen close merge unmerge split followUp rate }
  }
`;
const PAGE = /* GraphQL */ `
  ${TICKET}
  query ($id: ID!) {
    ticket(id: $id) {
      ...AllOfIt
      messages(last: 25) {
        nodes { id seq kind body bodyHtml automatic createdAt author { name role } replyTo { id body author { name } } }
      }
    }
  }
`;
const SAY = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
const SHARE = 'mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id } } }';
/** Who asks; the ticket; what is shown of it; the messages; their authors and what they answer. */
const MOST = 5;

describe('what a page of a conversation costs', () => {
  let test: TestServer;
  let people: Record<'customer' | 'agent' | 'admin', Person>;
  let id: string;

  const quiet = (): Promise<boolean> => eventually('quiet', async () => {
    const { database } = test.server.platform;
    // Mail about replies waits in case they are read, for longer than this.
    const inHand = [{ dueAt: LessThanOrEqual(test.clock.now()) }, { leaseToken: Not(IsNull()) }];
    return !(await database.repository(EventRow).existsBy({ dueAt: Not(IsNull()) })) && !(await database.repository(Notification).existsBy(inHand));
  });

  const statementsFor = async (viewer: Actor): Promise<string[]> => {
    await quiet();
    return statementsDuring(test.server.platform.database, async () => {
      const { ticket } = await viewer.do<{ ticket: { messages: { nodes: unknown[] } } }>(PAGE, { id });
      expect(ticket.messages.nodes).toHaveLength(25);
    });
  };

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    people = { customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
    const { customer, agent, admin } = people;
    const former = await shop.agent('Hari');
    id = (await shop.assignedTicket(customer, former)).id;
    const say = async (by: Actor, body: string, replyToId?: string): Promise<string> =>
      (await by.do<{ sendMessage: { message: { id: string } } }>(SAY, { input: { ticketId: id, body, ...(replyToId && { replyToId }) } })).sendMessage.message.id;
    const first = await say(former, 'What somebody said who has it no more, before the page begins');
    await say(admin, 'So did an admin');
    for (let i = 0; i < 3; i++) await say(former, `More ${i}`);
    await does(admin, 'assign', id, agent.id);
    await admin.do(SHARE, { input: { ticketId: id, agentIds: [former.id] } });
    let last = first;
    for (let i = 0; i < 27; i++) last = await say([customer, agent, admin][i % 3] as Actor, `**Message** ${i}`, i % 2 ? last : first);
  }, 60_000);
  afterAll(() => test.stop());

  it.each(['customer', 'agent', 'admin'] as const)('is at most five statements for the %s, with a session and a token', async (role) => {
    const program = await test.shop.program(people[role], ['TICKETS_READ']);
    for (const viewer of [people[role], program]) {
      await statementsFor(viewer);
      expect((await statementsFor(viewer)).length).toBeLessThanOrEqual(MOST);
    }
  });
});

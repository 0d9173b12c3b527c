import { type Actor, eventually, type Person } from '@ccr/testkit';
import { IsNull, Not } from 'typeorm';
import { EventRow } from '../../platform/events';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';
import { Notification } from '../notifications/notification.entity';

const LIST = /* GraphQL */ `
  query ($first: Int) {
    tickets(first: $first) {
      nodes {
        id reference subject status priority unread waitingSince closesAt mergedAt lastSeq tags
        customer { name email } assignee { name availability } topic { name } participants { name } rating { score comment }
        followUpOf { reference } mergedInto { reference } splitFrom { reference }
        abilities { edit reply note assign unassign share markPending resolve reopen close merge unmerge split followUp rate }
      }
    }
  }
`;
const SHARE = 'mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id } } }';
const TAG = 'mutation($input: SetTicketTagsInput!) { setTicketTags(input: $input) { ticket { id } } }';
const RATE = 'mutation($input: RateTicketInput!) { rateTicket(input: $input) { ticket { id } } }';
const FOLLOW_UP = 'mutation($input: RaiseFollowUpInput!) { raiseFollowUp(input: $input) { ticket { id } } }';
const MERGE = 'mutation($input: MergeTicketsInput!) { mergeTickets(input: $input) { ticket { id } } }';
/** One for who asks, one for the tickets, one for all that is shown of them. */
const MOST = 3;

describe('what a list of tickets costs', () => {
  let test: TestServer;
  let people: Record<'customer' | 'agent' | 'admin', Person>;

  /** The dispatcher and the outbox have nothing left to do, so that what runs is what was asked for. */
  const quiet = (): Promise<boolean> => eventually('quiet', async () => {
    const { database } = test.server.platform;
    const due = { dueAt: Not(IsNull()) };
    return !(await database.repository(EventRow).existsBy(due)) && !(await database.repository(Notification).existsBy(due));
  });

  const statementsFor = async (viewer: Actor, first: number): Promise<string[]> => {
    await quiet();
    return statementsDuring(test.server.platform.database, async () => {
      const { tickets } = await viewer.do<{ tickets: { nodes: unknown[] } }>(LIST, { first });
      expect(tickets.nodes).toHaveLength(first);
    });
  };

  /** One of each kind in turn: waiting, tagged and open to another, solved and rated, gone on with. */
  async function ticketOf(turn: number, topicId: string | undefined, other: Person): Promise<string> {
    const { customer, agent, admin } = people;
    const { id } = await test.shop.ticket(customer, { topicId });
    await does(admin, 'assign', id, turn % 2 ? agent.id : other.id);
    await admin.do(SHARE, { input: { ticketId: id, agentIds: [turn % 2 ? other.id : agent.id] } });
    if (turn === 0) await admin.do(TAG, { input: { ticketId: id, tags: ['vip', 'refund'] } });
    if (turn >= 2) await does(admin, 'resolve', id);
    if (turn === 2) await customer.do(RATE, { input: { ticketId: id, score: 4 } });
    if (turn === 3) await does(admin, 'close', id);
    return id;
  }

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    people = { customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
    const other = await shop.agent('Hari');
    const { topics } = await people.admin.do<{ topics: { id: string }[] }>('{ topics { id } }');
    const ids: string[] = [];
    for (let i = 0; i < 51; i++) ids.push(await ticketOf(i % 4, topics[i % topics.length]?.id, other));
    await people.customer.do(FOLLOW_UP, { input: { ticketId: ids[3], description: 'Once more' } });
    await people.admin.do(MERGE, { input: { ticketId: ids[4], intoTicketId: ids[5] } });
  }, 60_000);
  afterAll(() => test.stop());

  it.each(['customer', 'agent', 'admin'] as const)('50 tickets with everything on them cost the %s three statements, with a session and a token', async (role) => {
    const program = await test.shop.program(people[role], ['TICKETS_READ']);
    for (const viewer of [people[role], program]) {
      await statementsFor(viewer, 10); // a token's first use is written down
      expect(await statementsFor(viewer, 50)).toHaveLength(MOST);
      expect(await statementsFor(viewer, 10)).toHaveLength(MOST);
    }
  });
});

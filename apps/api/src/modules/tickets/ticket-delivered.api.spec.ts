import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';

const MARK = 'mutation($input: MarkTicketDeliveredInput!) { markTicketDelivered(input: $input) { ticket { id unread } } }';
const READ = 'mutation($input: MarkTicketReadInput!) { markTicketRead(input: $input) { ticket { unread } } }';
const FOLLOW = 'subscription($id: ID!) { ticketPresence(ticketId: $id) { reads { person { name } seq deliveredSeq } } }';

interface Presence {
  ticketPresence: { reads: { person: { name: string }; seq: number; deliveredSeq: number }[] };
}

describe('what has reached people', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; agent: Person; admin: Person };

  const mark = async (by: Actor, ticketId: string, seq: number): Promise<number> =>
    (await by.do<{ markTicketDelivered: { ticket: { unread: number } } }>(MARK, { input: { ticketId, seq } })).markTicketDelivered.ticket.unread;
  const follow = (by: Actor, id: string): Feed<Presence> => by.subscribe<Presence>(FOLLOW, { id });
  const told = (feed: Feed<Presence>, words: string): Promise<boolean> =>
    eventually(`“${words}”`, () => {
      const reads = feed.items.at(-1)?.ticketPresence.reads;
      return reads?.map(({ person, seq, deliveredSeq }) => `${person.name} ${seq} of ${deliveredSeq}`).sort().join(', ') === words;
    });

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer('Ann'), agent: await shop.agent('Gita'), admin: await shop.agent('Asha', 'ADMIN') };
  });
  afterEach(() => Promise.all([cast.customer, cast.agent, cast.admin].map((one) => one.cut())));
  afterAll(() => test.stop());

  it('is told live to the other side, is not read by that, and is overtaken by what is read', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const { seq } = await test.shop.message(cast.customer, id, 'Hello');
    const anns = follow(cast.customer, id);
    await told(anns, '');
    expect(await mark(cast.agent, id, seq - 1)).toBeGreaterThan(0);
    await told(anns, `Gita 0 of ${seq - 1}`);
    await mark(cast.agent, id, seq);
    await told(anns, `Gita 0 of ${seq}`);
    await cast.agent.do(READ, { input: { ticketId: id, seq } });
    await told(anns, `Gita ${seq} of ${seq}`);
  });

  it('never goes back, and writes nothing for what is read or was told', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const { seq } = await test.shop.message(cast.agent, id, 'Hello');
    await mark(cast.customer, id, seq);
    const anew = await statementsDuring(test.server.platform.database, async () => {
      await mark(cast.customer, id, seq);
      await mark(cast.customer, id, 1);
    });
    expect(anew.filter((statement) => /^(INSERT|UPDATE)\W+\w*ticket_reads/i.test(statement))).toEqual([]);
    const gitas = follow(cast.agent, id);
    await told(gitas, `Ann 0 of ${seq}`);
  });

  it('is told by the same rule as what was read: to customers of their expert alone, and of no note', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const note = await test.shop.message(cast.agent, id, 'Between us', 'NOTE');
    const [anns, gitas] = [follow(cast.customer, id), follow(cast.agent, id)];
    for (const one of [cast.admin, cast.agent]) await mark(one, id, note.seq);
    await told(gitas, `Asha 0 of ${note.seq}`);
    await told(anns, `Gita 0 of ${note.seq - 1}`);
  });

  it('is said by those who see the ticket, of events that they have', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await does(cast.agent, 'note', id);
    const code = async (by: Actor, ticketId: string, seq = 1): Promise<string> => (await by.fail(MARK, { input: { ticketId, seq } })).extensions.code;
    expect(await code(await test.shop.customer(), id)).toBe('NOT_FOUND');
    expect(await code(await test.shop.agent('Lena'), id)).toBe('NOT_FOUND');
    expect(await code(cast.admin, randomUUID())).toBe('NOT_FOUND');
    expect(await code(test.shop.visitor(), id)).toBe('UNAUTHENTICATED');
    const issue = (await cast.customer.fail(MARK, { input: { ticketId: id, seq: 4 } })).extensions; // the note
    expect(issue).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.seq' }] });
    expect(await code(cast.agent, id, -1)).toBe('BAD_USER_INPUT');
  });
});

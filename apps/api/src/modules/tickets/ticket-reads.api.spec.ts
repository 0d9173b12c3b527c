import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { IsNull, Not } from 'typeorm';
import { EventRow } from '../../platform/events';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';

const MARK = 'mutation($input: MarkTicketReadInput!) { markTicketRead(input: $input) { ticket { id unread lastSeq } } }';
const WATCH = 'subscription($id: ID) { ticketChanged(ticketId: $id) { id unread } }';

interface Marked {
  markTicketRead: { ticket: { id: string; unread: number; lastSeq: number } };
}
interface Change {
  ticketChanged: { id: string; unread: number };
}

describe('what is unread', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let hari: Person;

  const unread = async (by: Actor, id: string): Promise<number> =>
    (await by.do<{ ticket: { unread: number } }>('query($id: ID!) { ticket(id: $id) { unread } }', { id })).ticket.unread;
  /** For the customer, the assignee and the admin. */
  const ofAll = (id: string): Promise<number[]> => Promise.all([cast.customer, cast.agent, cast.admin].map((one) => unread(one, id)));
  const mark = async (by: Actor, ticketId: string, seq: number): Promise<number> =>
    (await by.do<Marked>(MARK, { input: { ticketId, seq } })).markTicketRead.ticket.unread;
  const lastSeq = async (by: Actor, id: string): Promise<number> =>
    (await by.do<{ ticket: { lastSeq: number } }>('query($id: ID!) { ticket(id: $id) { lastSeq } }', { id })).ticket.lastSeq;
  const readAll = async (by: Actor, id: string): Promise<number> => mark(by, id, await lastSeq(by, id));

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent('Gita'), admin: await shop.firstAdmin() };
    hari = await shop.agent('Hari');
  });
  afterAll(() => test.stop());

  it('is what others did and one has not read', async () => {
    const { id } = await test.shop.ticket(cast.customer);
    expect([await unread(cast.customer, id), await unread(cast.admin, id)]).toEqual([0, 1]);
    await does(cast.admin, 'assign', id, cast.agent.id); // an event for the assignee, one for the status
    expect(await ofAll(id)).toEqual([2, 3, 1]);
    await test.shop.message(cast.customer, id, 'Hello');
    await test.shop.message(cast.agent, id, 'Hello Ann');
    expect(await ofAll(id)).toEqual([3, 4, 3]);
    expect([await readAll(cast.customer, id), await readAll(cast.agent, id)]).toEqual([0, 0]);
    expect(await ofAll(id)).toEqual([0, 0, 3]);
    await test.shop.message(cast.agent, id, 'Still there?');
    expect(await ofAll(id)).toEqual([1, 0, 4]);
  });

  it('counts no notes for the customer', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await readAll(cast.customer, id);
    await does(cast.agent, 'note', id);
    await does(cast.agent, 'reply', id);
    await does(cast.agent, 'note', id);
    expect(await ofAll(id)).toEqual([1, 3, 4]);
    expect(await readAll(cast.customer, id)).toBe(0);
  });

  it('does not become read by answering: what came before may not have been seen', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await readAll(cast.agent, id);
    await does(cast.customer, 'reply', id);
    await does(cast.agent, 'reply', id);
    expect(await unread(cast.agent, id)).toBe(1);
  });

  it('is read up to a place, with what one did oneself after it', async () => {
    const id = await ticketThatIs('OPEN', cast); // 1 to 3
    for (const who of [cast.customer, cast.agent, cast.customer, cast.agent]) await does(who, 'reply', id); // 4 to 7
    await does(cast.agent, 'note', id); // 8
    expect(await mark(cast.customer, id, 4)).toBe(2);
    expect(await mark(cast.agent, id, 4)).toBe(1);
    expect(await mark(cast.admin, id, 5)).toBe(3);
    await does(cast.agent, 'reply', id); // 9
    expect(await ofAll(id)).toEqual([3, 1, 4]);
    expect(await mark(cast.customer, id, 8)).toBe(1);
  });

  it('stays read: a smaller seq does nothing, and 0 nothing at all', async () => {
    const id = await ticketThatIs('OPEN', cast);
    expect(await mark(cast.agent, id, 0)).toBe(3);
    expect(await mark(cast.agent, id, 3)).toBe(0);
    expect(await mark(cast.agent, id, 1)).toBe(0);
    await Promise.all(Array.from({ length: 6 }, (_, index) => does(index % 2 ? cast.customer : cast.agent, 'reply', id)));
    await Promise.all([9, 4, 7, 8, 5, 6].map((seq) => mark(cast.agent, id, seq)));
    expect(await unread(cast.agent, id)).toBe(0);
  });

  it('is right however fast people write and read', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const talk = Array.from({ length: 20 }, (_, index) => does(index % 2 ? cast.customer : cast.agent, 'reply', id));
    await Promise.all([...talk, ...[3, 2, 3, 1].map((seq) => mark(cast.customer, id, seq))]);
    expect(await ofAll(id)).toEqual([10, 13, 21]);
  });

  it('in one operation, is told anew each time', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const one = (seq: number): string => `markTicketRead(input: { ticketId: "${id}", seq: ${seq} }) { ticket { unread } }`;
    const answer = await cast.agent.do<Record<string, { ticket: { unread: number } }>>(`mutation { a: ${one(1)} b: ${one(3)} }`);
    expect(Object.values(answer).map(({ ticket }) => ticket.unread)).toEqual([2, 0]);
  });

  it.each([['beyond the end', 4], ['negative', -1]])('a seq %s is refused', async (_what, seq) => {
    const id = await ticketThatIs('OPEN', cast);
    const { extensions } = await cast.customer.fail(MARK, { input: { ticketId: id, seq } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.seq' }] });
    expect(await unread(cast.customer, id)).toBe(2);
  });

  it('tells a customer nothing of a note by the seq that is refused', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await does(cast.agent, 'note', id);
    expect((await cast.customer.fail(MARK, { input: { ticketId: id, seq: 4 } })).message).toContain('0 to 3');
    expect(await mark(cast.agent, id, 4)).toBe(0);
  });

  it('is nobody else’s to mark', async () => {
    const id = await ticketThatIs('OPEN', cast);
    for (const stranger of [await test.shop.customer(), hari]) {
      expect((await stranger.fail(MARK, { input: { ticketId: id, seq: 1 } })).extensions.code).toBe('NOT_FOUND');
    }
    expect((await cast.admin.fail(MARK, { input: { ticketId: randomUUID(), seq: 1 } })).extensions.code).toBe('NOT_FOUND');
    expect((await test.shop.visitor().fail(MARK, { input: { ticketId: id, seq: 1 } })).extensions.code).toBe('UNAUTHENTICATED');
    expect(await ofAll(id)).toEqual([2, 3, 1]);
  });

  it('is marked by a program that may read, for its owner', async () => {
    const id = await ticketThatIs('OPEN', cast);
    expect(await readAll(await test.shop.program(cast.agent, ['TICKETS_READ']), id)).toBe(0);
    expect(await ofAll(id)).toEqual([2, 0, 1]);
  });

  it('is told live to the other pages of who read it, and to nobody else', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const { database } = test.server.platform;
    await eventually('quiet', async () => !(await database.repository(EventRow).existsBy({ dueAt: Not(IsNull()) })));
    const [own, all, others] = [cast.agent.subscribe<Change>(WATCH, { id }), cast.agent.subscribe<Change>(WATCH), cast.customer.subscribe<Change>(WATCH)];
    await eventually('the feeds', () => test.server.platform.live.listenerCount >= 6);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = others.items.length;
    await mark(cast.agent, id, 3);
    for (const feed of [own, all]) await feed.until('it to be read', ({ ticketChanged }) => ticketChanged.id === id && ticketChanged.unread === 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(others.items.length).toBe(before);
    await Promise.all([cast.agent.cut(), cast.customer.cut()]);
  });

  it('is all of it for who gets the ticket', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await does(cast.customer, 'reply', id);
    await does(cast.admin, 'assign', id, hari.id);
    expect(await unread(hari, id)).toBe(5);
  });
});

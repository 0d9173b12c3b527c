import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';

const FOLLOW = /* GraphQL */ `
  subscription ($id: ID!) {
    ticketPresence(ticketId: $id) { people { person { id name email } typing } reads { person { id name } seq } }
  }
`;
const TYPING = 'mutation($input: SetTypingInput!) { setTyping(input: $input) { ok } }';
const MARK = 'mutation($input: MarkTicketReadInput!) { markTicketRead(input: $input) { ticket { id } } }';

interface Presence {
  ticketPresence: {
    people: { person: { name: string; email: string | null }; typing: boolean }[];
    reads: { person: { name: string }; seq: number }[];
  };
}

describe('presence in a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; agent: Person; admin: Person };
  let hari: Person;
  let open: Actor[];

  const follow = (by: Actor, id: string): Feed<Presence> => {
    open.push(by);
    return by.subscribe<Presence>(FOLLOW, { id });
  };
  const last = (feed: Feed<Presence>): Presence['ticketPresence'] | undefined => feed.items.at(-1)?.ticketPresence;
  const people = (feed: Feed<Presence>): string =>
    (last(feed)?.people ?? []).map(({ person, typing }) => `${person.name}${typing ? ' writes' : ''}`).sort().join(', ');
  const reads = (feed: Feed<Presence>): string => (last(feed)?.reads ?? []).map(({ person, seq }) => `${person.name} ${seq}`).sort().join(', ');
  const shows = (feed: Feed<Presence>, words: string): Promise<boolean> => eventually(`“${words}”`, () => feed.items.length > 0 && people(feed) === words);
  const told = (feed: Feed<Presence>, words: string): Promise<boolean> => eventually(`“${words}”`, () => feed.items.length > 0 && reads(feed) === words);
  const type = (by: Actor, ticketId: string, typing = true, kind = 'REPLY'): Promise<unknown> => by.do(TYPING, { input: { ticketId, typing, kind } });
  const mark = (by: Actor, ticketId: string, seq: number): Promise<unknown> => by.do(MARK, { input: { ticketId, seq } });
  const refusal = async (feed: Feed<unknown>): Promise<string | undefined> => {
    await eventually('a refusal', () => feed.errors.length > 0);
    return feed.errors[0]?.extensions.code;
  };
  /** Long enough for whatever was said to arrive. */
  const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    const [customer, agent, admin] = [await shop.customer('Ann'), await shop.agent('Gita'), await shop.agent('Asha', 'ADMIN')];
    cast = { shop, customer, agent, admin };
    hari = await shop.agent('Hari', 'ADMIN');
  });
  beforeEach(() => {
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((actor) => actor.cut()));
    await eventually('nobody to listen any more', () => test.server.platform.live.listenerCount === 0);
  });
  afterAll(() => test.stop());

  describe('who is there', () => {
    it('is everybody who follows it, for the staff; the expert alone, for the customer', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [anns, gitas, haris] = [follow(cast.customer, id), follow(cast.agent, id), follow(hari, id)];
      await shows(anns, 'Gita');
      await shows(gitas, 'Ann, Hari');
      await shows(haris, 'Ann, Gita');
      gitas.stop();
      await shows(anns, '');
      await shows(haris, 'Ann');
    });

    it('tells customers no address of the staff', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [anns, gitas] = [follow(cast.customer, id), follow(cast.agent, id)];
      await shows(anns, 'Gita');
      await shows(gitas, 'Ann');
      expect(last(anns)?.people[0]?.person.email).toBeNull();
      expect(last(gitas)?.people[0]?.person.email).toBe(cast.customer.email);
    });

    it('is nobody of the staff for a customer whom nobody has yet', async () => {
      const id = await ticketThatIs('NEW', cast);
      const [anns, haris] = [follow(cast.customer, id), follow(hari, id)];
      await shows(haris, 'Ann');
      await aWhile();
      expect([people(anns), anns.items.length]).toEqual(['', 1]);
    });

    it('is somebody until the last of their pages is gone, also when it vanishes', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [gitas, first, second] = [follow(cast.agent, id), follow(cast.customer, id), follow(cast.customer, id)];
      await shows(gitas, 'Ann');
      first.stop();
      await second.take(1);
      await aWhile();
      expect(people(gitas)).toBe('Ann');
      await cast.customer.cut();
      await shows(gitas, '');
    });

    it('ends for an agent who loses the ticket, and the next expert is shown', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [anns, gitas, haris] = [follow(cast.customer, id), follow(cast.agent, id), follow(hari, id)];
      await shows(anns, 'Gita');
      await does(cast.admin, 'assign', id, hari.id);
      await eventually('the end', () => gitas.completed);
      await shows(anns, 'Hari');
      await shows(haris, 'Ann');
    });
  });

  describe('who writes', () => {
    it('is told until they stop, send, or say nothing more for six seconds', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [anns, gitas] = [follow(cast.customer, id), follow(cast.agent, id)];
      await shows(anns, 'Gita');
      await type(cast.agent, id);
      await shows(anns, 'Gita writes');
      await type(cast.agent, id, false);
      await shows(anns, 'Gita');
      await type(cast.agent, id);
      await shows(anns, 'Gita writes');
      await test.shop.message(cast.agent, id, 'Done');
      await shows(anns, 'Gita');
      await type(cast.customer, id);
      await shows(gitas, 'Ann writes');
      test.clock.pass(6_000);
      await shows(gitas, 'Ann');
    });

    it('is a customer’s business when they write to them, whoever it is, and only meanwhile', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [anns, gitas] = [follow(cast.customer, id), follow(cast.agent, id)];
      follow(hari, id);
      await shows(gitas, 'Ann, Hari');
      await type(hari, id);
      await shows(anns, 'Gita, Hari writes');
      await type(hari, id, false);
      await shows(anns, 'Gita');
    });

    it('is not told to a customer while it is a note', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [anns, haris] = [follow(cast.customer, id), follow(hari, id)];
      follow(cast.agent, id);
      await shows(anns, 'Gita');
      const before = anns.items.length;
      await type(cast.agent, id, true, 'NOTE');
      await shows(haris, 'Ann, Gita writes');
      await type(hari, id, true, 'NOTE');
      await aWhile();
      expect([people(anns), anns.items.length]).toEqual(['Gita', before]);
    });

    it('can be said by who could send it', async () => {
      const [id, closed] = [await ticketThatIs('OPEN', cast), await ticketThatIs('CLOSED', cast)];
      const input = (ticketId: string, kind = 'REPLY', typing = true): object => ({ input: { ticketId, kind, typing } });
      const code = async (by: Actor, variables: object): Promise<string> => (await by.fail(TYPING, { ...variables })).extensions.code;
      expect(await code(await test.shop.customer(), input(id))).toBe('NOT_FOUND');
      expect(await code(await test.shop.agent('Lena'), input(id, 'REPLY', false))).toBe('NOT_FOUND');
      expect(await code(cast.customer, input(id, 'NOTE'))).toBe('FORBIDDEN');
      expect(await code(cast.agent, input(closed))).toBe('CONFLICT');
      expect(await code(cast.admin, input(randomUUID()))).toBe('NOT_FOUND');
      expect(await code(test.shop.visitor(), input(id))).toBe('UNAUTHENTICATED');
      expect(await code(await test.shop.program(cast.agent, ['TICKETS_READ']), input(id))).toBe('FORBIDDEN');
    });

    it('can be said thirty times in ten seconds', async () => {
      const ann = await test.shop.customer();
      const ticket = await test.shop.ticket(ann);
      for (let time = 1; time <= 30; time++) await type(ann, ticket.id);
      expect((await ann.fail(TYPING, { input: { ticketId: ticket.id, typing: true } })).extensions).toMatchObject({ code: 'RATE_LIMITED' });
    });
  });

  describe('how far others have read', () => {
    it('is told live to the other side, and among the staff', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const { seq } = await test.shop.message(cast.customer, id, 'Hello');
      const [anns, gitas, haris] = [follow(cast.customer, id), follow(cast.agent, id), follow(hari, id)];
      await told(anns, '');
      await mark(cast.agent, id, seq);
      await told(anns, `Gita ${seq}`);
      await told(haris, `Gita ${seq}`);
      await mark(cast.customer, id, 2);
      await told(gitas, 'Ann 2');
      await told(haris, `Ann 2, Gita ${seq}`);
    });

    it('tells a customer of nobody but the expert, and of no note', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const note = await test.shop.message(cast.agent, id, 'Between us', 'NOTE');
      const [anns, gitas] = [follow(cast.customer, id), follow(cast.agent, id)];
      await mark(hari, id, note.seq);
      await mark(cast.agent, id, note.seq);
      await told(gitas, `Hari ${note.seq}`);
      await told(anns, `Gita ${note.seq - 1}`);
    });

    it('tells no more of who had the ticket before', async () => {
      const id = await ticketThatIs('OPEN', cast);
      await mark(cast.agent, id, 3);
      const anns = follow(cast.customer, id);
      await told(anns, 'Gita 3');
      await does(cast.admin, 'assign', id, hari.id);
      await told(anns, '');
    });
  });

  it('is not for others', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const [stranger, lena, visitor] = [await test.shop.customer(), await test.shop.agent('Lena'), test.shop.visitor()];
    const gitas = follow(cast.agent, id);
    await gitas.take(1);
    for (const feed of [follow(stranger, id), follow(lena, id), follow(cast.admin, randomUUID())]) expect(await refusal(feed)).toBe('NOT_FOUND');
    expect(await refusal(follow(visitor, id))).toBe('UNAUTHENTICATED');
    await aWhile();
    expect([people(gitas), gitas.items.length]).toEqual(['', 1]);
  });
});

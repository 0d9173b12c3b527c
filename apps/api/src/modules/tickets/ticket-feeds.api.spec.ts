import { randomUUID } from 'node:crypto';
import { eventually, type Actor, type Feed, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';

const FOLLOW = 'subscription($id: ID!, $after: Int) { ticketEvents(ticketId: $id, after: $after) { __typename seq ticket { status } } }';
const WATCH = 'subscription($id: ID) { ticketChanged(ticketId: $id) { id status lastSeq assignee { id } } }';

interface Event {
  ticketEvents: { __typename: string; seq: number; ticket: { status: string } };
}
interface Change {
  ticketChanged: { id: string; status: string; lastSeq: number; assignee: { id: string } | null };
}

describe('following tickets', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let hari: Person;
  const open: Actor[] = [];

  const follow = (by: Actor, id: string, after?: number | null): Feed<Event> => by.subscribe<Event>(FOLLOW, { id, ...(after !== undefined && { after }) });
  const watch = (by: Actor, id?: string): Feed<Change> => by.subscribe<Change>(WATCH, { id });
  const seqs = (feed: Feed<Event>): number[] => feed.items.map((item) => item.ticketEvents.seq);
  const listeners = (): number => test.server.platform.live.listenerCount;
  /** "From now on" begins when the server listens, which a subscriber is not told: waits until so many more do. */
  async function begun<T extends unknown[]>(...subscribe: { [K in keyof T]: () => T[K] }): Promise<T> {
    const listen = jest.spyOn(test.server.platform.live, 'listen');
    const feeds = subscribe.map((start) => start()) as T;
    const count = (): number => listen.mock.calls.filter(([topics]) => topics.some((topic) => topic.startsWith('ticket'))).length;
    await eventually('all to listen', () => count() === feeds.length);
    listen.mockRestore();
    return feeds;
  }
  const refusal = async (feed: Feed<unknown>): Promise<Record<string, unknown>> => {
    await eventually('a refusal', () => feed.errors.length > 0);
    return { ...feed.errors[0]?.extensions };
  };

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent('Gita'), admin: await shop.firstAdmin() };
    hari = await shop.agent('Hari');
    open.push(cast.customer, cast.agent, cast.admin, hari);
  });
  afterEach(async () => {
    await Promise.all(open.map((actor) => actor.cut()));
    await eventually('nobody to listen any more', () => listeners() === 0);
  });
  afterAll(() => test.stop());

  describe('the events of one', () => {
    it('first those after a seq, then the live ones, each once and in order', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const feeds = [0, 1, 2, 3].map((after) => follow(cast.customer, id, after));
      await feeds[0]?.take(3);
      await does(cast.agent, 'reply', id);
      await does(cast.agent, 'resolve', id);
      await Promise.all(feeds.map((feed, after) => feed.take(5 - after)));
      expect(feeds.map(seqs)).toEqual([[1, 2, 3, 4, 5], [2, 3, 4, 5], [3, 4, 5], [4, 5]]);
    });

    it.each([[undefined], [null]])('from now on when after is %p', async (after) => {
      const id = await ticketThatIs('OPEN', cast);
      const [feed] = await begun(() => follow(cast.agent, id, after));
      await does(cast.customer, 'reply', id);
      await feed.take(1);
      expect(seqs(feed)).toEqual([4]);
    });

    it('after one that has not happened yet: those that come after it', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const feed = follow(cast.agent, id, 5);
      for (let i = 0; i < 3; i++) await does(cast.customer, 'reply', id);
      await feed.take(1);
      expect(seqs(feed)).toEqual([6]);
    });

    it('hundreds of missed ones come all', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const writers = await Promise.all(['Ina', 'Jon', 'Kim'].map((name) => cast.shop.agent(name, 'ADMIN'))); // one writes at most 100 a minute
      for (let i = 0; i < 70; i += 10) await Promise.all(writers.flatMap((writer) => Array.from({ length: 10 }, () => does(writer, 'note', id))));
      const feed = follow(cast.admin, id, 0);
      await feed.take(213);
      expect(seqs(feed)).toEqual(Array.from({ length: 213 }, (_, index) => index + 1));
    });

    it('never the notes, for its customer', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [theirs, staffs] = [follow(cast.customer, id, 0), follow(cast.agent, id, 0)];
      await does(cast.agent, 'note', id);
      await does(cast.agent, 'reply', id);
      await does(cast.agent, 'note', id);
      await does(cast.agent, 'markPending', id);
      await staffs.take(7);
      await theirs.take(5);
      expect(seqs(theirs)).toEqual([1, 2, 3, 5, 7]);
    });

    it.each([[-1], [-2_147_483_648]])('after %i is refused', async (after) => {
      const id = await ticketThatIs('OPEN', cast);
      expect(await refusal(follow(cast.agent, id, after))).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'after' }] });
    });

    it('is not for others', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const [stranger, visitor] = [await test.shop.customer(), test.shop.visitor()];
      open.push(stranger, visitor);
      for (const feed of [follow(stranger, id, 0), follow(hari, id, 0), follow(cast.admin, randomUUID(), 0), watch(stranger, id), watch(hari, id)]) {
        expect(await refusal(feed)).toMatchObject({ code: 'NOT_FOUND' });
        expect(feed.items).toEqual([]);
      }
      expect(await refusal(follow(visitor, id, 0))).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(await refusal(watch(visitor))).toMatchObject({ code: 'UNAUTHENTICATED' });
    });
  });

  describe('as they change', () => {
    it('one: by its customer, its assignee and admins', async () => {
      const [id, other] = [await ticketThatIs('OPEN', cast), await ticketThatIs('OPEN', cast)];
      const feeds = await begun(() => watch(cast.customer, id), () => watch(cast.agent, id), () => watch(cast.admin, id));
      await does(cast.agent, 'reply', other);
      await does(cast.agent, 'resolve', id);
      for (const feed of feeds) {
        await feed.until('RESOLVED', (item) => item.ticketChanged.status === 'RESOLVED');
        expect(new Set(feed.items.map((item) => item.ticketChanged.id))).toEqual(new Set([id]));
      }
    });

    it('all that one may see', async () => {
      const [customers, gitas, haris, admins] = await begun(
        () => watch(cast.customer), () => watch(cast.agent), () => watch(hari), () => watch(cast.admin),
      );
      const { id } = await test.shop.ticket(cast.customer);
      for (const feed of [customers, admins]) await feed.until('the new ticket', (item) => item.ticketChanged.id === id);
      expect([...gitas.items, ...haris.items].filter((item) => item.ticketChanged.id === id)).toEqual([]);
      await does(cast.admin, 'assign', id, cast.agent.id);
      for (const feed of [customers, gitas, admins]) {
        await feed.until('OPEN', (item) => item.ticketChanged.id === id && item.ticketChanged.status === 'OPEN');
      }
      await does(cast.admin, 'assign', id, hari.id);
      await haris.until('the ticket', (item) => item.ticketChanged.assignee?.id === hari.id);
      expect(gitas.items.filter((item) => item.ticketChanged.assignee?.id !== cast.agent.id)).toEqual([]);
    });

    it('but not for notes, for its customer', async () => {
      const id = await ticketThatIs('OPEN', cast);
      await test.shop.message(cast.agent, id, 'Settle');
      const [one, all, staffs] = await begun(
        () => watch(cast.customer, id), () => watch(cast.customer), () => watch(cast.agent, id),
      );
      await does(cast.agent, 'note', id);
      await staffs.until('the note', (item) => item.ticketChanged.lastSeq === 5);
      await does(cast.agent, 'resolve', id);
      for (const feed of [one, all]) {
        await feed.until('RESOLVED', (item) => item.ticketChanged.status === 'RESOLVED');
        expect(feed.items.filter((item) => item.ticketChanged.lastSeq === 5)).toEqual([]);
      }
    });
  });

  it('ends for an agent when the ticket is given to another, and shows nothing of it any more', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const [events, changes, others] = await begun(
      () => follow(cast.agent, id, 3), () => watch(cast.agent, id), () => follow(cast.customer, id, 3),
    );
    await does(cast.admin, 'assign', id, hari.id);
    await eventually('the ends', () => events.completed && changes.completed);
    await does(hari, 'reply', id);
    await others.take(2);
    expect([...events.items, ...events.errors, ...changes.errors]).toEqual([]);
    expect(changes.items.filter((item) => item.ticketChanged.assignee?.id !== cast.agent.id)).toEqual([]);
    expect(others.completed).toBe(false);
  });

  it('leaves nothing behind when a follower stops', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const [events, one] = await begun(() => follow(cast.agent, id, 0), () => watch(cast.agent, id), () => watch(cast.agent));
    const all = listeners();
    events.stop();
    one.stop();
    await eventually('three to go', () => listeners() === all - 3); // of one ticket it listens to its changes and to what one reads
  });
});

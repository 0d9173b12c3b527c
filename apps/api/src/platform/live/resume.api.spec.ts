import { type Actor, eventually, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

const FOLLOW = 'subscription ($id: ID!, $after: Int) { ticketEvents(ticketId: $id, after: $after) { seq } }';
interface Event {
  ticketEvents: { seq: number };
}

describe('a feed that was cut', () => {
  let test: TestServer;
  let customer: Person;
  let agent: Person;
  let program: Actor;

  beforeAll(async () => {
    test = await startTestServer();
    customer = await test.shop.customer();
    agent = await test.shop.agent();
    program = await test.shop.program(customer, ['TICKETS_READ']);
  });
  afterAll(() => test.stop());

  const seqs = (items: Event[]): number[] => items.map((item) => item.ticketEvents.seq);
  const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('brings the 30 events that it missed, once and in order, and goes on live', async () => {
    const { id } = await test.shop.assignedTicket(customer, agent);
    const before = program.subscribe<Event>(FOLLOW, { id, after: 0 });
    await before.take(3);
    await program.cut();
    await eventually('the server to let go', () => test.server.platform.live.listenerCount === 0);

    for (let i = 0; i < 30; i++) await test.shop.message(i % 2 ? customer : agent, id, `Message ${i}`);
    const after = program.subscribe<Event>(FOLLOW, { id, after: seqs(before.items).at(-1) });
    await after.take(30);
    await test.shop.message(agent, id, 'Live again');
    await after.take(31);
    expect(seqs(before.items)).toEqual([1, 2, 3]);
    expect(seqs(after.items)).toEqual(range(4, 34));
    after.stop();
  });

  it('has no gap and no double where the missed events end and the live ones begin', async () => {
    const { id } = await test.shop.assignedTicket(customer, agent);
    const sending = Promise.all(Array.from({ length: 60 }, (_, i) => test.shop.message(agent, id, `Burst ${i}`)));
    const feeds = Array.from({ length: 5 }, () => program.subscribe<Event>(FOLLOW, { id, after: 0 }));
    await sending;
    for (const feed of feeds) {
      await feed.take(63);
      expect(seqs(feed.items)).toEqual(range(1, 63));
      feed.stop();
    }
  });

  it('replays more than one batch', async () => {
    const others = await test.shop.agent();
    const { id } = await test.shop.assignedTicket(customer, others);
    await Promise.all(Array.from({ length: 150 }, (_, i) => test.shop.message(i % 2 ? customer : others, id, `Old ${i}`)));
    const feed = program.subscribe<Event>(FOLLOW, { id, after: 0 });
    await feed.take(153);
    expect(seqs(feed.items)).toEqual(range(1, 153));
    feed.stop();
  });

  it('leaves nothing behind in the server when its subscriber stops or vanishes', async () => {
    const { id } = await test.shop.assignedTicket(customer, agent);
    const visitor = await test.shop.program(customer, ['TICKETS_READ']);
    const feeds = Array.from({ length: 10 }, () => visitor.subscribe<Event>(FOLLOW, { id, after: 0 }));
    await Promise.all(feeds.map((feed) => feed.take(1)));
    feeds.slice(0, 5).forEach((feed) => feed.stop());
    await visitor.cut();
    await program.cut();
    await eventually('no listener', () => test.server.platform.live.listenerCount === 0);
  });
});

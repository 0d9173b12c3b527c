import type { Actor, Person } from '@ccr/testkit';
import { MessageKind } from '@ccr/domain';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs, tries } from '../../testing/ticket-moves';

const TIMELINE = /* GraphQL */ `
  query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    ticket(id: $id) {
      lastSeq
      status
      events(first: $first, after: $after, last: $last, before: $before) {
        nodes { __typename id seq at actor { id } ticket { id } }
        edges { cursor node { seq } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
`;
interface Timeline {
  lastSeq: number;
  status: string;
  events: {
    nodes: { __typename: string; id: string; seq: number; at: string; actor: { id: string }; ticket: { id: string } }[];
    edges: { cursor: string; node: { seq: number } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('what happened to a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const read = async (id: string, page: Record<string, unknown> = {}, by: Actor = cast.admin): Promise<Timeline> =>
    (await by.do<{ ticket: Timeline }>(TIMELINE, { id, ...page })).ticket;
  const seqs = ({ events }: Timeline): number[] => events.nodes.map((event) => event.seq);

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterAll(() => test.stop());

  describe('page by page', () => {
    const COUNT = 33;
    let id: string;

    beforeAll(async () => {
      id = await ticketThatIs('OPEN', cast); // events 1 to 3
      for (let seq = 4; seq <= COUNT; seq++) await test.shop.message(cast.customer, id, `Message ${seq}`);
    });

    it('the newest 25 when nothing is asked for, oldest first', async () => {
      const newest = await read(id);
      expect(seqs(newest)).toEqual(range(COUNT - 24, COUNT));
      expect(newest.events.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
    });

    it('forward', async () => {
      const first = await read(id, { first: 20 });
      expect(seqs(first)).toEqual(range(1, 20));
      expect(first.events.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true, endCursor: first.events.edges.at(-1)?.cursor });
      const second = await read(id, { first: 20, after: first.events.pageInfo.endCursor });
      expect(seqs(second)).toEqual(range(21, COUNT));
      expect(second.events.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
      expect(seqs(await read(id, { first: 20, after: second.events.pageInfo.endCursor }))).toEqual([]);
    });

    it('backward', async () => {
      const last = await read(id, { last: 20 });
      expect(seqs(last)).toEqual(range(COUNT - 19, COUNT));
      expect(last.events.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
      const before = await read(id, { last: 20, before: last.events.pageInfo.startCursor });
      expect(seqs(before)).toEqual(range(1, COUNT - 20));
      expect(before.events.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
    });

    it('each with its actor, its moment and its ticket', async () => {
      const { events } = await read(id, { first: 4 });
      const { customer, admin } = cast;
      expect(events.nodes.map((event) => event.actor.id)).toEqual([customer.id, admin.id, admin.id, customer.id]);
      expect(events.nodes.map((event) => event.at)).toEqual(events.nodes.map((event) => event.at).sort());
      expect(new Set(events.nodes.map((event) => event.ticket.id))).toEqual(new Set([id]));
      expect(new Set(events.nodes.map((event) => event.id)).size).toBe(4);
    });

    it.each([
      [{ first: 0 }, 'first'], [{ first: 101 }, 'first'], [{ last: -1 }, 'last'], [{ last: 101 }, 'last'], [{ first: 1, last: 1 }, 'last'],
      [{ after: 'x' }, 'after'], [{ before: 'x' }, 'before'], [{ before: Buffer.from('seq.-1').toString('base64url') }, 'before'],
    ])('%j is refused', async (page, path) => {
      const { extensions } = await cast.admin.fail(TIMELINE, { id, ...page });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    });
  });

  it('has no notes for its customer, on no page, and the others as they are', async () => {
    const id = await ticketThatIs('OPEN', cast);
    for (const kind of [MessageKind.NOTE, MessageKind.REPLY, MessageKind.NOTE]) await test.shop.message(cast.agent, id, 'Words', kind);
    expect(seqs(await read(id, {}, cast.agent))).toEqual([1, 2, 3, 4, 5, 6]);
    for (const page of [{}, { first: 100 }, { last: 100 }]) expect(seqs(await read(id, page, cast.customer))).toEqual([1, 2, 3, 5]);
    const last = await read(id, { last: 1 }, cast.customer);
    expect(seqs(last)).toEqual([5]);
    expect(seqs(await read(id, { first: 5, after: last.events.pageInfo.endCursor }, cast.customer))).toEqual([]);
  });

  describe('at once', () => {
    it('50 messages are 50 events, numbered without a gap', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const writers = [cast.customer, cast.agent, cast.admin];
      const sent = await Promise.all(range(1, 50).map((i) => test.shop.message(writers[i % 3] ?? cast.admin, id, `Message ${i}`)));
      expect(sent.map((message) => message.seq).sort((a, b) => a - b)).toEqual(range(4, 53));
      const timeline = await read(id, { first: 100 });
      expect(seqs(timeline)).toEqual(range(1, 53));
      expect(timeline.lastSeq).toBe(53);
    });

    it('50 verbs and messages leave a story that the life cycle allows', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const verbs = ['resolve', 'reopen', 'reply', 'markPending', 'note'] as const;
      const outcomes = await Promise.all(range(0, 49).map((i) => tries(i % 2 ? cast.admin : cast.agent, verbs[i % 5] ?? 'reply', id)));
      expect(new Set(outcomes)).toEqual(new Set(['done', 'CONFLICT'].filter((outcome) => outcomes.includes(outcome))));
      const timeline = await read(id, { first: 100 });
      expect(seqs(timeline)).toEqual(range(1, timeline.lastSeq));
      expect(timeline.lastSeq).toBe(3 + outcomes.filter((outcome) => outcome === 'done').length);

      const MOVES = '{ events(first: 100) { nodes { ... on TicketStatusChanged { from to } } } status }';
      const { ticket } = await cast.admin.do<{ ticket: { status: string; events: { nodes: { from?: string; to?: string }[] } } }>(
        `query($id: ID!) { ticket(id: $id) ${MOVES} }`, { id },
      );
      const moves = ticket.events.nodes.filter((event) => event.from);
      moves.forEach((event, index) => expect(event.from).toBe(index === 0 ? 'NEW' : moves[index - 1]?.to));
      expect(moves.at(-1)?.to).toBe(ticket.status);
    });

    it('closing and reopening at once: one of them wins', async () => {
      const id = await ticketThatIs('RESOLVED', cast);
      const outcomes = await Promise.all([tries(cast.customer, 'close', id), tries(cast.agent, 'reopen', id), tries(cast.admin, 'close', id)]);
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      const { status } = await read(id);
      expect(['OPEN', 'CLOSED']).toContain(status);
      if (status === 'CLOSED') expect(await tries(cast.admin, 'reopen', id)).toBe('CONFLICT');
      else expect(await does(cast.admin, 'resolve', id)).toBe('RESOLVED');
    });
  });
});

import { randomUUID } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs, tries } from '../../testing/ticket-moves';

const SEND = /* GraphQL */ `
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) {
      message { id seq kind body createdAt author { id } }
      ticket { status lastSeq updatedAt lastActivityAt }
    }
  }
`;
const READ = /* GraphQL */ `
  query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    ticket(id: $id) {
      status
      messages(first: $first, after: $after, last: $last, before: $before) {
        nodes { id seq kind body author { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
      events { nodes { __typename seq at actor { id } ... on TicketStatusChanged { from to } ... on MessageSent { message { body createdAt } } } }
    }
  }
`;
interface Sent {
  message: { id: string; seq: number; kind: string; body: string; createdAt: string; author: { id: string } };
  ticket: { status: string; lastSeq: number; updatedAt: string; lastActivityAt: string };
}
interface Read {
  status: string;
  messages: {
    nodes: { id: string; seq: number; kind: string; body: string; author: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
  events: { nodes: Record<string, unknown>[] };
}

describe('the conversation in a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let otherCustomer: Person;
  let otherAgent: Person;

  const send = async (by: Actor, ticketId: string, body: string, more: Record<string, unknown> = {}): Promise<Sent> =>
    (await by.do<{ sendMessage: Sent }>(SEND, { input: { ticketId, body, ...more } })).sendMessage;
  const read = async (by: Actor, id: string, page: Record<string, unknown> = {}): Promise<Read> =>
    (await by.do<{ ticket: Read }>(READ, { id, ...page })).ticket;
  const bodies = ({ messages }: Read): string[] => messages.nodes.map((message) => message.body);

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
    [otherCustomer, otherAgent] = [await shop.customer('Ben Other'), await shop.agent('Hari Other')];
  });
  afterAll(() => test.stop());

  describe('is written by both sides', () => {
    it('in the order in which they spoke, each with an event', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const speakers = [cast.customer, cast.agent, cast.admin, cast.customer];
      for (const [index, speaker] of speakers.entries()) {
        const { message } = await send(speaker, id, `Message ${index}`);
        expect(message).toMatchObject({ seq: 4 + index, kind: 'REPLY', body: `Message ${index}`, author: { id: speaker.id } });
      }
      for (const reader of [cast.customer, cast.agent, cast.admin]) {
        const { messages, events } = await read(reader, id);
        expect(messages.nodes.map((message) => message.author.id)).toEqual(speakers.map((speaker) => speaker.id));
        expect(events.nodes.slice(3)).toMatchObject(messages.nodes.map(({ seq, body, author }) => ({ __typename: 'MessageSent', seq, actor: author, message: { body } })));
        for (const event of events.nodes.slice(3)) expect(event['message']).toMatchObject({ createdAt: event['at'] });
      }
    });

    it('and moves what its customer takes for activity', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const first = await send(cast.customer, id, 'One');
      const second = await send(cast.agent, id, 'Two');
      expect(second.ticket.lastActivityAt > first.ticket.lastActivityAt).toBe(true);
      expect(second.ticket.updatedAt).toBe(second.ticket.lastActivityAt);
    });

    it('also while nobody has it: by its customer and admins', async () => {
      const id = await ticketThatIs('NEW', cast);
      expect((await send(cast.customer, id, 'One more thing')).ticket.status).toBe('NEW');
      expect((await send(cast.admin, id, 'We are looking for somebody')).ticket.status).toBe('NEW');
      expect(await tries(cast.agent, 'reply', id)).toBe('NOT_FOUND');
    });
  });

  describe('keeps what was typed', () => {
    it.each([
      ['line breaks', 'one\ntwo\r\nthree\n\n\tfour'],
      ['spaces within', 'a  b\u00a0c\u2009d'],
      ['characters of four bytes', '🎫👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿 𝒳 𠜎'],
      ['every direction', 'مرحبا עולם ‏hello‎ हिन्दी 汉字'],
      ['accents, composed or not', 'é e\u0301 ſ ß İ ı'],
      ['what looks like code', `<b onclick="x()">&amp;</b> \${1} %s \\n ' " \` ; DROP TABLE messages; --`],
      ['what looks like JSON', '{"a":[null,1e400]}'],
    ])('%s', async (_what, body) => {
      const id = await ticketThatIs('OPEN', cast);
      expect((await send(cast.customer, id, body)).message.body).toBe(body);
      expect(bodies(await read(cast.agent, id))).toEqual([body]);
    });

    it('but for what surrounds it', async () => {
      const id = await ticketThatIs('OPEN', cast);
      expect((await send(cast.customer, id, '\n  hello \r\n')).message.body).toBe('hello');
    });

    it.each(['a', '汉', '🎫'])('up to 20,000 units of %s', async (letter) => {
      const id = await ticketThatIs('OPEN', cast);
      const body = letter.repeat(LIMITS.message.body / letter.length);
      expect((await send(cast.customer, id, body)).message.body === body).toBe(true);
      expect(bodies(await read(cast.agent, id))[0] === body).toBe(true);
    });

    it.each([
      ['nothing', ''],
      ['blank', ' \n\t '],
      ['20,001 letters', 'a'.repeat(LIMITS.message.body + 1)],
      ['20,001 units of two', '🎫'.repeat(LIMITS.message.body / 2) + 'a'],
      ['20,000 characters of four bytes', '🎫'.repeat(LIMITS.message.body)],
      ['more of what joins than of what is joined', 'a\ufe0f'.repeat(LIMITS.message.body)],
      ['a null character', 'a\u0000b'],
      ['an escape sequence', '\u001b[2J'],
      ['half a character', 'a\ud83c'],
    ])('%s is refused', async (_what, body) => {
      const id = await ticketThatIs('OPEN', cast);
      const { extensions } = await cast.customer.fail(SEND, { input: { ticketId: id, body } });
      expect(extensions.code).toBe('BAD_USER_INPUT');
      expect(new Set(extensions.issues?.map((issue) => issue.path))).toEqual(new Set(['input.body']));
      expect(bodies(await read(cast.agent, id))).toEqual([]);
    });
  });

  describe('opens the ticket again when its customer replies', () => {
    it.each(['PENDING', 'RESOLVED'] as const)('%s: the message, then the status', async (from) => {
      const id = await ticketThatIs(from, cast);
      const { message, ticket } = await send(cast.customer, id, 'It is not solved');
      expect(ticket).toMatchObject({ status: 'OPEN', lastSeq: message.seq + 1 });
      expect((await read(cast.agent, id)).events.nodes.slice(-2)).toMatchObject([
        { __typename: 'MessageSent', seq: message.seq, actor: { id: cast.customer.id } },
        { __typename: 'TicketStatusChanged', seq: message.seq + 1, actor: { id: cast.customer.id }, from, to: 'OPEN' },
      ]);
    });

    it.each(['PENDING', 'RESOLVED'] as const)('%s: not when staff do', async (status) => {
      const id = await ticketThatIs(status, cast);
      expect((await send(cast.agent, id, 'By the way')).ticket.status).toBe(status);
      expect((await send(cast.admin, id, 'So long')).ticket.status).toBe(status);
    });
  });

  describe('is closed to', () => {
    it('everyone once the ticket is CLOSED', async () => {
      const id = await ticketThatIs('CLOSED', cast);
      for (const who of [cast.customer, cast.agent, cast.admin]) expect(await tries(who, 'reply', id)).toBe('CONFLICT');
      expect(await tries(cast.agent, 'note', id)).toBe('CONFLICT');
      expect(bodies(await read(cast.admin, id))).toEqual([]);
    });

    it('everyone but its customer, its assignee and admins', async () => {
      const id = await ticketThatIs('OPEN', cast);
      for (const who of [otherCustomer, otherAgent]) {
        expect(await tries(who, 'reply', id)).toBe('NOT_FOUND');
        expect(await tries(who, 'note', id)).toBe('NOT_FOUND');
        expect((await who.fail(READ, { id })).extensions.code).toBe('NOT_FOUND');
      }
      expect(await tries(test.shop.visitor(), 'reply', id)).toBe('UNAUTHENTICATED');
      expect(await tries(await test.shop.program(cast.customer, ['TICKETS_READ']), 'reply', id)).toBe('FORBIDDEN');
      expect(await tries(cast.admin, 'reply', randomUUID())).toBe('NOT_FOUND');
      expect(bodies(await read(cast.admin, id))).toEqual([]);
    });
  });

  describe('sent again with the same clientMutationId', () => {
    it('is one message, however often and however fast', async () => {
      const id = await ticketThatIs('PENDING', cast);
      const clientMutationId = randomUUID();
      const sent = await Promise.all(Array.from({ length: 10 }, () => send(cast.customer, id, 'Once', { clientMutationId })));
      const again = await send(cast.customer, id, 'Other words', { clientMutationId });
      expect(new Set([...sent, again].map(({ message }) => message.id)).size).toBe(1);
      expect(again.message.body).toBe('Once');
      expect(bodies(await read(cast.agent, id))).toEqual(['Once']);
      expect((await read(cast.agent, id)).events.nodes).toHaveLength(6);
    });

    it('is answered as before, also when the ticket has been closed meanwhile', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const clientMutationId = randomUUID();
      const { message } = await send(cast.customer, id, 'Thank you', { clientMutationId });
      await does(cast.agent, 'resolve', id);
      await does(cast.agent, 'close', id);
      expect((await send(cast.customer, id, 'Thank you', { clientMutationId })).message).toEqual(message);
    });
  });

  describe('is read page by page', () => {
    let id: string;
    beforeAll(async () => {
      id = await ticketThatIs('OPEN', cast);
      for (let i = 1; i <= 30; i++) await send(i % 2 ? cast.customer : cast.agent, id, `Message ${i}`);
    });
    const numbers = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `Message ${from + index}`);

    it('the newest 25 when nothing is asked for', async () => {
      expect(bodies(await read(cast.customer, id))).toEqual(numbers(6, 30));
    });

    it('backwards, as a page is scrolled up', async () => {
      const newest = await read(cast.customer, id, { last: 12 });
      const middle = await read(cast.customer, id, { last: 12, before: newest.messages.pageInfo.startCursor });
      const oldest = await read(cast.customer, id, { last: 12, before: middle.messages.pageInfo.startCursor });
      expect([oldest, middle, newest].flatMap(bodies)).toEqual(numbers(1, 30));
      expect([newest, middle, oldest].map(({ messages }) => messages.pageInfo.hasPreviousPage)).toEqual([true, true, false]);
    });

    it('forwards', async () => {
      const first = await read(cast.customer, id, { first: 20 });
      const rest = await read(cast.customer, id, { first: 20, after: first.messages.pageInfo.endCursor });
      expect([first, rest].flatMap(bodies)).toEqual(numbers(1, 30));
      expect(rest.messages.pageInfo.hasNextPage).toBe(false);
    });

    it.each([[{ first: 0 }, 'first'], [{ last: 101 }, 'last'], [{ before: 'x' }, 'before'], [{ after: '' }, 'after'], [{ first: 1, before: 'x' }, 'last']])(
      '%j is refused',
      async (page, path) => {
        const { extensions } = await cast.customer.fail(READ, { id, ...page });
        expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
      },
    );
  });
});

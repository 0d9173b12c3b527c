import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../../testing/ticket-moves';

const SET = 'mutation($input: SetTicketTagsInput!) { setTicketTags(input: $input) { ticket { tags lastSeq } } }';
const TICKET = 'query($id: ID!) { ticket(id: $id) { tags unread lastSeq events(last: 1) { nodes { __typename actor { id } ... on TicketTagged { added removed } } } } }';
const KNOWN = 'query($search: String, $first: Int) { tags(search: $search, first: $first) }';
const LIST = 'query($first: Int!, $after: String, $tag: String) { tickets(first: $first, after: $after, filter: { tag: $tag }) { nodes { id } pageInfo { hasNextPage endCursor } } }';

interface Seen {
  readonly tags: string[] | null;
  readonly unread: number;
  readonly lastSeq: number;
  readonly events: { readonly nodes: readonly object[] };
}
interface Listed {
  readonly tickets: { readonly nodes: readonly { id: string }[]; readonly pageInfo: { hasNextPage: boolean; endCursor: string } };
}

describe('the tags of a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let otherAgent: Person;

  const set = async (by: Actor, ticketId: string, tags: readonly string[]): Promise<string[]> =>
    (await by.do<{ setTicketTags: { ticket: { tags: string[] } } }>(SET, { input: { ticketId, tags } })).setTicketTags.ticket.tags;
  const refusal = async (by: Actor, ticketId: string, tags: readonly string[] = ['vip']): Promise<string> =>
    (await by.fail(SET, { input: { ticketId, tags } })).extensions.code;
  const seen = async (by: Actor, id: string): Promise<Seen> => (await by.do<{ ticket: Seen }>(TICKET, { id })).ticket;
  const known = async (search?: string, first?: number): Promise<string[]> => (await cast.agent.do<{ tags: string[] }>(KNOWN, { search, first })).tags;
  const listed = async (by: Actor, tag: string): Promise<string[]> =>
    (await by.do<Listed>(LIST, { first: 100, tag })).tickets.nodes.map(({ id }) => id);

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
    otherAgent = await shop.agent('Hari Other');
  });
  afterAll(() => test.stop());

  it.each(['OPEN', 'CLOSED'] as const)('are given by the staff while it is %s, in one form and order, with one event for the staff', async (status) => {
    const id = await ticketThatIs(status, cast);
    const before = await seen(cast.customer, id);
    expect(await set(cast.agent, id, ['  VIP ', 'late  delivery', 'vip'])).toEqual(['late delivery', 'vip']);
    expect(await seen(cast.admin, id)).toMatchObject({
      tags: ['late delivery', 'vip'],
      events: { nodes: [{ __typename: 'TicketTagged', actor: { id: cast.agent.id }, added: ['late delivery', 'vip'], removed: [] }] },
    });
    expect(await set(cast.admin, id, ['vip', 'wholesale'])).toEqual(['vip', 'wholesale']);
    expect((await seen(cast.agent, id)).events.nodes).toEqual([
      { __typename: 'TicketTagged', actor: { id: cast.admin.id }, added: ['wholesale'], removed: ['late delivery'] },
    ]);
    expect(await seen(cast.customer, id)).toEqual(before);
    expect(before.tags).toBeNull();
  });

  it('that are the same already are no event, and none takes all away', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await set(cast.agent, id, ['vip', 'late']);
    const { lastSeq } = await seen(cast.agent, id);
    expect(await set(cast.agent, id, ['LATE', 'vip'])).toEqual(['late', 'vip']);
    expect((await seen(cast.agent, id)).lastSeq).toBe(lastSeq);
    expect(await set(cast.agent, id, [])).toEqual([]);
    expect((await seen(cast.agent, id)).events.nodes).toEqual([expect.objectContaining({ added: [], removed: ['late', 'vip'] })]);
  });

  it('come back as they are, also when they are set twice in one request', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const part = (alias: string, tag: string): string => `${alias}: setTicketTags(input: { ticketId: "${id}", tags: ["${tag}"] }) { ticket { tags } }`;
    expect(await cast.agent.do(`mutation { ${part('a', 'one')} ${part('b', 'two')} }`)).toEqual({ a: { ticket: { tags: ['one'] } }, b: { ticket: { tags: ['two'] } } });
  });

  it('are nobody else’s', async () => {
    const id = await ticketThatIs('OPEN', cast);
    expect(await refusal(otherAgent, id)).toBe('NOT_FOUND');
    expect(await refusal(cast.customer, id)).toBe('FORBIDDEN');
    expect(await refusal(test.shop.visitor(), id)).toBe('UNAUTHENTICATED');
    expect(await refusal(await test.shop.program(cast.agent, ['TICKETS_READ']), id)).toBe('FORBIDDEN');
    expect(await refusal(cast.admin, '00000000-0000-7000-8000-000000000000')).toBe('NOT_FOUND');
    expect((await cast.customer.fail(KNOWN)).extensions.code).toBe('FORBIDDEN');
    expect((await cast.customer.fail(LIST, { first: 1, tag: 'vip' })).extensions.code).toBe('FORBIDDEN');
    expect((await seen(cast.agent, id)).tags).toEqual([]);
    expect(await set(await test.shop.program(cast.agent, ['TICKETS_WRITE']), id, ['vip'])).toEqual(['vip']);
  });

  it.each([
    ['a comma', ['a,b'], 'A tag needs a letter or a digit, and has no comma.'],
    ['nothing to be read', [' '], 'A tag needs a letter or a digit, and has no comma.'],
    ['a mark that turns the direction', ['a\u202Eb'], 'A tag needs a letter or a digit, and has no comma.'],
    ['too long a tag', ['x'.repeat(31)], 'A tag is too long: at most 30 characters.'],
    ['too many', Array.from({ length: 21 }, (_, index) => `tag ${index}`), 'A ticket has at most 20 tags.'],
  ])('refuse %s and stay as they are', async (_what, tags, message) => {
    const id = await ticketThatIs('OPEN', cast);
    await set(cast.agent, id, ['kept']);
    const { extensions } = await cast.agent.fail(SET, { input: { ticketId: id, tags } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.tags', message }] });
    expect((await seen(cast.agent, id)).tags).toEqual(['kept']);
  });

  it('are suggested by how they begin, in order, each once and as many as asked for', async () => {
    for (const tags of [['zeta one', 'zeta two'], ['zeta one', 'zeta%'], ['zeta three', 'zebra']]) {
      await set(cast.agent, await ticketThatIs('OPEN', cast), tags);
    }
    expect((await known('ZETA ')).sort()).toEqual(['zeta one', 'zeta three', 'zeta two', 'zeta%']);
    expect(await known('zeta%')).toEqual(['zeta%']);
    expect(await known('zeta', 2)).toHaveLength(2);
    expect(await known('nothing begins so')).toEqual([]);
    expect(await known()).toContain('zebra');
    expect((await cast.agent.fail(KNOWN, { first: 0 })).extensions.code).toBe('BAD_USER_INPUT');
    expect((await cast.agent.fail(KNOWN, { first: 101 })).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('narrow a list, page by page, to what one sees', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push(await ticketThatIs('OPEN', cast));
    for (const id of ids) await set(cast.agent, id, ['listed', 'other']);
    const others = await ticketThatIs('OPEN', { ...cast, agent: otherAgent });
    await set(otherAgent, others, ['listed']);
    expect((await listed(cast.admin, ' LISTED ')).sort()).toEqual([...ids, others].sort());
    expect((await listed(cast.agent, 'listed')).sort()).toEqual([...ids].sort());
    const found: string[] = [];
    for (let after: string | undefined; ; ) {
      const { tickets } = await cast.agent.do<Listed>(LIST, { first: 2, after, tag: 'listed' });
      found.push(...tickets.nodes.map(({ id }) => id));
      if (!tickets.pageInfo.hasNextPage) break;
      after = tickets.pageInfo.endCursor;
    }
    expect(found).toEqual([...ids].reverse());
    await set(cast.agent, ids[0] ?? '', []);
    expect(await listed(cast.agent, 'listed')).not.toContain(ids[0]);
  });

  it('set by several at once are those of one of them', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await Promise.all([1, 2, 3, 4].map((count) => set(count % 2 ? cast.agent : cast.admin, id, [`only ${count}`])));
    expect((await seen(cast.agent, id)).tags).toHaveLength(1);
  });

  it('are kept through the life of the ticket', async () => {
    const id = await ticketThatIs('OPEN', cast);
    await set(cast.agent, id, ['vip']);
    await does(cast.agent, 'resolve', id);
    await does(cast.customer, 'reopen', id);
    expect((await seen(cast.agent, id)).tags).toEqual(['vip']);
  });
});

import type { Actor, GraphqlError, Person } from '@ccr/testkit';
import { getIntrospectionQuery } from 'graphql';
import { startTestServer, type TestServer } from '../../testing/test-server';

const repeat = (count: number, part: (index: number) => string): string => Array.from({ length: count }, (_, index) => part(index)).join(' ');
/** `ticket → events → ticket → …`, each level counted twice. */
const nested = (levels: number): string =>
  `{ ticket(reference: "x") ${repeat(levels, () => '{ events(first: 1) { nodes { ticket')} { id } ${repeat(levels, () => '} } }')} }`;

const DEEP = nested(5);
const HEAVY = '{ tickets(first: 100) { nodes { events(first: 100) { nodes { id } } } } }';
const MANY_TOKENS = `{ ${repeat(2_500, () => 'viewer { id }')} }`;
const ALIASES = `{ ${repeat(60, (index) => `a${index}: tickets(first: 100) { nodes { id } }`)} }`;
const LONG_TEXTS = `{ ticket(reference: "x") { messages(last: 100) { nodes { ${repeat(48, (index) => `a${index}: body`)} } } } }`;
const BARE_LISTS = `{ ${repeat(150, (index) => `a${index}: topics { id }`)} }`;
const CONTRACT_ALIASES = `{ __schema { ${repeat(85, (index) => `a${index}: types { name description fields { name } }`)} } }`;
const SIGN_INS = `mutation { ${repeat(6, (index) => `a${index}: signIn(input: { email: "x@example.com", password: "x" }) { viewer { id } }`)} }`;
const INTROSPECTIONS = `{ ${repeat(20, (index) => `a${index}: __schema { types { name fields { name type { name } } } }`)} }`;
/** Each fragment holds the next one twice, so that who follows them all takes 2^40 steps. */
const FRAGMENT_BOMB = `{ viewer { ...F0 } } ${repeat(40, (index) => `fragment F${index} on User { ...F${index + 1} ...F${index + 1} }`)} fragment F40 on User { id }`;
const ALIASED_BOMB = `{ tickets { nodes { ...F0 } } } ${repeat(12, (index) => `fragment F${index} on Ticket { a: events { nodes { ticket { ...F${index + 1} } } } b: events { nodes { ticket { ...F${index + 1} } } } }`)} fragment F12 on Ticket { id }`;
const CIRCLE = '{ viewer { ...A } } fragment A on User { ...B } fragment B on User { ...A }';
const NESTED_INLINE = `{ viewer ${repeat(150, () => '{ ... on User')} { id } ${repeat(150, () => '}')} }`;
const MANY_SAME_FIELDS = `{ viewer { ${repeat(3_900, () => 'id')} } }`;
const MANY_SAME_OBJECTS = `{ ${repeat(900, () => 'viewer{id}')} }`;
const DIRECTIVES = `{ viewer { id ${repeat(600, () => '@include(if: true)')} } }`;
const MANY_MISTAKES = `{ ${repeat(1_900, (index) => `nothing${index}`)} }`;

/** Milliseconds that this process, with the server in it, has computed since: other work on the machine is not counted. */
const workedSince = (start: NodeJS.CpuUsage): number => process.cpuUsage(start).user / 1_000;

describe('the limits of an operation', () => {
  let test: TestServer;
  let ann: Person;

  const overHttp = async (query: string, variables = {}): Promise<GraphqlError | undefined> => {
    const answer = await ann.send(query, variables);
    if (answer.errors) expect([answer.status, answer.data]).toEqual([400, null]);
    return answer.errors?.[0];
  };
  const overSocket = async (query: string, variables = {}): Promise<GraphqlError | undefined> => (await ann.overSocket(query, variables)).errors[0];
  const ways = [
    ['HTTP', overHttp],
    ['WebSocket', overSocket],
  ] as const;

  beforeAll(async () => {
    test = await startTestServer();
    ann = await test.shop.customer();
  });
  afterAll(() => test.stop());

  describe.each(ways)('over %s', (_way, send) => {
    it.each([
      ['deep', DEEP],
      ['costly', HEAVY],
      ['costly by aliases', ALIASES],
      ['a guess at many passwords', SIGN_INS],
      ['long texts by aliases', LONG_TEXTS],
      ['lists without a size by aliases', BARE_LISTS],
      ['many looks at the contract', INTROSPECTIONS],
      ['one look at the contract with many aliases', CONTRACT_ALIASES],
      ['fragments of fragments', FRAGMENT_BOMB],
      ['fragments of fragments under aliases', ALIASED_BOMB],
    ])('refuse what is too complex: %s', async (_what, query) => {
      const start = process.cpuUsage();
      const error = await send(query);
      expect(error?.extensions).toEqual({ code: 'QUERY_TOO_COMPLEX' });
      expect(workedSince(start)).toBeLessThan(2_000);
    });

    it.each([
      ['too many words', MANY_TOKENS],
      ['fragments in a circle', CIRCLE],
      ['an unknown field', '{ viewer { passwordHash } }'],
      ['an unknown argument', '{ tickets(offset: 1) { nodes { id } } }'],
      ['an unknown type', 'query($x: Nothing) { viewer { id } }'],
      ['a wrong type', '{ tickets(first: "many") { nodes { id } } }'],
      ['a number out of range', '{ tickets(first: 99999999999) { nodes { id } } }'],
      ['a missing variable', 'query($id: ID!) { ticket(id: $id) { id } }'],
      ['a missing argument', 'mutation { createTicket { ticket { id } } }'],
      ['a thousand mistakes', MANY_MISTAKES],
      ['600 directives', DIRECTIVES],
      ['a field asked for thousands of times', MANY_SAME_FIELDS],
      ['an object asked for hundreds of times', MANY_SAME_OBJECTS],
      ['deferred parts, which we do not offer', '{ ... @defer { viewer { id } } }'],
    ])('refuse what is not valid: %s', async (_what, query) => {
      const start = process.cpuUsage();
      const error = await send(query);
      expect(error?.extensions.code).toBe('BAD_USER_INPUT');
      expect(workedSince(start)).toBeLessThan(2_000);
    });

    it.each([
      ['the contract', getIntrospectionQuery()],
      ['fragments in each other', NESTED_INLINE],
      ['a list as large as lists get', '{ tickets(first: 100) { nodes { id subject customer { name } topic { name } abilities { reply } } } }'],
    ])('let through what is long but cheap, and soon: %s', async (_what, query) => {
      const start = process.cpuUsage();
      expect(await send(query)).toBeUndefined();
      expect(workedSince(start)).toBeLessThan(2_000);
    });

    it('count a size that comes in a variable, or by default', async () => {
      const query = 'query($n: Int) { tickets(first: $n) { nodes { events(first: $n) { nodes { id } } } } }';
      expect((await send(query, { n: 100 }))?.extensions.code).toBe('QUERY_TOO_COMPLEX');
      expect(await send(query, { n: 10 })).toBeUndefined();
      expect(await send('{ tickets { nodes { events { nodes { id } } } } }')).toBeUndefined();
    });

    it('are not got around by one part that can not be counted', async () => {
      const query = `query($yes: Boolean = true) { viewer { id @include(if: $yes) } ${HEAVY.slice(1)}`;
      expect((await send(query, { yes: null }))?.extensions.code).toBe('BAD_USER_INPUT');
    });

    it('say where a variable is wrong', async () => {
      const query = 'mutation($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } } }';
      const issues = async (input: object): Promise<unknown> => (await send(query, { input }))?.extensions.issues?.map((issue) => issue.path);
      expect(await issues({ subject: 'x' })).toEqual(['input.description']);
      expect(await issues({ subject: 'x', description: 7 })).toEqual(['input.description']);
      expect(await issues({ subject: 'x', description: 'x', priority: 'VERY' })).toEqual(['input.priority']);
      expect(await issues({ subject: 'x', description: 'x', status: 'CLOSED' })).toEqual(['input']);
    });
  });

  it('say the same over both ways', async () => {
    const queries = ['{ nothing }', DEEP, HEAVY, MANY_TOKENS, '{', '{ agents { nodes { id } } }', '{ ticket(id: "x") { id } }', '{ ticket { id } }'];
    for (const query of queries) {
      const http = (await ann.send(query)).errors;
      const { errors } = await ann.overSocket(query);
      expect(errors).toEqual(http);
    }
  });

  it('leave the server alone: it answers others at once meanwhile', async () => {
    const others: Actor[] = [test.shop.visitor(), test.shop.visitor()];
    await Promise.all([FRAGMENT_BOMB, ALIASED_BOMB, MANY_TOKENS, HEAVY].map((query) => ann.send(query)).concat(others.map((other) => other.send('{ viewer { id } }'))));
  });
});

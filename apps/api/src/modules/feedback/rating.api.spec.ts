import { type Actor, eventually, type Person } from '@ccr/testkit';
import { EventRow } from '../../platform/events';
import { confirmEmail, mailTo } from '../../testing/mailed-codes';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';

const RATE = /* GraphQL */ `
  mutation ($input: RateTicketInput!) {
    rateTicket(input: $input) { rating { score comment createdAt updatedAt changeableUntil } ticket { rating { score } abilities { rate } } }
  }
`;
const TICKET = 'query($id: ID!) { ticket(id: $id) { status rating { score comment } abilities { rate } } }';
const EVENTS = 'query($id: ID!) { ticket(id: $id) { events(last: 5) { nodes { __typename actor { id } ... on TicketRated { score } } } } }';
const FOLLOW = 'subscription($id: ID!) { ticketEvents(ticketId: $id) { __typename ... on TicketRated { score } ticket { rating { score comment } } } }';
const DAY = 24 * 60 * 60 * 1_000;

interface Given {
  readonly score: number;
  readonly comment: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly changeableUntil: string;
}
interface Seen {
  readonly status: string;
  readonly rating: { score: number; comment: string | null } | null;
  readonly abilities: { rate: boolean };
}

describe('rating a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const rate = async (by: Actor, ticketId: string, score: number, comment?: string | null): Promise<Given> =>
    (await by.do<{ rateTicket: { rating: Given } }>(RATE, { input: { ticketId, score, comment } })).rateTicket.rating;
  const refusal = async (by: Actor, ticketId: string, score = 5): Promise<string> =>
    (await by.fail(RATE, { input: { ticketId, score } })).extensions.code;
  const seen = async (by: Actor, id: string): Promise<Seen> => (await by.do<{ ticket: Seen }>(TICKET, { id })).ticket;
  const facts = (id: string): Promise<number> =>
    test.server.platform.database.repository(EventRow).countBy({ streamId: id, type: 'TicketRated' });

  /** Sessions end in so long a time: everybody signs in again. */
  const later = async (ms: number): Promise<void> => {
    test.clock.pass(ms);
    const { shop, customer, agent } = cast;
    cast = { shop, customer: await shop.signIn(customer.email), agent: await shop.signIn(agent.email), admin: await shop.firstAdmin() };
  };

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await confirmEmail(test, await shop.customer()), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterAll(() => test.stop());

  it.each(['RESOLVED', 'CLOSED'] as const)('is for its customer once it is %s, and for the staff to see', async (status) => {
    const id = await ticketThatIs(status, cast);
    expect(await seen(cast.customer, id)).toEqual({ status, rating: null, abilities: { rate: true } });
    const given = await rate(cast.customer, id, 4, '  Quick, thank you ');
    expect(given).toMatchObject({ score: 4, comment: 'Quick, thank you', updatedAt: given.createdAt });
    expect(Date.parse(given.changeableUntil) - Date.parse(given.createdAt)).toBe(7 * DAY);
    const rating = { score: 4, comment: 'Quick, thank you' };
    expect(await seen(cast.customer, id)).toEqual({ status, rating, abilities: { rate: true } });
    for (const staff of [cast.agent, cast.admin]) expect(await seen(staff, id)).toEqual({ status, rating, abilities: { rate: false } });
  });

  it.each(['NEW', 'OPEN', 'PENDING'] as const)('waits while it is %s', async (status) => {
    const id = await ticketThatIs(status, cast);
    expect((await seen(cast.customer, id)).abilities.rate).toBe(false);
    expect(await refusal(cast.customer, id)).toBe('CONFLICT');
    expect((await seen(cast.admin, id)).rating).toBeNull();
  });

  it('is nobody else’s: another customer’s, the staff’s, a visitor’s, a program’s that only reads', async () => {
    const id = await ticketThatIs('RESOLVED', cast);
    expect(await refusal(await test.shop.customer(), id)).toBe('NOT_FOUND');
    expect(await refusal(cast.customer, '00000000-0000-7000-8000-000000000000')).toBe('NOT_FOUND');
    const reader = await test.shop.program(cast.customer, ['TICKETS_READ']);
    for (const other of [cast.agent, cast.admin, reader]) expect(await refusal(other, id)).toBe('FORBIDDEN');
    expect(await refusal(test.shop.visitor(), id)).toBe('UNAUTHENTICATED');
    expect((await seen(reader, id)).abilities.rate).toBe(false);
    expect((await seen(cast.admin, id)).rating).toBeNull();
    const writer = await test.shop.program(cast.customer, ['TICKETS_WRITE']);
    expect((await rate(writer, id, 3)).score).toBe(3);
  });

  it('changes for seven days, then stays; the same once more does nothing', async () => {
    const id = await ticketThatIs('RESOLVED', cast);
    const first = await rate(cast.customer, id, 2, 'Slow');
    await later(DAY);
    expect(await rate(cast.customer, id, 2, 'Slow')).toEqual(first);
    expect(await facts(id)).toBe(1);
    const changed = await rate(cast.customer, id, 5);
    expect(changed).toMatchObject({ score: 5, comment: null, createdAt: first.createdAt, changeableUntil: first.changeableUntil });
    expect(Date.parse(changed.updatedAt)).toBeGreaterThan(Date.parse(first.updatedAt));
    expect(await facts(id)).toBe(2);
    await later(6 * DAY);
    expect((await seen(cast.customer, id)).abilities.rate).toBe(false);
    expect(await refusal(cast.customer, id, 1)).toBe('CONFLICT');
    expect(await rate(cast.customer, id, 5)).toEqual(changed); // a retry that came late
    expect((await seen(cast.admin, id)).rating).toEqual({ score: 5, comment: null });
  });

  it('rests while the ticket is open again, and what was given stays', async () => {
    const id = await ticketThatIs('RESOLVED', cast);
    await rate(cast.customer, id, 5, 'Great');
    await does(cast.customer, 'reopen', id);
    expect(await seen(cast.customer, id)).toEqual({ status: 'OPEN', rating: { score: 5, comment: 'Great' }, abilities: { rate: false } });
    expect(await refusal(cast.customer, id, 1)).toBe('CONFLICT');
    await does(cast.agent, 'resolve', id);
    expect((await rate(cast.customer, id, 3)).score).toBe(3);
  });

  it('is in the timeline and in live feeds, with the ticket as it is', async () => {
    const id = await ticketThatIs('CLOSED', cast);
    const feed = cast.agent.subscribe<{ ticketEvents: object }>(FOLLOW, { id });
    const own = cast.customer.subscribe<{ ticketEvents: object }>(FOLLOW, { id });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await rate(cast.customer, id, 4, 'Fine');
    const told = { __typename: 'TicketRated', score: 4, ticket: { rating: { score: 4, comment: 'Fine' } } };
    for (const follower of [feed, own]) {
      expect((await follower.take(1)).map(({ ticketEvents }) => ticketEvents)).toEqual([told]);
      follower.stop();
    }
    for (const reader of [cast.customer, cast.agent, cast.admin]) {
      const { ticket } = await reader.do<{ ticket: { events: { nodes: object[] } } }>(EVENTS, { id });
      expect(ticket.events.nodes.at(-1)).toEqual({ __typename: 'TicketRated', score: 4, actor: { id: cast.customer.id } });
    }
  });

  it('is one, however often it is sent at once', async () => {
    const id = await ticketThatIs('RESOLVED', cast);
    const given = await Promise.all(Array.from({ length: 5 }, () => rate(cast.customer, id, 4, 'At once')));
    expect(new Set(given.map(({ createdAt }) => createdAt)).size).toBe(1);
    expect(await facts(id)).toBe(1);
  });

  it('comes back as it is with the answer, also when two are sent in one request', async () => {
    const id = await ticketThatIs('RESOLVED', cast);
    const part = (alias: string, score: number): string =>
      `${alias}: rateTicket(input: { ticketId: "${id}", score: ${score} }) { ticket { rating { score } abilities { rate } } }`;
    const expected = (score: number) => ({ ticket: { rating: { score }, abilities: { rate: true } } });
    expect(await cast.customer.do(`mutation { ${part('a', 1)} ${part('b', 5)} }`)).toEqual({ a: expected(1), b: expected(5) });
  });

  it.each([
    ['no stars', { score: 0 }, 'input.score', 'Choose a score from 1 to 5.'],
    ['six stars', { score: 6 }, 'input.score', 'Choose a score from 1 to 5.'],
    ['an endless comment', { score: 5, comment: 'x'.repeat(2_001) }, 'input.comment', 'The comment is too long: at most 2000 characters.'],
    ['a comment with a control character', { score: 5, comment: 'a\u0007' }, 'input.comment', "The comment has characters that can't be shown."],
  ])('refuses %s and keeps nothing', async (_what, wrong, path, message) => {
    const id = await ticketThatIs('RESOLVED', cast);
    const { extensions } = await cast.customer.fail(RATE, { input: { ticketId: id, ...wrong } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path, message }] });
    expect((await seen(cast.admin, id)).rating).toBeNull();
  });

  it('costs a list of tickets one statement more, however many there are', async () => {
    const list = '{ tickets(first: 100) { nodes { rating { score } abilities { rate } } } }';
    let rated: object[] = [];
    const { manager } = test.server.platform.database;
    const isQuiet = async (query: string): Promise<boolean> => ((await manager.query(query)) as object[]).length === 0;
    // Mails about ratings read them too.
    await eventually('all to be told', async () => await isQuiet('SELECT id FROM events WHERE dueAt IS NOT NULL') && await isQuiet("SELECT id FROM notifications WHERE state = 'WAITING' AND kind <> 'replyReceived'"));
    const statements = await statementsDuring(test.server.platform.database, async () => {
      const { tickets } = await cast.admin.do<{ tickets: { nodes: { rating: object | null }[] } }>(list);
      rated = tickets.nodes.flatMap(({ rating }) => rating ?? []);
    });
    expect(rated.length).toBeGreaterThan(3);
    expect(statements.filter((statement) => /FROM\W+ratings/i.test(statement))).toHaveLength(1);
  });

  it('is what the mail of a solved ticket invites to', async () => {
    const { id, reference } = await test.shop.ticket(cast.customer);
    await does(cast.admin, 'assign', id, cast.agent.id);
    await does(cast.agent, 'resolve', id);
    const mail = await mailTo(test, cast.customer.email, new RegExp(`^\\[${reference}\\].*: Your ticket is solved$`));
    expect(mail.text).toContain('You can rate it in the ticket.');
    expect(mail.text).toContain(`/tickets/${reference}`);
  });

  it('can be changed sixty times an hour, each being an event that people are told of', async () => {
    const customer = await test.shop.customer('Restless Rao');
    const id = await ticketThatIs('RESOLVED', { ...cast, customer });
    for (let count = 0; count < 60; count++) await rate(customer, id, 1 + (count % 5));
    expect(await refusal(customer, id)).toBe('RATE_LIMITED');
    expect(await facts(id)).toBe(60);
  });
});

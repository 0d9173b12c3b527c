import type { Actor, Person } from '@ccr/testkit';
import { confirmEmail, mailTo, titleOf } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { type Cast, does, ticketThatIs, tries } from '../../../testing/ticket-moves';

const MERGE = 'mutation($input: MergeTicketsInput!) { mergeTickets(input: $input) { ticket { id status mergedTickets { id } } } }';
const UNMERGE = 'mutation($input: UnmergeTicketInput!) { unmergeTicket(input: $input) { ticket { id status mergedInto { id } } } }';
const TICKET = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      id reference status waitingSince closesAt mergedAt assignee { id } mergedInto { id }
      mergedTickets { id description messages(last: 5) { nodes { body kind } } }
      abilities { merge unmerge split followUp rate }
      events(last: 1) {
        nodes { __typename actor { id } ... on TicketMerged { direction otherTicket { id } } ... on TicketUnmerged { direction otherTicket { id } } }
      }
    }
  }
`;
const DAY = 24 * 60 * 60 * 1_000;

interface Seen {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly waitingSince: string | null;
  readonly closesAt: string | null;
  readonly mergedAt: string | null;
  readonly assignee: { id: string } | null;
  readonly mergedInto: { id: string } | null;
  readonly mergedTickets: readonly { id: string; messages: { nodes: readonly { body: string; kind: string }[] } }[];
  readonly abilities: Record<'merge' | 'unmerge' | 'split' | 'followUp' | 'rate', boolean>;
  readonly events: { readonly nodes: readonly object[] };
}

describe('merging tickets', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let otherAgent: Person;

  const merge = async (by: Actor, ticketId: string, intoTicketId: string): Promise<unknown> =>
    (await by.do<{ mergeTickets: { ticket: unknown } }>(MERGE, { input: { ticketId, intoTicketId } })).mergeTickets.ticket;
  const unmerge = async (by: Actor, ticketId: string): Promise<unknown> =>
    (await by.do<{ unmergeTicket: { ticket: unknown } }>(UNMERGE, { input: { ticketId } })).unmergeTicket.ticket;
  const code = async (by: Actor, ticketId: string, intoTicketId: string): Promise<string> =>
    (await by.send(MERGE, { input: { ticketId, intoTicketId } })).errors?.[0]?.extensions.code ?? 'done';
  const unmergeCode = async (by: Actor, ticketId: string): Promise<string> => (await by.fail(UNMERGE, { input: { ticketId } })).extensions.code;
  const seen = async (by: Actor, id: string): Promise<Seen> => (await by.do<{ ticket: Seen }>(TICKET, { id })).ticket;
  const pair = async (from: Parameters<typeof ticketThatIs>[0] = 'OPEN', into: Parameters<typeof ticketThatIs>[0] = 'OPEN'): Promise<[string, string]> => [
    await ticketThatIs(from, cast),
    await ticketThatIs(into, cast),
  ];

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
    otherAgent = await shop.agent('Hari Other');
  });
  afterAll(() => test.stop());

  it.each(['NEW', 'OPEN', 'PENDING', 'RESOLVED'] as const)('ends what is %s and shows it in the other, for customer and staff', async (status) => {
    const [from, into] = await pair(status);
    if (status !== 'NEW') await test.shop.message(cast.agent, from, 'For us alone', 'NOTE');
    await test.shop.message(cast.admin, from, 'We look into it');
    const by = status === 'NEW' ? cast.admin : cast.agent;
    expect((await seen(by, from)).abilities).toMatchObject({ merge: true, unmerge: false });
    expect(await merge(by, from, into)).toEqual({ id: into, status: 'OPEN', mergedTickets: [{ id: from }] });
    expect(await seen(cast.customer, from)).toMatchObject({
      status: 'CLOSED',
      waitingSince: null,
      closesAt: null,
      mergedAt: expect.any(String),
      mergedInto: { id: into },
      abilities: { merge: false, unmerge: false, followUp: false, rate: false },
      events: { nodes: [{ __typename: 'TicketMerged', actor: { id: by.id }, direction: 'INTO', otherTicket: { id: into } }] },
    });
    const target = await seen(cast.customer, into);
    expect(target.events.nodes).toEqual([{ __typename: 'TicketMerged', actor: { id: by.id }, direction: 'FROM', otherTicket: { id: from } }]);
    expect(target.mergedTickets).toMatchObject([{ id: from, messages: { nodes: [{ body: 'We look into it', kind: 'REPLY' }] } }]);
    expect((await seen(cast.admin, into)).mergedTickets[0]?.messages.nodes).toHaveLength(status === 'NEW' ? 1 : 2);
    expect((await seen(by, from)).abilities).toMatchObject({ merge: false, unmerge: true });
  });

  it('shows what was merged to whoever answers the other, though it was somebody else’s', async () => {
    const from = await ticketThatIs('OPEN', { ...cast, agent: otherAgent });
    const into = await ticketThatIs('OPEN', cast);
    await test.shop.message(otherAgent, from, 'From me');
    await merge(cast.admin, from, into);
    const shown = await seen(cast.agent, into);
    expect(shown.mergedTickets).toMatchObject([{ id: from, messages: { nodes: [{ body: 'From me' }] } }]);
    expect(shown.events.nodes).toMatchObject([{ otherTicket: { id: from } }]);
    expect((await cast.agent.fail(TICKET, { id: from })).extensions.code).toBe('NOT_FOUND');
    const whole = 'query($id: ID!) { ticket(id: $id) { mergedTickets { events(first: 1) { nodes { ticket { id } } } } } }';
    expect(await cast.agent.do(whole, { id: into })).toEqual({ ticket: { mergedTickets: [{ events: { nodes: [{ ticket: { id: from } }] } }] } });
    expect(await seen(otherAgent, from)).toMatchObject({ mergedInto: null, abilities: { unmerge: false }, events: { nodes: [{ otherTicket: null }] } });
    const one = 'query($id: ID!, $one: ID) { ticket(id: $id) { mergedTickets(id: $one) { id } } }';
    expect(await cast.agent.do(one, { id: into, one: from })).toEqual({ ticket: { mergedTickets: [{ id: from }] } });
    expect(await cast.agent.do(one, { id: into, one: into })).toEqual({ ticket: { mergedTickets: [] } });
  });

  it('sends who writes in what was merged to where it goes on, and tells nobody that it was closed', async () => {
    const customer = await confirmEmail(test, await test.shop.customer('Mailed Rao'));
    const [from, into] = await Promise.all([ticketThatIs('OPEN', { ...cast, customer }), ticketThatIs('OPEN', { ...cast, customer })]);
    await merge(cast.agent, from, into);
    const { reference } = await seen(customer, into);
    const send = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
    const { message, extensions } = await customer.fail(send, { input: { ticketId: from, body: 'Hello' } });
    expect(extensions).toMatchObject({ code: 'CONFLICT', ticket: { id: from, status: 'CLOSED' } });
    expect(message).toContain(reference);
    expect(await tries(customer, 'reopen', from)).toBe('CONFLICT');
    const follow = 'mutation($input: RaiseFollowUpInput!) { raiseFollowUp(input: $input) { ticket { id } } }';
    expect((await customer.fail(follow, { input: { ticketId: from, description: 'More' } })).extensions.code).toBe('CONFLICT');
    const rate = 'mutation($input: RateTicketInput!) { rateTicket(input: $input) { ticket { id } } }';
    expect((await customer.fail(rate, { input: { ticketId: from, score: 5 } })).extensions.code).toBe('CONFLICT');
    expect(await tries(customer, 'reply', into)).toBe('done');
    await mailTo(test, customer.email, /We answer two of your tickets together$/);
    expect((await test.mailsTo(customer.email)).filter((mail) => /closed/i.test(titleOf(mail)))).toEqual([]);
  });

  it('goes on waiting as long as the customer has, and takes up what rested', async () => {
    const [from, into] = await pair('OPEN', 'RESOLVED');
    await does(cast.customer, 'reply', from);
    const waited = (await seen(cast.agent, from)).waitingSince;
    expect(waited).not.toBeNull();
    await merge(cast.agent, from, into);
    expect(await seen(cast.agent, into)).toMatchObject({ status: 'OPEN', waitingSince: waited, closesAt: null });
    await unmerge(cast.agent, from);
    expect((await seen(cast.agent, from)).waitingSince).toBe(waited);
    expect(await seen(cast.agent, into)).toMatchObject({ status: 'RESOLVED', waitingSince: null });
  });

  it.each(['PENDING', 'RESOLVED'] as const)('lets rest again what it took up while it was %s, if nothing happened there since', async (status) => {
    const [from, into] = await pair('OPEN', status);
    await does(cast.customer, 'reply', from);
    const before = await seen(cast.agent, into);
    await merge(cast.agent, from, into);
    expect((await seen(cast.agent, into)).status).toBe('OPEN');
    await unmerge(cast.agent, from);
    const { waitingSince, closesAt } = before;
    expect(await seen(cast.agent, into)).toMatchObject({ status, waitingSince, closesAt, events: { nodes: [{ __typename: 'TicketStatusChanged' }] } });
    await merge(cast.agent, from, into);
    await test.shop.message(cast.agent, into, 'I work on it', 'NOTE');
    await unmerge(cast.agent, from);
    expect(await seen(cast.agent, into)).toMatchObject({ status: 'OPEN', closesAt: null, events: { nodes: [{ __typename: 'TicketUnmerged' }] } });
  });

  it('leaves what rests alone when nobody waits', async () => {
    const [from, into] = await pair('PENDING', 'RESOLVED');
    await merge(cast.agent, from, into);
    expect(await seen(cast.agent, into)).toMatchObject({ status: 'RESOLVED', waitingSince: null, closesAt: expect.any(String) });
  });

  it.each(['NEW', 'OPEN', 'PENDING', 'RESOLVED'] as const)('is undone within a day: back to %s, with one event on each', async (status) => {
    const [from, into] = await pair(status);
    const before = await seen(cast.admin, from);
    const target = await seen(cast.admin, into);
    const by = status === 'NEW' ? cast.admin : cast.agent;
    await merge(by, from, into);
    expect(await unmerge(by, from)).toEqual({ id: from, status, mergedInto: null });
    const { waitingSince, closesAt, assignee } = before;
    expect(await seen(cast.admin, from)).toMatchObject({
      waitingSince, closesAt, assignee, mergedAt: null,
      events: { nodes: [{ __typename: 'TicketUnmerged', actor: { id: by.id }, direction: 'INTO', otherTicket: { id: into } }] },
    });
    expect(await seen(cast.admin, into)).toMatchObject({
      waitingSince: target.waitingSince, mergedTickets: [],
      events: { nodes: [{ __typename: 'TicketUnmerged', actor: { id: by.id }, direction: 'FROM', otherTicket: { id: from } }] },
    });
    expect(await unmergeCode(by, from)).toBe('CONFLICT');
    expect(await code(by, from, into)).toBe('done');
  });

  it('is undone to nobody when who had it has left meanwhile', async () => {
    const agent = await test.shop.agent('Leaving Nair');
    const from = await ticketThatIs('OPEN', { ...cast, agent });
    const into = await ticketThatIs('OPEN', cast);
    await merge(cast.admin, from, into);
    await cast.admin.do('mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }', { input: { agentId: agent.id } });
    await unmerge(cast.admin, from);
    expect(await seen(cast.admin, from)).toMatchObject({ status: 'OPEN', assignee: null, events: { nodes: [{ __typename: 'TicketUnassigned' }] } });
  });

  it('is for who answers both: not their customer, another agent, a program that only reads', async () => {
    const [from, into] = await pair();
    const others = await ticketThatIs('OPEN', { ...cast, agent: otherAgent });
    const strangers = await ticketThatIs('OPEN', { ...cast, customer: await test.shop.customer('Ben Other') });
    expect(await code(cast.customer, from, into)).toBe('FORBIDDEN');
    expect(await code(test.shop.visitor(), from, into)).toBe('UNAUTHENTICATED');
    expect(await code(await test.shop.program(cast.agent, ['TICKETS_READ']), from, into)).toBe('FORBIDDEN');
    expect(await code(otherAgent, from, into)).toBe('NOT_FOUND');
    expect(await code(cast.agent, from, others)).toBe('NOT_FOUND');
    expect(await code(cast.agent, others, into)).toBe('NOT_FOUND');
    expect(await code(cast.agent, from, strangers)).toBe('BAD_USER_INPUT');
    expect(await code(cast.agent, from, from)).toBe('BAD_USER_INPUT');
    const share = 'mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id } } }';
    for (const [ticketId, agent] of [[others, cast.agent], [into, otherAgent]] as const) await cast.admin.do(share, { input: { ticketId, agentIds: [agent.id] } });
    expect(await code(cast.agent, from, others)).toBe('FORBIDDEN'); // they see it now, and answer it no more than before
    expect(await code(cast.agent, others, into)).toBe('FORBIDDEN');
    await merge(cast.agent, from, into);
    expect(await unmergeCode(cast.customer, from)).toBe('FORBIDDEN');
    expect(await unmergeCode(otherAgent, from)).toBe('NOT_FOUND');
    expect((await seen(cast.admin, from)).mergedInto).toEqual({ id: into });
  });

  it('needs two that have not ended, and makes no chains', async () => {
    const [one, two] = await pair();
    const [three, closed] = await pair('OPEN', 'CLOSED');
    expect(await code(cast.agent, one, closed)).toBe('CONFLICT');
    expect(await code(cast.agent, closed, one)).toBe('CONFLICT');
    await merge(cast.agent, one, two);
    expect(await code(cast.agent, three, one)).toBe('CONFLICT');
    expect(await code(cast.agent, one, three)).toBe('CONFLICT');
    expect(await code(cast.agent, two, three)).toBe('CONFLICT');
    expect((await seen(cast.agent, two)).abilities.merge).toBe(false);
    expect(await code(cast.agent, three, two)).toBe('done');
    expect((await seen(cast.agent, two)).mergedTickets.map(({ id }) => id)).toEqual([one, three]);
  });

  it('lets one win when two are merged into each other at once', async () => {
    for (let round = 0; round < 4; round++) {
      const [one, two] = await pair();
      const codes = await Promise.all([code(cast.agent, one, two), code(cast.admin, two, one)]);
      expect(codes.sort()).toEqual(['CONFLICT', 'done']);
    }
  });

  it('is one, however often it is sent at once', async () => {
    const [from, into] = await pair();
    const codes = await Promise.all(Array.from({ length: 4 }, () => code(cast.agent, from, into)));
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done']);
    expect((await seen(cast.agent, into)).mergedTickets).toHaveLength(1);
  });

  it('stays after a day', async () => {
    const [from, into] = await pair();
    await merge(cast.agent, from, into);
    test.clock.pass(DAY);
    const agent = await test.shop.signIn(cast.agent.email);
    expect((await seen(agent, from)).abilities.unmerge).toBe(false);
    expect(await unmergeCode(agent, from)).toBe('CONFLICT');
    expect((await seen(agent, from)).status).toBe('CLOSED');
  });
});

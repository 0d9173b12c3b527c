import { type Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';

interface Gone {
  ticketGone: string;
}

describe('tickets that one sees no longer', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let hari: Person;
  let topicIds: string[];
  const open: Actor[] = [];

  const update = (by: Actor, mutation: string, type: string, input: object): Promise<unknown> =>
    by.do(`mutation($input: ${type}!) { ${mutation}(input: $input) { __typename } }`, { input });
  const share = (ticketId: string, ...agents: Person[]): Promise<unknown> =>
    update(cast.admin, 'setParticipants', 'SetParticipantsInput', { ticketId, agentIds: agents.map(({ id }) => id) });
  const expertIn = async (topicId: string | undefined): Promise<Person> => {
    const agent = await test.shop.agent('Expert');
    await update(cast.admin, 'updateAgent', 'UpdateAgentInput', { agentId: agent.id, topicIds: [topicId] });
    open.push(agent);
    return agent;
  };
  /** Resolves once the server listens. */
  async function follow(...actors: Actor[]): Promise<Feed<Gone>[]> {
    const listen = jest.spyOn(test.server.platform.live, 'listen');
    const feeds = actors.map((by) => by.subscribe<Gone>('subscription { ticketGone }'));
    const count = (): number => listen.mock.calls.filter(([topics]) => !topics.some((topic) => topic.startsWith('credential'))).length;
    await eventually('all to listen', () => count() >= feeds.length);
    listen.mockRestore();
    return feeds;
  }
  const ids = (feed: Feed<Gone> | undefined): string[] => feed?.items.map(({ ticketGone }) => ticketGone) ?? [];

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent('Gita'), admin: await shop.firstAdmin() };
    hari = await shop.agent('Hari');
    topicIds = (await cast.admin.do<{ topics: { id: string }[] }>('{ topics { id } }')).topics.map(({ id }) => id);
  });
  afterEach(async () => {
    await Promise.all([cast.customer, cast.agent, cast.admin, hari, ...open.splice(0)].map((actor) => actor.cut()));
    await eventually('nobody to listen any more', () => test.server.platform.live.listenerCount === 0);
  });
  afterAll(() => test.stop());

  it('are told to who had them, and to nobody else', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const last = await ticketThatIs('OPEN', { ...cast, agent: hari });
    const [gitas, haris, customers, admins] = await follow(cast.agent, hari, cast.customer, cast.admin);
    await does(cast.customer, 'reply', id);
    await does(cast.agent, 'resolve', id);
    await does(cast.customer, 'reopen', id);
    await does(cast.admin, 'assign', id, hari.id);
    await gitas?.take(1);
    await update(cast.admin, 'unassignTicket', 'UnassignTicketInput', { ticketId: last });
    await haris?.take(1);
    expect([ids(gitas), ids(haris), ids(customers), ids(admins)]).toEqual([[id], [last], [], []]);
  });

  it('are told to participants once they are closed to them, unless they have them otherwise', async () => {
    const [id, other] = [await ticketThatIs('OPEN', cast), await ticketThatIs('OPEN', cast)];
    await share(id, hari);
    await share(other, hari);
    const [gitas, haris] = await follow(cast.agent, hari);
    await does(cast.admin, 'assign', id, hari.id);
    await gitas?.take(1);
    await share(id); // their own by now
    await share(other);
    await haris?.take(1);
    expect([ids(gitas), ids(haris)]).toEqual([[id], [other]]);
    await does(cast.admin, 'assign', other, hari.id);
    await share(other, hari);
    await does(cast.admin, 'assign', other, cast.agent.id); // still open to them
    await does(cast.admin, 'assign', id, cast.agent.id);
    await haris?.take(2);
    expect(ids(haris)).toEqual([other, id]);
  });

  it('are told to the experts in the topic: given to somebody, about something else, or ended', async () => {
    const [first, second, agent] = [await expertIn(topicIds[0]), await expertIn(topicIds[1]), cast.agent];
    const tickets = await Promise.all([0, 1, 2].map(() => test.shop.ticket(cast.customer, { topicId: topicIds[0] })));
    const [given, moved, ended] = tickets.map(({ id }) => id) as [string, string, string];
    const [firsts, seconds, gitas] = await follow(first, second, agent);
    await does(cast.customer, 'reply', given);
    await does(cast.admin, 'assign', given, first.id);
    await does(cast.admin, 'assign', given, agent.id);
    await firsts?.take(1);
    await update(cast.customer, 'updateTicket', 'UpdateTicketInput', { ticketId: moved, topicId: topicIds[1] });
    await firsts?.take(2);
    await update(cast.admin, 'mergeTickets', 'MergeTicketsInput', { ticketId: ended, intoTicketId: given });
    await firsts?.take(3);
    await does(cast.admin, 'assign', moved, agent.id);
    await seconds?.take(1);
    expect([ids(firsts), ids(seconds), ids(gitas)]).toEqual([[given, moved, ended], [moved], []]);
  });

  it('are told once, and where the process that took them away ended before it told', async () => {
    const live = test.server.platform.live;
    const publish = live.publish.bind(live);
    const tells = jest.spyOn(live, 'publish');
    const id = await ticketThatIs('OPEN', cast);
    const [gitas, haris] = await follow(cast.agent, hari);
    await does(cast.admin, 'assign', id, hari.id);
    await gitas?.take(1);
    const isLoss = (row: string | undefined): boolean => row?.startsWith('loss by') ?? false;
    await eventually('both to have told', () => tells.mock.calls.filter(([topics, , row]) => isLoss(row) && String(topics).includes(cast.agent.id)).length === 2);
    let ended = false;
    tells.mockImplementation((topics, ticketId, row) => {
      if (!isLoss(row) || ended) publish(topics, ticketId, row);
      else ended = true; // the first to tell
    });
    await does(cast.admin, 'assign', id, cast.agent.id);
    await haris?.take(1);
    tells.mockRestore();
    expect([ids(gitas), ids(haris)]).toEqual([[id], [id]]);
  });

  it('are for who is signed in', async () => {
    const visitor = test.shop.visitor();
    open.push(visitor);
    const feed = visitor.subscribe<Gone>('subscription { ticketGone }');
    await eventually('a refusal', () => feed.errors.length > 0);
    expect(feed.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

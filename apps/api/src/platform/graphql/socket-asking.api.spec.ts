import { Role } from '@ccr/domain';
import { type Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { Session, User } from '../../modules/accounts';
import { AccessToken } from '../../modules/accounts/tokens/access-token.entity';
import { startTestServer, type TestServer } from '../../testing/test-server';

describe('open sockets whose end no process could tell', () => {
  let test: TestServer;
  let agents: Person[];
  const actors: Actor[] = [];

  /** Each follows on a socket of their own. Resolves once the server listens for all. */
  const follow = async (...all: Actor[]): Promise<Feed<object>[]> => {
    actors.push(...all);
    const listen = jest.spyOn(test.server.platform.live, 'listen');
    const feeds = all.map((actor) => actor.subscribe<object>('subscription { ticketChanged { id } }'));
    const count = (): number => listen.mock.calls.filter(([topics]) => !topics.some((topic) => topic.startsWith('credential'))).length;
    await eventually('all to be listened for', () => count() >= all.length);
    listen.mockRestore();
    return feeds;
  };
  const manager = (): TestServer['server']['platform']['database']['manager'] => test.server.platform.database.manager;
  /** As when Redis comes back, and every half minute. */
  const ask = (): void => test.server.platform.live.wakeAll();
  const codes = (feeds: readonly Feed<object>[]): (number | undefined)[] => feeds.map(({ closed }) => closed?.code);

  beforeAll(async () => {
    test = await startTestServer();
    const admin = await test.shop.firstAdmin();
    const { topics } = await admin.do<{ topics: { id: string }[] }>('{ topics { id } }');
    agents = await Promise.all(['Gita', 'Hari', 'Ines'].map((name) => test.shop.agent(name)));
    for (const { id } of agents)
      await admin.do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { __typename } }', { input: { agentId: id, topicIds: topics.slice(0, 2).map((topic) => topic.id) } });
  });
  afterEach(() => Promise.all(actors.splice(0).map((actor) => actor.cut())));
  afterAll(() => test.stop());

  it('end with their session or token, or when its owner may do something else; others go on, and are not prolonged', async () => {
    const [gita, hari, ines] = agents as [Person, Person, Person];
    const gitasOther = await test.shop.signIn(gita.email);
    const [token, other] = [await test.shop.program(gita, ['TICKETS_READ']), await test.shop.program(hari, ['TICKETS_READ'])];
    const going = await follow(gita, other);
    const ending = await follow(gitasOther, token, ines);
    const sessions = await manager().find(Session, { where: { userId: gita.id }, order: { id: 'DESC' } });
    test.clock.pass(10 * 60_000);
    await manager().delete(Session, { id: sessions[0]?.id ?? '' });
    await manager().delete(AccessToken, { userId: gita.id });
    await manager().update(User, { id: ines.id }, { role: Role.CUSTOMER });
    ask();
    await eventually('their end', () => ending.every(({ closed }) => closed !== null));
    expect(codes(ending)).toEqual([4401, 4401, 4401]);
    expect(codes(going)).toEqual([undefined, undefined]);
    const after = await manager().find(Session, { where: { userId: gita.id }, order: { id: 'DESC' } });
    expect(after).toEqual(sessions.slice(1));
  });

  it.each([
    ['were deactivated', { deactivatedAt: new Date() }],
    ['were erased', { erasedAt: new Date() }],
    ['must change their password', { mustChangePassword: true }],
  ])('end when their owner %s', async (_what, change) => {
    const gone = await test.shop.agent();
    const [feed, others] = (await follow(gone, agents[0] as Person)) as [Feed<object>, Feed<object>];
    await manager().update(User, { id: gone.id }, change);
    ask();
    await eventually('its end', () => feed.closed !== null);
    expect(codes([feed, others])).toEqual([4401, undefined]);
  });
});

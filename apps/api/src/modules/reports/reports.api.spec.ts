import { Role } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';
import { Rating } from '../feedback/rating.entity';
import { AgentTime } from './agent-time.entity';
import { DeskFlow } from './desk-flow.entity';

const FIGURES = /* GraphQL */ `
  {
    deskFigures {
      new unassigned waitingForShop waitingForCustomer medianFirstReplySeconds solvedToday averageRating
      hours { start arrivals solved }
      waitingByTopic { topic { name } waiting }
      oldestUnanswered { id customer { name } }
    }
  }
`;
const WORK = /* GraphQL */ `
  query ($first: Int, $after: String) {
    agentWork(first: $first, after: $after) {
      nodes { agent { id name } active waiting resolvedToday medianFirstReplySeconds medianResolutionSeconds }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const RATE = 'mutation($input: RateTicketInput!) { rateTicket(input: $input) { rating { score } } }';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The clock goes on while the spec runs. */
const about = (seconds: number): unknown => ({ asymmetricMatch: (value: number) => value >= seconds && value < seconds + 60 });

interface Figures {
  readonly hours: readonly { start: string; arrivals: number; solved: number }[];
  readonly oldestUnanswered: readonly { id: string }[];
  readonly [figure: string]: unknown;
}
interface Work {
  readonly agent: { id: string; name: string };
  readonly [figure: string]: unknown;
}

describe('reports', () => {
  let test: TestServer;
  let [admin, gita, hari, ann] = [] as Person[] as [Person, Person, Person, Person];
  const raised: string[] = [];

  const figures = async (actor: Actor = admin): Promise<Figures> => (await actor.do<{ deskFigures: Figures }>(FIGURES)).deskFigures;
  const workOf = async (name: string): Promise<Work | undefined> =>
    (await admin.do<{ agentWork: { nodes: Work[] } }>(WORK, { first: 100 })).agentWork.nodes.find(({ agent }) => agent.name === name);
  const later = (milliseconds: number): void => test.clock.pass(milliseconds);
  const sum = (hours: Figures['hours'], what: 'arrivals' | 'solved'): number => hours.reduce((all, hour) => all + hour[what], 0);

  beforeAll(async () => {
    test = await startTestServer();
    const { shop, clock } = test;
    // An hour before midnight in Kolkata.
    clock.pass(Math.ceil(clock.now().getTime() / DAY) * DAY + 17 * HOUR + 25 * MINUTE - clock.now().getTime());
    [admin, gita, hari, ann] = [await shop.firstAdmin(), await shop.agent('Gita Mehta'), await shop.agent('Hari Nair'), await shop.customer('Ann Rao')];
    const { topics } = await admin.do<{ topics: { id: string; name: string }[] }>('{ topics { id name } }');
    const payments = topics.find(({ name }) => name === 'Payments')?.id;
    for (const topicId of [payments, payments, null]) {
      raised.push((await shop.ticket(ann, { topicId })).id);
      later(10 * MINUTE);
    }
    const [first, second] = raised as [string, string];
    await does(admin, 'assign', first, gita.id);
    await does(admin, 'assign', second, gita.id);
    await shop.message(gita, first, 'We look at it'); // 30 minutes after it was raised
    later(10 * MINUTE);
    await shop.message(gita, second, 'So do we'); // 30 minutes
    await does(gita, 'resolve', first); // 40 minutes
  });
  afterAll(() => test.stop());

  it('tell admins how the desk does', async () => {
    expect(await figures()).toMatchObject({
      ...{ new: 1, unassigned: 1, waitingForShop: 1, waitingForCustomer: 1, solvedToday: 1 },
      ...{ medianFirstReplySeconds: about(1800), averageRating: null, waitingByTopic: [{ topic: null, waiting: 1 }] },
      oldestUnanswered: [{ id: raised[2], customer: { name: 'Ann Rao' } }],
    });
    await test.shop.message(ann, raised[1] as string, 'And now?');
    expect(await figures()).toMatchObject({
      waitingForShop: 2,
      waitingByTopic: expect.arrayContaining([{ topic: { name: 'Payments' }, waiting: 1 }, { topic: null, waiting: 1 }]),
      oldestUnanswered: [{ id: raised[2] }, { id: raised[1] }],
    });
  });

  it('show what came and went in each of the last 24 hours', async () => {
    const { hours } = await figures();
    expect(hours).toHaveLength(24);
    expect(hours.slice(-2)).toEqual([
      { start: expect.stringMatching(/T17:00:00.000Z$/), arrivals: 3, solved: 0 },
      { start: expect.stringMatching(/T18:00:00.000Z$/), arrivals: 0, solved: 1 },
    ]);
    expect([sum(hours, 'arrivals'), sum(hours, 'solved')]).toEqual([3, 1]);
  });

  it('go by the time zone of who asks', async () => {
    const zone = (timeZone: string): Promise<unknown> =>
      admin.do('mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { id } } }', { input: { timeZone } });
    await zone('Asia/Kolkata');
    expect(await figures()).toMatchObject({ solvedToday: 1, hours: expect.arrayContaining([{ start: expect.stringMatching(/T17:30:00.000Z$/), arrivals: 2, solved: 1 }]) });
    later(35 * MINUTE); // another day there
    expect(await figures()).toMatchObject({ solvedToday: 0 });
    expect(await workOf('Gita Mehta')).toMatchObject({ resolvedToday: 0 });
    await zone('UTC');
    expect(await figures()).toMatchObject({ solvedToday: 1 });
    expect(await workOf('Gita Mehta')).toMatchObject({ resolvedToday: 1 });
  });

  it('tell what each agent has to do, and how long they take', async () => {
    expect(await workOf('Gita Mehta')).toEqual({
      agent: { id: gita.id, name: 'Gita Mehta' },
      ...{ active: 1, waiting: 1, resolvedToday: 1, medianFirstReplySeconds: about(1800), medianResolutionSeconds: about(2400) },
    });
    expect(await workOf('Hari Nair')).toMatchObject({ active: 0, waiting: 0, resolvedToday: 0, medianFirstReplySeconds: null, medianResolutionSeconds: null });
  });

  it('take back what was not solved after all, and keep who was first to answer', async () => {
    const id = raised[0] as string;
    await does(ann, 'reopen', id);
    expect(await workOf('Gita Mehta')).toMatchObject({ active: 2, resolvedToday: 0, medianResolutionSeconds: null });
    await does(admin, 'assign', id, hari.id);
    await test.shop.message(hari, id, 'Now it is');
    later(20 * MINUTE);
    await does(hari, 'resolve', id);
    expect(await workOf('Hari Nair')).toMatchObject({ active: 0, resolvedToday: 1, medianFirstReplySeconds: null, medianResolutionSeconds: about(5700) });
    expect(await workOf('Gita Mehta')).toMatchObject({ medianFirstReplySeconds: about(1800) });
    expect(await test.server.platform.database.repository(AgentTime).countBy({ ticketId: id })).toBe(2);
  });

  it('tell what customers gave in the last thirty days', async () => {
    await ann.do(RATE, { input: { ticketId: raised[0], score: 4 } });
    expect((await figures())['averageRating']).toBe(4);
    const { clock, server } = test;
    const { database } = server.platform;
    await database.repository(Rating).update({ score: 4 }, { updatedAt: new Date(clock.now().getTime() - 31 * DAY) });
    await database.repository(AgentTime).update({ kind: 'FIRST_REPLY' }, { at: new Date(clock.now().getTime() - 8 * DAY) });
    expect(await figures()).toMatchObject({ averageRating: null, medianFirstReplySeconds: null });
  });

  it('write nothing when the unit of work fails', async () => {
    const { database } = test.server.platform;
    const written = async (): Promise<number[]> => [
      await database.repository(AgentTime).count(),
      (await database.repository(DeskFlow).sum('number', {})) ?? 0,
    ];
    const before = await written();
    const unit = database.unitOfWork(async () => {
      await test.server.tickets.resolve({ id: gita.id, role: Role.AGENT, duties: [], topicIds: [], credential: { kind: 'session', id: 'spec' } }, raised[1] as string);
      await database.beforeCommit(() => Promise.reject(new Error('planned')));
    });
    await expect(unit).rejects.toThrow('planned');
    expect(await written()).toEqual(before);
  });

  it('are read page by page, each at the same cost', async () => {
    for (let count = 0; count < 5; count++) await test.shop.agent();
    const names: string[] = [];
    const costs: number[] = [];
    for (let after: string | null = null; ; ) {
      let page = { nodes: [] as Work[], pageInfo: { hasNextPage: false, endCursor: '' } };
      const statements = await statementsDuring(test.server.platform.database, async () => {
        page = (await admin.do<{ agentWork: typeof page }>(WORK, { first: names.length === 0 ? 2 : 3, after })).agentWork;
      });
      names.push(...page.nodes.map(({ agent }) => agent.id));
      costs.push(statements.filter((statement) => /agent_times|ticket_counts/.test(statement)).length); // others work meanwhile
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(new Set(names).size).toBe(8); // an admin and seven agents
    expect(names).toHaveLength(8);
    expect(costs).toEqual([3, 3, 3]);
    expect((await admin.fail(WORK, { first: 101 })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'first' }] });
    expect((await admin.fail(WORK, { after: 'nonsense' })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'after' }] });
  });

  it('are for admins, and for programs of theirs that read', async () => {
    const reader = await test.shop.program(admin, ['TICKETS_READ']);
    expect((await figures(reader)).hours).toHaveLength(24);
    for (const query of [FIGURES, WORK]) {
      expect((await test.shop.visitor().fail(query)).extensions.code).toBe('UNAUTHENTICATED');
      for (const actor of [ann, gita, await test.shop.program(gita, ['TICKETS_READ'])]) expect((await actor.fail(query)).extensions.code).toBe('FORBIDDEN');
    }
  });
});

import { eventually, type Person } from '@ccr/testkit';
import { IsNull, type Logger, Not } from 'typeorm';
import { EventRow } from '../../platform/events';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, ticketThatIs } from '../../testing/ticket-moves';
import { Notification } from '../notifications/notification.entity';

const LIST = /* GraphQL */ `
  query ($first: Int) {
    tickets(first: $first) {
      nodes {
        id reference subject status
        customer { name email } assignee { name } topic { name }
        abilities { reply note assign markPending resolve reopen close }
      }
    }
  }
`;

/** Notes the statements that a data source runs, and says nothing. */
class Counter implements Logger {
  readonly statements: string[] = [];
  logQuery(statement: string): void {
    this.statements.push(statement);
  }
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

describe('what a list of tickets costs', () => {
  let test: TestServer;
  let admin: Person;

  /** The dispatcher and the outbox have nothing left to do, so that what runs is what was asked for. */
  const quiet = (): Promise<boolean> => eventually('quiet', async () => {
    const { database } = test.server.platform;
    const due = { dueAt: Not(IsNull()) };
    return !(await database.repository(EventRow).existsBy(due)) && !(await database.repository(Notification).existsBy(due));
  });

  const statementsFor = async (first: number): Promise<string[]> => {
    await quiet();
    const { source } = test.server.platform.database;
    const usual = source.logger;
    const counter = new Counter();
    source.logger = counter;
    try {
      const { tickets } = await admin.do<{ tickets: { nodes: unknown[] } }>(LIST, { first });
      expect(tickets.nodes).toHaveLength(first);
    } finally {
      source.logger = usual;
    }
    // They look for work by themselves every now and then.
    return counter.statements.filter((statement) => !/\bdueAt\b/.test(statement));
  };

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
    const agents = [await test.shop.agent(), await test.shop.agent(), await test.shop.agent()];
    const { topics } = await admin.do<{ topics: { id: string }[] }>('{ topics { id } }');
    for (let i = 0; i < 50; i++) {
      const agent = agents[i % 3] ?? admin;
      if (i % 5 === 0) {
        const cast: Cast = { shop: test.shop, customer: await test.shop.customer(), agent, admin };
        await ticketThatIs(i % 2 ? 'PENDING' : 'OPEN', cast);
      } else await test.shop.ticket(await customerOf(i), { topicId: topics[i % topics.length]?.id });
    }
  }, 60_000);
  afterAll(() => test.stop());

  const customers: Person[] = [];
  async function customerOf(i: number): Promise<Person> {
    customers[i % 10] ??= await test.shop.customer();
    return customers[i % 10] as Person;
  }

  it('50 tickets with customer, assignee, topic and abilities cost five statements, two of them for the session', async () => {
    const statements = await statementsFor(50);
    expect(statements.map((statement) => /FROM\W+(\w+)/i.exec(statement)?.[1]).sort()).toEqual(['sessions', 'tickets', 'topics', 'users', 'users']);
  });

  it('as many as 10 tickets', async () => {
    expect((await statementsFor(10)).length).toBe((await statementsFor(50)).length);
  });
});

import { eventually, type Person } from '@ccr/testkit';
import { EventRow } from '../../platform/events';
import { createLogger } from '../../platform/logging';
import { createServer } from '../../server';
import { confirmEmail, mailTo } from '../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, ticketThatIs } from '../../testing/ticket-moves';
import { AutoClose } from './ticket.auto-close';
import { Ticket } from './ticket.entity';

const DAY = 24 * 60 * 60 * 1_000;
const SETTINGS = 'mutation($input: UpdateShopSettingsInput!) { updateShopSettings(input: $input) { settings { autoCloseDays } } }';
const CLOSES = 'query($id: ID!) { ticket(id: $id) { status closesAt } }';

describe('a resolved ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const row = (id: string): Promise<Ticket> => test.server.platform.database.repository(Ticket).findOneByOrFail({ id });
  const moves = async (id: string): Promise<object[]> => {
    const where = { streamId: id, type: 'TicketStatusChanged' };
    const rows = await test.server.platform.database.repository(EventRow).find({ where, order: { seq: 'ASC' } });
    return rows.map(({ actorId, data }) => ({ actorId, ...data }));
  };
  const closings = async (id: string): Promise<object[]> => (await moves(id)).filter((move) => 'to' in move && move.to === 'CLOSED');
  const daysLeft = async (id: string): Promise<number> => {
    const { closesAt, resolvedAt } = await row(id);
    return ((closesAt?.getTime() ?? 0) - (resolvedAt?.getTime() ?? 0)) / DAY;
  };
  const isClosed = async (id: string): Promise<boolean> => (await row(id)).status === 'CLOSED';
  const untilClosed = (id: string): Promise<unknown> => eventually('the end of the ticket', () => isClosed(id), 10_000);

  // Days pass, and sessions end.
  beforeEach(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterEach(() => test.stop());

  it('closes by itself after seven days and not before, with one event that nobody caused, and a mail', async () => {
    await confirmEmail(test, cast.customer);
    const id = await ticketThatIs('RESOLVED', cast);
    const { ticket } = await cast.customer.do<{ ticket: object }>(CLOSES, { id });
    expect(ticket).toEqual({ status: 'RESOLVED', closesAt: (await row(id)).closesAt?.toISOString() });
    expect(await daysLeft(id)).toBe(7);
    test.clock.pass(7 * DAY - 60_000);
    await new AutoClose(test.server.platform, test.server.tickets).round();
    expect(await isClosed(id)).toBe(false);
    test.clock.pass(60_000);
    await untilClosed(id);
    expect(await closings(id)).toEqual([{ actorId: null, from: 'RESOLVED', to: 'CLOSED' }]);
    expect(await row(id)).toMatchObject({ closesAt: null, resolvedAt: expect.any(Date) });
    await mailTo(test, cast.customer.email, /Your ticket is closed$/);
  });

  it('stays open when it was reopened meanwhile, and has all its days again when it is resolved once more', async () => {
    const id = await ticketThatIs('RESOLVED', cast);
    const first = await row(id);
    await does(cast.customer, 'reopen', id);
    expect(await row(id)).toMatchObject({ closesAt: null, resolvedAt: null });
    test.clock.pass(DAY);
    const agent = await test.shop.signIn(cast.agent.email);
    await does(agent, 'resolve', id);
    expect((await row(id)).closesAt?.getTime()).toBeGreaterThanOrEqual((first.closesAt?.getTime() ?? 0) + DAY);
    test.clock.pass(6 * DAY);
    await new AutoClose(test.server.platform, test.server.tickets).round();
    expect(await isClosed(id)).toBe(false);
  });

  it('is asked for again once it is held: what is not due, or no longer resolved, stays as it is', async () => {
    const [resolved, open] = [await ticketThatIs('RESOLVED', cast), await ticketThatIs('OPEN', cast)];
    for (const id of [resolved, open]) {
      const { status, lastSeq } = await row(id);
      await test.server.tickets.closeWhenDue(id);
      expect(await row(id)).toMatchObject({ status, lastSeq });
    }
    await test.server.tickets.closeWhenDue('no such ticket');
  });

  it('closes after as many days as the shop says when it is resolved; a change is for what is resolved later', async () => {
    const before = await ticketThatIs('RESOLVED', cast);
    await cast.admin.do(SETTINGS, { input: { autoCloseDays: 2 } });
    const after = await ticketThatIs('RESOLVED', cast);
    expect([await daysLeft(before), await daysLeft(after)]).toEqual([7, 2]);
    test.clock.pass(2 * DAY);
    await untilClosed(after);
    expect(await isClosed(before)).toBe(false);
  });

  it('is closed once, however many processes see that it is due', async () => {
    const { platform } = test.server;
    const ids = [];
    for (let count = 0; count < 6; count++) ids.push(await ticketThatIs('RESOLVED', cast));
    const log = createLogger('error', { write: (line) => void test.alarms.push(line) });
    // The embedded database is of one process alone.
    const other = platform.database.isEmbedded ? test.server : await createServer(platform.config, log, test.clock);
    try {
      test.clock.pass(7 * DAY);
      const closers = [test.server, other, test.server, other].map((server) => new AutoClose(server.platform, server.tickets));
      await Promise.all(closers.map((closer) => closer.round()));
      for (const id of ids) expect(await closings(id)).toEqual([{ actorId: null, from: 'RESOLVED', to: 'CLOSED' }]);
    } finally {
      if (other !== test.server) await other.stop();
    }
  });
});

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Shop } from '@ccr/testkit';
import { withDesk } from '../backup';
import type { Config } from '../platform/config';
import { createLogger } from '../platform/logging';
import { prepareShop } from '../seed/prepare-shop';
import { createServer } from '../server';
import { type EmptyPlace, emptyPlace } from '../testing/empty-place';
import { type FullLives, liveFully, REPLY } from '../testing/full-life';
import { ccr, type Said } from '../testing/test-cli';
import { startTestServer, type TestServer } from '../testing/test-server';

const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
const PERSON = { id: 'shop-7', name: 'Rosa Klein', email: 'Rosa.Klein@example.com', role: 'CUSTOMER', createdAt: '2024-05-01T10:00:00Z' };
const OLD = { id: 'shop-1', subject: 'Where is my parcel?', description: 'It should have been here.', status: 'RESOLVED', customerId: 'shop-7', createdAt: '2024-05-02T10:00:00Z', resolvedAt: '2024-05-04T10:00:00Z', tags: ['Parcel'] };
const SAID = { id: 'shop-1-1', ticketId: 'shop-1', body: 'It is on its way.', authorId: 'shop-7', createdAt: '2024-05-03T10:00:00+02:00' };

describe('an export, and its import', () => {
  let test: TestServer;
  let lives: FullLives;
  let place: EmptyPlace;
  let folder: string;
  let exported: string;

  const lines = async (name: string): Promise<Record<string, unknown>[]> =>
    (await readFile(join(exported, `${name}.jsonl`), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

  const run = (config: Config, ...args: string[]): Promise<Said> => ccr(args, { settings: config });

  /** A desk's answers while it runs on the other place. */
  async function there<T>(work: (admin: Awaited<ReturnType<Shop['firstAdmin']>>, shop: Shop) => Promise<T>): Promise<T> {
    const server = await createServer({ ...place.config, initialAdmin: ADMIN }, createLogger('error'));
    try {
      await prepareShop(server);
      const shop = new Shop(await server.listen(), ADMIN);
      return await work(await shop.firstAdmin(), shop);
    } finally {
      await server.stop();
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-spec-'));
    exported = join(folder, 'export');
    [test, place] = await Promise.all([startTestServer(), emptyPlace()]);
    lives = await liveFully(test);
    const { agent, ticketId } = lives;
    await agent.do('mutation($input: SetTicketTagsInput!) { setTicketTags(input: $input) { ticket { id } } }', { input: { ticketId, tags: ['refund', 'vip'] } });
    await agent.do('mutation($input: ResolveTicketInput!) { resolveTicket(input: $input) { ticket { id } } }', { input: { ticketId } });
    await lives.customer.do('mutation($input: RateTicketInput!) { rateTicket(input: $input) { ticket { id } } }', { input: { ticketId, score: 5, comment: 'quick' } });
  });
  afterAll(async () => {
    await test.stop();
    await place.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells what staff can read, in the words of the API, and no secret', async () => {
    const { code, out } = await run(test.server.platform.config, 'export', exported);
    expect([code, (await readdir(exported)).length]).toEqual([0, 7]);
    expect(out).toContain('people.jsonl  3 lines');
    const ticket = (await lines('tickets')).find(({ id }) => id === lives.ticketId);
    expect(ticket).toMatchObject({ status: 'RESOLVED', customerId: lives.customer.id, assigneeId: lives.agent.id, tags: ['refund', 'vip'] });
    expect(ticket?.['createdAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect((await lines('messages')).map(({ body }) => body)).toContain(REPLY);
    expect((await lines('ratings'))[0]).toMatchObject({ ticketId: lives.ticketId, score: 5, comment: 'quick' });
    expect((await lines('people')).find(({ id }) => id === lives.agent.id)).toMatchObject({ email: lives.agent.email, role: 'AGENT', state: 'ACTIVE' });
    const everything = await Promise.all((await readdir(exported)).map((name) => readFile(join(exported, name), 'utf8')));
    expect(everything.join('')).not.toMatch(/argon2|hash|sealed|secret/i);
    expect((await run(test.server.platform.config, 'export', exported)).err).toContain('There is an export in this folder already');
  });

  it('changes nothing where everything is there already', async () => {
    const { out, code } = await run(test.server.platform.config, 'import', exported);
    expect(code).toBe(0);
    expect(out).toContain('people: 0 new, 3 there already\ntopics: 0 new, 4 there already\ntickets: 0 new, 2 there already\nmessages: 0 new');
  });

  it('brings a desk its past, of which nobody is told', async () => {
    await there(async () => undefined); // a desk with its first admin, who is in the export by the same address
    const first = await run(place.config, 'import', exported);
    expect([first.err, first.code]).toEqual(['', 0]);
    expect(first.out).toContain('people: 2 new, 1 there already\ntopics: 0 new, 4 there already\ntickets: 2 new, 0 there already\nmessages: 3 new');
    expect((await run(place.config, 'import', exported)).out).toContain('tickets: 0 new, 2 there already');
    await withDesk(place.config.database, async (connection) => {
      const people = await connection.query("SELECT role, emailVerifiedAt IS NULL AS unproven, passwordHash IS NULL AS invited FROM users WHERE email <> 'admin@example.com' ORDER BY role");
      expect(people).toEqual([{ role: 'AGENT', unproven: 0, invited: 1 }, { role: 'CUSTOMER', unproven: 1, invited: 0 }]); // "forgot password" needs one
      expect(await connection.query('SELECT id FROM notifications WHERE ticketId IS NOT NULL')).toEqual([]);
      expect(await connection.query('SELECT id FROM events WHERE dueAt IS NOT NULL')).toEqual([]);
      const audit = await connection.query(`SELECT details FROM security_events WHERE type = 'STAFF_CREATED' AND userId = '${lives.agent.id}'`);
      expect(audit.map(({ details }) => JSON.parse(String(details)) as unknown)).toEqual([{ role: 'AGENT', by: 'the operator' }]);
    });
    const known = await (await test.shop.firstAdmin()).do<{ ticket: object }>(`query($id: ID!) { ticket(id: $id) { reference status createdAt tags } }`, { id: lives.ticketId });
    await there(async (admin) => {
      const { ticket } = await admin.do<{ ticket: Record<string, unknown> }>('query($id: ID!) { ticket(id: $id) { reference status createdAt tags rating { score } } }', { id: lives.ticketId });
      expect(ticket).toEqual({ ...known.ticket, rating: { score: 5 } });
    });
  });

  it('names each line that it can not take, and leaves nothing half done', async () => {
    const mine = join(folder, 'mine');
    await cp(exported, mine, { recursive: true });
    const write = (name: string, ...values: unknown[]): Promise<void> => writeFile(join(mine, `${name}.jsonl`), values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n'));
    await write('people', PERSON, { ...PERSON, id: 'shop-8', email: 'nobody' }, 'no JSON');
    await write('topics');
    await write('tickets', OLD, { ...OLD, id: 'shop-2' }, { ...OLD, id: 'shop-3', customerId: 'shop-8' }, { ...OLD, id: 'shop-4', status: 'DONE' });
    await write('messages', SAID, { ...SAID, id: 'shop-2-1', ticketId: 'shop-2' }, { ...SAID, id: 'shop-2-2', ticketId: 'shop-2', body: ' ' });
    await write('ratings');
    const { code, out, err } = await run(place.config, 'import', mine);
    expect(code).toBe(1);
    expect(err.split('\n').slice(0, 5)).toEqual([
      'people.jsonl, line 2: email must be a mail address.',
      'people.jsonl, line 3: this is not JSON.',
      'messages.jsonl, line 3: body must not be blank.',
      'tickets.jsonl, line 3: customerId is nobody of people.jsonl.',
      expect.stringMatching(/^tickets\.jsonl, line 4: status /),
    ]);
    expect(out).toContain('tickets: 1 new');
    await write('people', PERSON, { ...PERSON, id: 'shop-8', email: 'nora@example.com' }); // corrected
    const again = await run(place.config, 'import', mine);
    expect(again.code).toBe(1);
    expect(again.err.split('\n').slice(0, 2)).toEqual(['messages.jsonl, line 3: body must not be blank.', expect.stringMatching(/^tickets\.jsonl, line 4: status /)]);
    expect(again.out).toContain('people: 1 new, 1 there already\ntopics: 0 new, 0 there already\ntickets: 1 new, 1 there already');
    await there(async (admin, shop) => {
      const query = `query($id: ID!) { ticket(id: $id) { status createdAt tags closesAt customer { email } } }`;
      const { ticket } = await admin.do<{ ticket: Record<string, unknown> }>(query, { id: 'shop-1' });
      expect(ticket).toMatchObject({ status: 'RESOLVED', createdAt: '2024-05-02T10:00:00.000Z', tags: ['parcel'], customer: { email: 'rosa.klein@example.com' } });
      expect(new Date(String(ticket['closesAt'])).getTime()).toBeGreaterThan(Date.now()); // nobody is told now that it closes
      expect((await admin.send(query, { id: 'shop-2' })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      expect(await admin.do(query, { id: 'shop-3' })).toMatchObject({ ticket: { customer: { email: 'nora@example.com' } } });
      await shop.ticket(await shop.customer()); // work goes on
    });
  });

  it('takes each line for the ticket that it names, and tells those of none', async () => {
    const astray = join(folder, 'astray');
    await mkdir(astray);
    const write = (name: string, ...values: unknown[]): Promise<void> => writeFile(join(astray, `${name}.jsonl`), values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n'));
    const person = (id: string, values: object): object => ({ ...PERSON, id, email: `${id}@example.com`, ...values });
    await write('people', PERSON, person('a', { language: 'de' }), person('b', { timeZone: '+01:00' }), person('c', { timeZone: 'Mars/Olympus' }), person('d', { language: 'en-GB', timeZone: 'Europe/Berlin' }));
    await write('tickets', { ...OLD, id: 'astray-1' }, { ...OLD, id: 'astray-2', status: 'DONE' }, { ...OLD, id: 'astray-3' });
    const said = (id: string, ticketId: string | undefined, inIt?: string): object => ({ x: { ticketId: inIt }, ...SAID, id, ticketId });
    await write('messages', said('a-1', 'shop-1', 'astray-1'), said('a-2', 'astray-2'), said('a-3', undefined), said('a-4', 'astray-1', 'shop-1'), '{"ticketId": "astray-3", "body');
    await write('ratings', { ticketId: 'shop-1', score: 1, createdAt: OLD.createdAt });
    const { code, out, err } = await run(place.config, 'import', astray);
    expect(code).toBe(1);
    expect(err.split('\n').slice(0, -2)).toEqual([
      'people.jsonl, line 2: language must be one of en-GB, en-US, en-IN, en-AU.',
      'people.jsonl, line 3: timeZone must be the name of a time zone, such as Europe/Berlin.',
      'people.jsonl, line 4: timeZone must be the name of a time zone, such as Europe/Berlin.',
      'messages.jsonl, line 1: ticketId is none of tickets.jsonl.',
      'messages.jsonl, line 3: ticketId is missing.',
      'ratings.jsonl, line 1: ticketId is none of tickets.jsonl.',
      expect.stringMatching(/^tickets\.jsonl, line 2: status /),
      'messages.jsonl, line 5: this is not JSON.',
    ]);
    expect(out).toContain('people: 1 new, 1 there already\ntopics: 0 new, 0 there already\ntickets: 1 new, 0 there already\nmessages: 1 new');
    await withDesk(place.config.database, async (connection) => {
      expect(await connection.query("SELECT id, ticketId FROM messages WHERE ticketId IN ('shop-1', 'astray-1') ORDER BY id")).toEqual([{ id: 'a-4', ticketId: 'astray-1' }, { id: 'shop-1-1', ticketId: 'shop-1' }]);
      expect(await connection.query("SELECT language, timeZone FROM users WHERE id = 'd'")).toEqual([{ language: 'en-GB', timeZone: 'Europe/Berlin' }]);
    });
  });
});

import { randomUUID } from 'node:crypto';
import { eventually, type Person } from '@ccr/testkit';
import { type FullLives, liveFully, NOTE, REPLY, TRACES } from '../../../testing/full-life';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { EventRow } from '../../../platform/events';
import { AccountEvent } from '../account.events';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';

const DELETE = 'mutation($input: DeleteAccountInput!) { deleteAccount(input: $input) { deletionDueAt } }';
const TICKET = 'query($id: ID!) { ticket(id: $id) { customer { name email mobile } messages { nodes { body author { name email } } } } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const PASSWORD = 'correct horse battery';
const WEEK = 7 * 24 * 60 * 60 * 1_000;
const GONE = 'Deleted person';
/** Words that people typed into tickets stay, whatever they say. */
const TYPED = ['subject', 'description', 'body', 'orderReference'];
/** Tables whose rows are one person's alone. */
const THEIRS = [
  ...['sessions', 'known_devices', 'access_tokens', 'second_factors', 'recovery_codes', 'one_time_codes'],
  ...['code_attempts', 'account_links', 'expert_topics', 'canned_replies', 'notification_choices', 'client_mutations', 'ticket_reads', 'ticket_participants', 'assignee_turns', 'blocked_addresses'],
];

describe('the erasure', () => {
  let test: TestServer;
  let lives: FullLives;

  const rowOf = (id: string): Promise<User> => test.server.platform.database.repository(User).findOneByOrFail({ id });
  const nudge = (): void => test.server.workers.forEach((worker) => worker.nudge());
  const remove = (person: Person): Promise<unknown> => person.do(DELETE, { input: { password: PASSWORD } });
  const erase = async (...people: Person[]): Promise<void> => {
    for (const person of people) await remove(person);
    test.clock.pass(WEEK);
    nudge();
    for (const { id } of people) await eventually('the erasure', async () => (await rowOf(id)).erasedAt !== null);
  };
  /** Every row of every table, without what people typed into tickets. */
  const everything = async (): Promise<Map<string, string>> => {
    const { database } = test.server.platform;
    const kept = new Map<string, string>();
    for (const { target, tableName } of database.source.entityMetadatas) {
      const rows = await database.repository(target).find();
      kept.set(tableName, JSON.stringify(rows, (key, value: unknown) => (TYPED.includes(key) ? undefined : value)));
    }
    return kept;
  };
  const tablesWith = async (text: string): Promise<string[]> =>
    [...(await everything())].filter(([, rows]) => rows.toLowerCase().includes(text.toLowerCase())).map(([name]) => name);

  beforeAll(async () => {
    test = await startTestServer();
    lives = await liveFully(test);
  });
  afterAll(() => test.stop());

  it('leaves no name, address, number or browser of theirs in any table', async () => {
    const { customer, agent } = lives;
    const traces = [
      ...Object.values(TRACES.customer),
      ...Object.values(TRACES.agent),
      ...[customer.email, agent.email, TRACES.userAgent],
    ];
    for (const trace of traces) expect([trace, (await tablesWith(trace)).length > 0]).toEqual([trace, true]); // it was there
    await erase(customer, agent);
    for (const trace of traces) await eventually(`no ${trace}`, async () => (await tablesWith(trace)).length === 0);
  });

  it('leaves no row that was theirs alone, and no place where they were', async () => {
    const tables = await everything();
    for (const table of THEIRS) {
      for (const { id } of [lives.customer, lives.agent]) expect([table, tables.get(table)?.includes(id)]).toEqual([table, false]);
    }
    const audit = await test.server.platform.database.repository(SecurityEvent).findBy({ actorId: lives.customer.id });
    expect(audit.length).toBeGreaterThan(0); // what happened is still known
    expect(audit.filter(({ ip, userAgent }) => ip !== null || userAgent !== null)).toEqual([]);
  });

  it('keeps the conversation, by nobody in particular', async () => {
    const admin = await test.shop.firstAdmin();
    const { ticket } = await admin.do<{ ticket: object }>(TICKET, { id: lives.ticketId });
    expect(ticket).toMatchObject({
      customer: { name: GONE, email: null, mobile: null },
      messages: {
        nodes: [
          { body: 'I paid twice', author: { name: GONE, email: null } },
          { body: REPLY, author: { name: GONE, email: null } },
          { body: NOTE, author: { name: GONE } },
        ],
      },
    });
  });

  it('lets nobody in any more, and frees the address', async () => {
    const { email } = lives.customer;
    const refused = await test.shop.visitor().fail(SIGN_IN, { input: { email, password: PASSWORD } });
    expect(refused.extensions.code).toBe('UNAUTHENTICATED');
    const again = await test.shop.visitor().do<{ signUp: { viewer: { id: string } } }>(
      'mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }',
      { input: { name: 'Somebody New', email, password: PASSWORD } },
    );
    expect(again.signUp.viewer.id).not.toBe(lives.customer.id);
  });

  it('leaves an address that nobody can know beforehand, and take', async () => {
    const { email } = await rowOf(lives.customer.id);
    expect(email).toMatch(/^erased-[\w-]{36}@erased\.invalid$/);
    expect(email).not.toContain(lives.customer.id);
    const input = { name: 'Somebody', email, password: PASSWORD };
    const refused = await test.shop.visitor().fail('mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }', { input });
    expect(refused.extensions.issues).toMatchObject([{ path: 'input.email', message: expect.stringContaining('.invalid') }]);
  });

  it('is written down once, however often it is looked for', async () => {
    nudge();
    const other = await test.shop.customer();
    await erase(other); // by now the sweep before is over
    const { database } = test.server.platform;
    for (const { id } of [lives.customer, other]) {
      expect(await database.repository(SecurityEvent).countBy({ userId: id, type: SecurityEventType.ACCOUNT_ERASED })).toBe(1);
      expect(await database.repository(EventRow).countBy({ streamId: id, type: AccountEvent.erased })).toBe(1);
    }
  });

  it('goes on past one that fails, and comes back to it', async () => {
    const [stuck, next] = [await test.shop.customer(), await test.shop.customer()]; // ids sort by time: stuck comes first
    const { database } = test.server.platform;
    await remove(stuck);
    const stream = await database.repository(EventRow).findBy({ streamId: stuck.id });
    const [last] = stream.sort((one, other) => other.seq - one.seq);
    const inTheWay = Object.assign(new EventRow(), last, { id: randomUUID(), seq: (last?.seq ?? 0) + 1, type: AccountEvent.profileChanged });
    await database.unitOfWork(() => database.repository(EventRow).save(inTheWay));
    await erase(next);
    expect((await rowOf(stuck.id)).name).toBe(stuck.name);
    expect(test.alarms.splice(0).join()).toContain('An account could not be erased');
    await database.unitOfWork(() => database.manager.delete(EventRow, { id: inTheWay.id }));
    nudge();
    await eventually('the erasure', async () => (await rowOf(stuck.id)).erasedAt !== null);
  });
});

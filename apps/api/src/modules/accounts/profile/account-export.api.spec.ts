import type { Actor } from '@ccr/testkit';
import type { EntityMetadata } from 'typeorm';
import { type FullLives, liveFully, NOTE, REPLY, TRACES } from '../../../testing/full-life';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';

const EXPORT = 'mutation($input: ExportAccountInput!) { exportAccount(input: $input) { data } }';
const PASSWORD = 'correct horse battery';

interface Line {
  readonly byYou?: boolean;
  readonly aboutYou?: boolean;
  readonly body?: string;
}
type Exported = Readonly<Record<string, Line[]>>;

const part = (name: string) => (data: Exported): Line[] => data[name] ?? [];
const byYou = (name: string) => (data: Exported): Line[] => part(name)(data).filter((line) => line.byYou);

/** Where each column that leads to a person is told. A new one fails the spec until it has its line here. */
const TOLD: Record<string, (data: Exported) => unknown[]> = {
  'users.id': (data) => [data['profile']],
  'sessions.userId': part('sessions'),
  'known_devices.userId': part('knownDevices'),
  'access_tokens.userId': part('accessTokens'),
  'second_factors.userId': part('secondFactor'),
  'recovery_codes.userId': part('recoveryCodes'),
  'one_time_codes.userId': part('mailedCodes'),
  'code_attempts.userId': part('codeAttempts'),
  'account_links.userId': part('mailedLinks'),
  'security_events.userId': (data) => part('securityEvents')(data).filter((line) => line.aboutYou),
  'security_events.actorId': byYou('securityEvents'),
  'events.streamId': part('history'),
  'events.actorId': (data) => [...byYou('history')(data), ...part('ticketEvents')(data)],
  'expert_topics.agentId': part('expertTopics'),
  'tickets.customerId': part('tickets'),
  'tickets.assigneeId': part('assignedTickets'),
  'ticket_reads.userId': part('ticketReads'),
  'ticket_participants.userId': part('sharedTickets'),
  'assignee_turns.agentId': part('lastAssigned'),
  'messages.authorId': byYou('messages'),
  'topics.firstAnswerById': part('firstAnswers'),
  'canned_replies.ownerId': part('cannedReplies'),
  'webhooks.createdById': part('webhooks'),
  'agent_times.agentId': part('agentTimes'),
  'feedback.authorId': part('feedback'),
  'feedback.answeredById': part('answeredFeedback'),
  'notifications.recipientId': part('notifications'),
  'notification_choices.userId': part('notificationChoices'),
  'push_subscriptions.userId': part('pushSubscriptions'),
  'blocked_addresses.recipientId': part('blockedAddresses'),
};
/** What is not told, and why. */
const NOT_TOLD: Record<string, string> = {
  'ticket_counts.ownerId': 'how many tickets they have, each of which is told',
  'client_mutations.viewerId': 'random ids that their own programs made up, kept to do nothing twice',
};
/** Texts that open something, or could help to. */
const SECRETS = ['passwordHash', 'secretHash', 'codeHash', 'sealedSecret', 'formerSealedSecret', 'leaseToken', 'endpoint', 'auth'];

describe('the download of what is held on someone', () => {
  let test: TestServer;
  let lives: FullLives;
  let ofCustomer: Exported;
  let ofAgent: Exported;

  const download = async (actor: Actor, password = PASSWORD): Promise<Exported> =>
    (await actor.do<{ exportAccount: { data: Exported } }>(EXPORT, { input: { password } })).exportAccount.data;
  const tables = (): EntityMetadata[] => test.server.platform.database.source.entityMetadatas;
  const count = (table: EntityMetadata, column: string, id: string): Promise<number> =>
    test.server.platform.database.repository(table.target).countBy({ [column]: id });

  const secretsIn = async (table: EntityMetadata): Promise<string[]> => {
    const secret = table.columns.map(({ propertyName }) => propertyName).filter((column) => SECRETS.includes(column));
    const rows = await test.server.platform.database.repository(table.target).find();
    return rows.flatMap((row) => secret.map((column) => row[column] as string | null)).filter((value) => value !== null);
  };

  beforeAll(async () => {
    test = await startTestServer();
    lives = await liveFully(test);
    ofCustomer = await download(lives.customer);
    ofAgent = await download(lives.agent);
  });
  afterAll(() => test.stop());

  it('knows every column that leads to a person', async () => {
    const found = new Set<string>();
    for (const table of tables()) {
      for (const key of table.foreignKeys) {
        if (key.referencedEntityMetadata.target === User) key.columns.forEach(({ propertyName }) => found.add(`${table.tableName}.${propertyName}`));
      }
      for (const { propertyName, length } of table.columns.filter((column) => column.length === '36')) {
        const ids = [lives.customer.id, lives.agent.id];
        const rows = await Promise.all(ids.map((id) => count(table, propertyName, id)));
        if (length && rows.some((number) => number > 0)) found.add(`${table.tableName}.${propertyName}`);
      }
    }
    expect([...found].sort()).toEqual([...Object.keys(TOLD), ...Object.keys(NOT_TOLD)].sort());
  });

  it.each(Object.keys(TOLD))('tells every row of %s', async (name) => {
    const [tableName, column] = name.split('.') as [string, string];
    const table = tables().find((candidate) => candidate.tableName === tableName);
    if (!table) throw new Error(`No table ${tableName}`);
    const { customer, agent } = lives;
    const rows = await Promise.all([customer, agent].map(({ id }) => count(table, column, id)));
    const told = [ofCustomer, ofAgent].map((data) => TOLD[name]?.(data).length);
    expect(told).toEqual(rows);
    expect(Math.max(...rows)).toBeGreaterThan(0);
  });

  it('holds the profile and the conversation in words', () => {
    expect(ofCustomer['profile']).toMatchObject({
      ...{ name: TRACES.customer.name, mobile: TRACES.customer.mobile, email: lives.customer.email },
      ...{ language: 'en-IN', timeZone: 'Europe/Berlin', role: 'CUSTOMER', hasPassword: true },
    });
    expect(ofCustomer['messages']).toMatchObject([
      { byYou: true, body: 'I paid twice' },
      { byYou: false, author: TRACES.agent.name, body: REPLY },
    ]);
    expect(ofAgent['messages']?.map(({ body }) => body)).toEqual([REPLY, NOTE]);
  });

  it('holds no secret, no note for a customer, and nobody else’s address', async () => {
    const [forCustomer, forAgent] = [JSON.stringify(ofCustomer), JSON.stringify(ofAgent)];
    const secrets = (await Promise.all(tables().map(secretsIn))).flat();
    expect(secrets.length).toBeGreaterThan(20);
    for (const secret of secrets) expect(`${forCustomer}${forAgent}`).not.toContain(secret);
    expect(forCustomer).not.toContain(NOTE);
    for (const other of [lives.agent.email, TRACES.agent.mobile, 'admin@example.com']) expect(forCustomer).not.toContain(other);
    for (const other of [lives.customer.email, TRACES.customer.mobile]) expect(forAgent).not.toContain(other);
  });

  it('tells where they were themselves, and not where those were who did something to them', () => {
    const where = (type: string) => ofAgent['securityEvents']?.filter((line) => (line as { type?: string }).type === type) ?? [];
    expect(where('SIGNED_IN')[0]).toMatchObject({ byYou: true, ipAddress: '127.0.0.1' });
    expect(where('STAFF_CREATED')).toHaveLength(1);
    expect(where('STAFF_CREATED')[0]).not.toHaveProperty('ipAddress');
  });

  it('tells nothing of a stranger', async () => {
    const stranger = JSON.stringify(await download(await test.shop.customer('Mia Lind')));
    for (const foreign of [lives.customer.id, lives.agent.id, lives.ticketId, TRACES.customer.name, REPLY]) {
      expect(stranger).not.toContain(foreign);
    }
  });

  it('wants the password, is written down, and is had five times an hour', async () => {
    const ann = await test.shop.customer();
    const { extensions } = await ann.fail(EXPORT, { input: { password: 'wrong horse battery' } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] });
    for (let time = 1; time <= 5; time++) await download(ann);
    expect((await ann.fail(EXPORT, { input: { password: PASSWORD } })).extensions.code).toBe('RATE_LIMITED');
    const where = { userId: ann.id, type: SecurityEventType.ACCOUNT_EXPORTED };
    expect(await test.server.platform.database.repository(SecurityEvent).countBy(where)).toBe(5);
  });

  it('is for people themselves: no visitor and no program', async () => {
    const input = { password: PASSWORD };
    expect((await test.shop.visitor().fail(EXPORT, { input })).extensions.code).toBe('UNAUTHENTICATED');
    const program = await test.shop.program(lives.customer, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    expect((await program.fail(EXPORT, { input })).extensions.code).toBe('FORBIDDEN');
  });
});

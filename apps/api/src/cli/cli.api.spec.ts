import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Role } from '@ccr/domain';
import { eventually, type Person } from '@ccr/testkit';
import { generateSync } from 'otplib';
import { SecurityEventType } from '../modules/accounts';
import { SecurityEvent } from '../modules/accounts/security-log/security-event.entity';
import { LiveBus } from '../platform/live';
import { hasRedisProgram, OwnRedis } from '../testing/own-redis';
import { ccr, type Said } from '../testing/test-cli';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { startTestServer, type TestServer } from '../testing/test-server';
import { COMMANDS } from './commands';

const START = 'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret } }';
const CONFIRM = 'mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { viewer { id } } }';
const PASSWORD = 'correct horse battery';

describe('ccr', () => {
  it('lists its commands, and says more of each', async () => {
    const { code, out } = await ccr([], { settings: {} });
    expect(code).toBe(0);
    expect(out).toMatch(/^ccr <command>$/m);
    const names = [...out.matchAll(/^ {2}(\S+) /gm)].map(([, name]) => name ?? '');
    expect(names).toEqual(COMMANDS.map(({ name }) => name));
    for (const name of names) expect((await ccr(['help', name], { settings: {} })).out).toContain(`\nccr ${name}`);
    expect((await ccr(['migrate', '--help'], { settings: {} })).out).toContain('ccr migrate [--check]');
  });

  it.each([
    [['nonsense'], 'There is no command "nonsense"'],
    [['help', 'nonsense'], 'There is no command "nonsense"'],
    [['migrate', '--nonsense'], "Unknown option '--nonsense'"],
    [['doctor', 'me'], 'There is more on the command line'],
    [['create-admin'], 'Give the e-mail address'],
    [['create-admin', 'ann@example.com', 'ben@example.com'], 'Give the e-mail address'],
    [['reset-second-factor'], 'Give the e-mail address'],
    [['reset-second-factor', 'ann@example.com'], 'Add --yes'],
  ])('says how it is called when it is called wrongly: %j', async (args, message) => {
    const { code, out, err } = await ccr(args, { settings: {} });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toMatch(/^ccr [<\w]/m);
  });

  it('tells every problem of its settings, and no more', async () => {
    const { code, err } = await ccr(['migrate'], { settings: { PORT: 'eighty', REDIS_URL: 'nonsense' } });
    expect(code).toBe(1);
    expect(err).toMatch(/^The settings need a change[^]*PORT[^]*REDIS_URL/);
    expect(err).not.toContain('    at ');
  });

  it('tells in a sentence when the database is away', async () => {
    const { code, err } = await ccr(['migrate'], { settings: { DATABASE_URL: 'mysql://ann:s3cr3t@127.0.0.1:1/shop' } });
    expect([code, err]).toEqual([1, 'The database server of DATABASE_URL does not answer (ECONNREFUSED). Start it, or correct the address.\n']);
  });
});

describe('on a new database', () => {
  let folder: string;
  let database: TestDatabase;
  const run = (...args: string[]): Promise<Said> =>
    ccr(args, { settings: { DATA_DIR: folder, ...(database.url && { DATABASE_URL: database.url }) } });
  const waiting = (args: string[]): Promise<Said> =>
    ccr(args, { settings: { DATA_DIR: folder, MIGRATE_ON_START: 'false', ...(database.url && { DATABASE_URL: database.url }) }, piped: PASSWORD });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-cli-'));
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('migrate says what is pending, does it, and then finds nothing to do', async () => {
    const before = await run('migrate', '--check');
    expect(before.code).toBe(1);
    expect(before.out).toMatch(/^Pending:\n {2}FirstTables1795000000000\n/);
    expect(await waiting(['create-admin', 'ann@example.com'])).toEqual({
      code: 1, out: '', err: 'This database is not up to date. Run: ccr migrate\n',
    });
    const done = await waiting(['migrate']);
    expect([done.code, done.out]).toEqual([0, before.out.replace('Pending', 'Done')]);
    expect(await run('migrate', '--check')).toEqual({ code: 0, out: 'The database is up to date.\n', err: '' });
    expect(await run('migrate')).toEqual({ code: 0, out: 'The database was up to date.\n', err: '' });
    expect((await waiting(['create-admin', 'ann@example.com'])).code).toBe(0);
  });

  it('doctor finds what there is, and makes nothing', async () => {
    const { code, out } = await run('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/^ok +Data folder +.* can be written$/m);
    expect(out).toMatch(/^warning +Secret key +It is kept in /m);
    expect(out).toMatch(database.url ? /^warning +Tables +\d+ migrations are pending: the next start does it\.$/m : /^ok +Database +.* is made by the first start$/m);
    if (database.url) expect(out).toMatch(/^ok +Clock +0\.\d s (behind|ahead of) the database server$/m);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('beside a running server', () => {
  let redis: OwnRedis | null;
  let test: TestServer;
  const run = (args: readonly string[], how: { typed?: string[]; piped?: string } = {}): Promise<Said> =>
    ccr(args, { settings: test.server.platform.config, clock: test.clock, ...how });
  const audit = (userId: string): Promise<SecurityEvent[]> => test.server.platform.database.repository(SecurityEvent).findBy({ userId });

  beforeAll(async () => {
    redis = hasRedisProgram ? await OwnRedis.start() : null;
    test = await startTestServer({ ...(redis && { REDIS_URL: redis.url }) });
  });
  afterAll(async () => {
    await test.stop();
    await redis?.goAway();
  });

  it('create-admin makes an admin who can sign in, with the password that is piped in', async () => {
    const said = await run(['create-admin', 'Root@example.com', '--name', 'Rut'], { piped: 'staple glue and paper\n' });
    expect(said).toEqual({ code: 0, out: 'Rut is an admin now, and signs in with root@example.com.\n', err: '' });
    const rut = await test.shop.signIn('root@example.com', 'staple glue and paper');
    expect(await rut.do('{ viewer { role duties emailVerified } }')).toEqual({ viewer: { role: 'ADMIN', duties: [], emailVerified: true } });
    expect((await audit(rut.id)).find(({ type }) => type === SecurityEventType.STAFF_CREATED)).toMatchObject({
      actorId: null, ip: null, details: { role: Role.ADMIN, by: 'the operator' },
    });
  });

  it('create-admin asks at a terminal, and shows nothing of the password', async () => {
    const said = await run(['create-admin', 'ines@example.com'], { typed: ['Ines', 'glue staple and paper', 'glue staple and paper'] });
    expect([said.code, said.out]).toEqual([0, 'Ines is an admin now, and signs in with ines@example.com.\n']);
    expect(said.err).toContain('Name: ');
    expect(said.err).not.toContain('glue');
    await test.shop.signIn('ines@example.com', 'glue staple and paper');
  });

  it.each([
    ['two different passwords', 'hal@example.com', { typed: ['Hal', 'glue staple and paper', 'glue stapler'] }, 'two different passwords'],
    ['somebody who leaves', 'hal@example.com', { typed: ['Hal', '\u0004'] }, 'Nothing was done.'],
    ['a password that is easy to guess', 'hal@example.com', { piped: 'password123456' }, 'This password is easy to guess.'],
    ['one that is too short', 'hal@example.com', { piped: 'x' }, 'Choose a password of at least'],
    ['no password', 'hal@example.com', {}, 'Choose a password of at least'],
    ['what is no address', 'hal', { piped: PASSWORD }, 'Write an e-mail address'],
    ['an address that is taken', 'admin@example.com', { piped: PASSWORD }, 'already has an account'],
  ])('create-admin refuses %s', async (_what, email, how, message) => {
    const { code, out, err } = await run(['create-admin', email], how);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
    expect(await test.server.accounts.findByEmail('hal@example.com')).toBeNull();
  });

  describe('reset-second-factor', () => {
    let gita: Person;
    const isOn = async (): Promise<boolean> => (await test.server.accounts.findByEmail(gita.email))?.secondFactorAt != null;

    beforeAll(async () => {
      gita = await test.shop.agent('Gita');
      const { startSecondFactor } = await gita.do<{ startSecondFactor: { secret: string } }>(START, { input: { password: PASSWORD } });
      const code = generateSync({ secret: startSecondFactor.secret, epoch: Math.floor(test.clock.now().getTime() / 1_000) });
      await gita.do(CONFIRM, { input: { code } });
    });

    it('does nothing unless it is meant', async () => {
      const said = await run(['reset-second-factor', gita.email], { typed: ['y'] });
      expect([said.code, said.out]).toEqual([1, '']);
      expect(said.err).toContain('Take away the second factor of Gita (agent)? Type yes: ');
      expect(said.err).toContain('Nothing was done.');
      expect(await isOn()).toBe(true);
    });

    it('lets them in with their password, signs them out, tells them, and is in the audit', async () => {
      const feed = gita.subscribe('subscription { ticketChanged { id } }');
      await gita.overSocket('{ viewer { id } }');
      const said = await run(['reset-second-factor', gita.email.toUpperCase()], { typed: ['yes'] });
      expect([said.code, said.out]).toEqual([0, 'Gita signs in with their password alone now, and is told by mail.\n']);
      expect(await isOn()).toBe(false);
      expect(await gita.do('{ viewer { id } }')).toEqual({ viewer: null });
      if (redis) await eventually('the end of the socket', () => feed.closed !== null);
      feed.stop();
      await test.shop.signIn(gita.email);
      expect((await audit(gita.id)).filter(({ type }) => type === SecurityEventType.SECOND_FACTOR_DISABLED)).toMatchObject([
        { actorId: null, ip: null, details: { by: 'the operator' } },
      ]);
      const mail = await eventually('the mail', async () => (await test.mailsTo(gita.email)).find(({ subject }) => subject === 'Your second factor is off'));
      expect(mail.text).toContain('An admin of the shop has switched it off');
    });

    (hasRedisProgram ? it : it.skip)('says so when the running servers can not be told at once', async () => {
      const isAway = jest.spyOn(LiveBus.prototype, 'joinedForMs', 'get').mockReturnValue(null);
      const said = await run(['create-admin', 'jan@example.com'], { piped: PASSWORD });
      isAway.mockRestore();
      expect(said).toMatchObject({ code: 0, err: 'Redis (REDIS_URL) does not answer: the running servers hear of this within a minute, and not at once.\n' });
    });

    it('finds none of somebody who has none, and nobody who is not there', async () => {
      expect(await run(['reset-second-factor', gita.email, '--yes'])).toEqual({ code: 1, out: '', err: 'They have no second factor.\n' });
      expect((await run(['reset-second-factor', 'nobody@example.com', '--yes'])).err).toBe('Nobody has this address.\n');
    });
  });

  it('refuses tables that a newer version has migrated', async () => {
    const { manager } = test.server.platform.database;
    await manager.query("INSERT INTO migrations (timestamp, name) VALUES (1999000000000, 'FromTheFuture1999000000000')");
    const newer = 'This database was migrated by a newer version (FromTheFuture1999000000000). Start that version, or restore a backup.\n';
    for (const args of [['migrate'], ['migrate', '--check'], ['create-admin', 'hal@example.com']])
      expect(await run(args, { piped: PASSWORD })).toEqual({ code: 1, out: '', err: newer });
    expect((await run(['doctor'])).out).toMatch(/^problem +Tables +A newer version has migrated them \(FromTheFuture1999000000000\)\./m);
    await test.shop.customer(); // who runs already goes on: in a rolling update the old ones serve until they are replaced
    await manager.query("DELETE FROM migrations WHERE name = 'FromTheFuture1999000000000'");
  });
});

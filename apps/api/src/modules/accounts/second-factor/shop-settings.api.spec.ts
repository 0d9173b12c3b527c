import { type Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { generateSync } from 'otplib';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';

const SETTINGS = '{ shopSettings { staffSecondFactorRequired } }';
const UPDATE = 'mutation($input: UpdateShopSettingsInput!) { updateShopSettings(input: $input) { settings { staffSecondFactorRequired } } }';
const START = 'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret } }';
const CONFIRM = 'mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }';
const DISABLE = 'mutation($input: DisableSecondFactorInput!) { disableSecondFactor(input: $input) { viewer { id } } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const TICKETS = '{ tickets { nodes { id } } }';
const VIEWER = '{ viewer { id } }';
const PASSWORD = 'correct horse battery';

describe('the shop\'s settings', () => {
  let test: TestServer;
  let admin: Person;

  const insist = (on: boolean | null) => admin.do(UPDATE, { input: { staffSecondFactorRequired: on } });
  const codeOf = (secret: string): string => generateSync({ secret, epoch: Math.floor(test.clock.now().getTime() / 1_000) });
  const setUp = async (actor: Actor): Promise<string> => {
    const { startSecondFactor } = await actor.do<{ startSecondFactor: { secret: string } }>(START, { input: { password: PASSWORD } });
    await actor.do(CONFIRM, { input: { code: codeOf(startSecondFactor.secret) } });
    test.clock.pass(30_000);
    return startSecondFactor.secret;
  };
  const openFeed = async (actor: Actor): Promise<Feed<object>> => {
    const feed = actor.subscribe<object>('subscription { ticketChanged { id } }');
    await actor.overSocket(VIEWER);
    return feed;
  };
  const refusal = async (actor: Actor): Promise<unknown> => (await actor.send(TICKETS)).errors?.[0]?.extensions.code;

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.agent('Ada Stone', 'ADMIN');
    await setUp(admin);
  });
  afterAll(() => test.stop());
  afterEach(() => insist(false));

  it('are the admins\'', async () => {
    const agent = await test.shop.agent();
    for (const actor of [agent, await test.shop.customer()]) {
      expect((await actor.fail(SETTINGS)).extensions.code).toBe('FORBIDDEN');
      expect((await actor.fail(UPDATE, { input: { staffSecondFactorRequired: true } })).extensions.code).toBe('FORBIDDEN');
    }
    expect(await admin.do(SETTINGS)).toEqual({ shopSettings: { staffSecondFactorRequired: false } });
  });

  it('change by what is said and stay by what is not; the audit knows of changes', async () => {
    await insist(true);
    await insist(true);
    expect(await insist(null)).toEqual({ updateShopSettings: { settings: { staffSecondFactorRequired: true } } });
    expect(await admin.do(UPDATE, { input: {} })).toEqual({ updateShopSettings: { settings: { staffSecondFactorRequired: true } } });
    expect(await admin.do(SETTINGS)).toEqual({ shopSettings: { staffSecondFactorRequired: true } });
    await insist(false);
    const rows = await test.server.platform.database
      .repository(SecurityEvent)
      .find({ where: { type: SecurityEventType.SHOP_SETTINGS_CHANGED }, order: { id: 'ASC' } });
    expect(rows).toMatchObject([
      { actorId: admin.id, userId: null, ip: '127.0.0.1', details: { staffSecondFactorRequired: true } },
      { actorId: admin.id, userId: null, details: { staffSecondFactorRequired: false } },
    ]);
  });

  it('decide one thing without touching the others, and the audit tells which', async () => {
    const ALL = 'staffSecondFactorRequired autoAssign autoCloseDays';
    const decide = (input: object) => admin.do<{ updateShopSettings: { settings: object } }>(`mutation($input: UpdateShopSettingsInput!) { updateShopSettings(input: $input) { settings { ${ALL} } } }`, { input });
    expect(await admin.do(`{ shopSettings { ${ALL} } }`)).toEqual({ shopSettings: { staffSecondFactorRequired: false, autoAssign: false, autoCloseDays: 7 } });
    await decide({ autoAssign: true });
    const { updateShopSettings } = await decide({ autoCloseDays: 30, autoAssign: null });
    expect(updateShopSettings.settings).toEqual({ staffSecondFactorRequired: false, autoAssign: true, autoCloseDays: 30 });
    const where = { type: SecurityEventType.SHOP_SETTINGS_CHANGED };
    const rows = await test.server.platform.database.repository(SecurityEvent).find({ where, order: { id: 'DESC' }, take: 2 });
    expect(rows.map(({ details }) => details)).toEqual([{ autoCloseDays: 30 }, { autoAssign: true }]);
    await decide({ autoCloseDays: 7, autoAssign: false });
  });

  it.each([0, -1, 91, 2_000_000_000])('close nothing after %d days', async (autoCloseDays) => {
    const { extensions } = await admin.fail(UPDATE, { input: { autoCloseDays } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.autoCloseDays', message: 'Choose a number of days from 1 to 90.' }] });
  });

  it('decided by two at once for the first time leave one row', async () => {
    await Promise.all([insist(true), insist(true), insist(true)]);
    expect(await admin.do(SETTINGS)).toEqual({ shopSettings: { staffSecondFactorRequired: true } });
  });

  it('that insist on a second factor hold at once for staff without one, their programs and their sockets', async () => {
    const [agent, customer] = [await test.shop.agent(), await test.shop.customer()];
    const program = await test.shop.program(agent, ['TICKETS_READ']);
    const [agents, programs, customers, admins] = [await openFeed(agent), await openFeed(program), await openFeed(customer), await openFeed(admin)];
    await insist(true);
    await eventually('the end of the sockets', () => agents.closed && programs.closed, 1_000);
    expect([customers.closed, admins.closed]).toEqual([null, null]);
    expect([await refusal(agent), await refusal(program), await refusal(customer), await refusal(admin)]).toEqual(['FORBIDDEN', 'FORBIDDEN', undefined, undefined]);
    expect((await agent.fail(TICKETS)).message).toBe('Set up a second factor first: the shop insists on one for its staff.');
    const again = await openFeed(await test.shop.signIn(agent.email));
    expect(again.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('leave open what those need who have to set one up, which opens the rest', async () => {
    const agent = await test.shop.agent();
    const program = await test.shop.program(agent, ['TICKETS_READ']);
    await insist(true);
    await setUp(agent);
    expect([await refusal(agent), await refusal(program)]).toEqual([undefined, undefined]);
  });

  it('let staff move to another app: switching it off leaves nothing open but setting it up', async () => {
    const [agent, customer] = [await test.shop.agent(), await test.shop.customer()];
    const [agents, customers] = [await setUp(agent), await setUp(customer)];
    const elsewhere = test.shop.visitor();
    await elsewhere.do(SIGN_IN, { input: { email: agent.email, password: PASSWORD, code: codeOf(agents) } });
    test.clock.pass(30_000);
    await insist(true);
    await customer.do(DISABLE, { input: { password: PASSWORD, code: codeOf(customers) } });
    expect(await refusal(customer)).toBeUndefined();
    await agent.do(DISABLE, { input: { password: PASSWORD, code: codeOf(agents) } });
    expect((await agent.fail(TICKETS)).message).toMatch(/^Set up a second factor first/);
    expect(await refusal(elsewhere)).toBe('UNAUTHENTICATED');
    await setUp(agent);
    expect(await refusal(agent)).toBeUndefined();
  });

  it('come after a password that somebody else chose: first the one, then the other', async () => {
    const agent = await test.shop.agent();
    await test.server.platform.database.repository(User).update({ id: agent.id }, { mustChangePassword: true });
    await insist(true);
    expect((await agent.fail(TICKETS)).message).toBe('Choose a password of your own first.');
    await test.server.platform.database.repository(User).update({ id: agent.id }, { mustChangePassword: false });
    expect((await agent.fail(TICKETS)).message).toMatch(/^Set up a second factor first/);
  });
});

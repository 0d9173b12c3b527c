import { type Actor, eventually, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';

const CHANGE = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { id name } } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const VIEWER = '{ viewer { id } }';
const OLD = 'correct horse battery';
const NEW = 'seven brown kettles sing';

describe('changing the password', () => {
  let test: TestServer;
  let ann: Person;

  const isSignedIn = async (actor: Actor): Promise<boolean> => (await actor.do<{ viewer: unknown }>(VIEWER)).viewer !== null;
  const change = (actor: Actor, currentPassword: string, newPassword: string) => actor.send(CHANGE, { input: { currentPassword, newPassword } });
  const refusal = (actor: Actor, currentPassword: string, newPassword: string) => actor.fail(CHANGE, { input: { currentPassword, newPassword } });
  const opens = async (password: string): Promise<boolean> =>
    !(await test.shop.visitor().send(SIGN_IN, { input: { email: ann.email, password } })).errors;
  const rowOf = (person: Person): Promise<User> => test.server.platform.database.repository(User).findOneByOrFail({ id: person.id });

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('lets the new one in and the old one no more, and is in the audit', async () => {
    const { data } = await change(ann, OLD, NEW);
    expect(data).toEqual({ changePassword: { viewer: { id: ann.id, name: ann.name } } });
    expect(await opens(OLD)).toBe(false);
    expect(await opens(NEW)).toBe(true);
    const audit = await test.server.platform.database
      .repository(SecurityEvent)
      .findBy({ userId: ann.id, type: SecurityEventType.PASSWORD_CHANGED });
    expect(audit).toMatchObject([{ actorId: ann.id, ip: '127.0.0.1' }]);
  });

  it('keeps this session under a new secret, and ends the others with their sockets', async () => {
    const other = await test.shop.signIn(ann.email);
    const watch = other.subscribe<object>('subscription { ticketChanged { id } }');
    await other.overSocket(VIEWER);
    const before = { ...ann.credentials() };
    await change(ann, OLD, NEW);
    expect(await isSignedIn(ann)).toBe(true);
    expect(ann.credentials()).not.toEqual(before);
    const { data } = await test.shop.visitor().post(JSON.stringify({ query: VIEWER }), before);
    expect(data).toEqual({ viewer: null }); // the cookie from before is worth nothing
    expect(await isSignedIn(other)).toBe(false);
    await eventually('the end of the socket', () => watch.closed !== null);
  });

  it('fulfils the duty of who has a password that somebody else chose', async () => {
    const agent = await test.shop.agent();
    await test.server.platform.database.repository(User).update({ id: agent.id }, { mustChangePassword: true });
    await agent.do(CHANGE, { input: { currentPassword: OLD, newPassword: NEW } });
    expect((await rowOf(agent)).mustChangePassword).toBe(false);
    const { errors } = await agent.send('{ tickets { nodes { id } } }');
    expect(errors).toBeUndefined();
  });

  it('wants the current one, so often and no more', async () => {
    const { extensions } = await refusal(ann, 'wrong horse battery', NEW);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.currentPassword' }] });
    for (let attempt = 2; attempt <= 10; attempt++) await refusal(ann, `wrong horse ${attempt}`, NEW);
    const throttled = await refusal(ann, OLD, NEW); // even the right one
    expect(throttled.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect(await opens(OLD)).toBe(true);
  });

  it.each([
    ['short', 'Choose a password of at least 8 characters.'],
    ['password123', 'Very many people use this password. Choose another one; a few words make a good one.'],
    ['Ann Rao 12', 'Names and addresses are tried first. Choose another password; a few words make a good one.'],
    [OLD, 'This is the password that you have. Choose another one.'],
  ])('refuses %s as the new one', async (newPassword, message) => {
    const { extensions } = await refusal(ann, OLD, newPassword);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.newPassword', message }] });
    expect(await opens(OLD)).toBe(true);
  });

  it('happens once when it is asked for twice at once', async () => {
    const other = await test.shop.signIn(ann.email);
    const answers = await Promise.all([change(ann, OLD, NEW), change(other, OLD, 'nine green lanterns hum')]);
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect([await opens(NEW), await opens('nine green lanterns hum')].sort()).toEqual([false, true]);
  });

  it('is for people themselves: no visitor and no program, whatever its scopes', async () => {
    expect((await refusal(test.shop.visitor(), OLD, NEW)).extensions.code).toBe('UNAUTHENTICATED');
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    expect((await refusal(program, OLD, NEW)).extensions.code).toBe('FORBIDDEN');
    expect(await opens(OLD)).toBe(true);
  });

  it('is done so often and no more, whether or not the passwords are any good', async () => {
    for (let attempt = 1; attempt <= 10; attempt++) {
      expect((await refusal(ann, OLD, 'password1')).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.newPassword' }] });
    }
    expect((await refusal(ann, OLD, NEW)).extensions.code).toBe('RATE_LIMITED');
    expect((await change(await test.shop.customer(), OLD, NEW)).errors).toBeUndefined();
  });
});

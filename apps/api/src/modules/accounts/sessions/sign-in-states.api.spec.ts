import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { hashPassword } from '../people/passwords';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { Session } from './session.entity';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const VIEWER = '{ viewer { id } }';
const RIGHT = 'correct horse battery';
const WRONG = 'wrong horse battery';

describe('sign-in of those who may not, or not as before', () => {
  let test: TestServer;
  let ann: Person;

  const users = () => test.server.platform.database.repository(User);
  const become = (values: Partial<User>) => users().update({ id: ann.id }, values);
  const signIn = (actor: Actor, password: string) => actor.send(SIGN_IN, { input: { email: ann.email, password } });
  const audit = async (): Promise<unknown[]> => {
    const rows = await test.server.platform.database.repository(SecurityEvent).find({ where: { userId: ann.id }, order: { id: 'ASC' } });
    return rows.map(({ type, actorId, details }) => ({ type, actorId, details }));
  };

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('writes down who came in and who did not', async () => {
    await signIn(test.shop.visitor(), WRONG);
    await signIn(test.shop.visitor(), RIGHT);
    expect((await audit()).slice(-2)).toEqual([
      { type: 'SIGN_IN_FAILED', actorId: null, details: { reason: 'password' } },
      { type: 'SIGNED_IN', actorId: ann.id, details: {} },
    ]);
  });

  it.each([
    ['who has no password yet', { passwordHash: null }],
    ['who was erased', { passwordHash: null, erasedAt: new Date() }],
  ])('is refused to someone %s as a wrong password is', async (_who, values) => {
    const [wrong] = (await signIn(test.shop.visitor(), WRONG)).errors ?? [];
    await become(values);
    for (const password of [RIGHT, WRONG, '']) {
      expect((await signIn(test.shop.visitor(), password)).errors).toEqual([wrong]);
    }
  });

  it('tells someone who was deactivated so, when the password is theirs, and nobody else', async () => {
    const [wrong] = (await signIn(test.shop.visitor(), WRONG)).errors ?? [];
    await become({ deactivatedAt: new Date() });
    expect((await signIn(test.shop.visitor(), WRONG)).errors).toEqual([wrong]);
    const actor = test.shop.visitor();
    const { errors, headers } = await signIn(actor, RIGHT);
    expect(errors).toMatchObject([{ message: 'This account was deactivated. Ask an admin to let you in again.', extensions: { code: 'FORBIDDEN' } }]);
    expect(headers.getSetCookie()).toEqual([]);
    expect((await audit()).at(-1)).toEqual({ type: 'SIGN_IN_FAILED', actorId: null, details: { reason: 'deactivated' } });
    expect(await actor.do(VIEWER)).toEqual({ viewer: null });
  });

  it('is over at once for someone who was deactivated or erased', async () => {
    for (const values of [{ deactivatedAt: new Date() }, { deactivatedAt: null, erasedAt: new Date() }]) {
      expect(await ann.do(VIEWER)).toEqual({ viewer: { id: ann.id } });
      await become(values);
      expect(await ann.do(VIEWER)).toEqual({ viewer: null });
      await become({ deactivatedAt: null, erasedAt: null });
    }
  });

  it('cancels the deletion of the account', async () => {
    await become({ deletionDueAt: new Date(Date.now() + 60_000) });
    await signIn(test.shop.visitor(), WRONG);
    expect((await users().findOneByOrFail({ id: ann.id })).deletionDueAt).not.toBeNull();
    await signIn(test.shop.visitor(), RIGHT);
    expect((await users().findOneByOrFail({ id: ann.id })).deletionDueAt).toBeNull();
    expect((await audit()).slice(-2)).toMatchObject([{ type: 'ACCOUNT_DELETION_CANCELLED' }, { type: 'SIGNED_IN' }]);
  });

  it('begins no session with a password that was changed while it was looked at', async () => {
    const sessions = () => test.server.platform.database.repository(Session).countBy({ userId: ann.id });
    const [before, passwordHash] = [await sessions(), await hashPassword('nine green lanterns hum')];
    const attempts = Array.from({ length: 6 }, () => signIn(test.shop.visitor(), RIGHT)); // they wait for their turns
    while ((await sessions()) === before) await new Promise((resolve) => setTimeout(resolve, 1));
    await become({ passwordHash });
    const afterChange = await sessions();
    const answers = await Promise.all(attempts);
    expect(await sessions()).toBe(afterChange);
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(afterChange - before);
  });

  it('is limited per network though every attempt is good: each costs the server work', async () => {
    const attempt = async (password: string): Promise<{ status: number; code: unknown }> => {
      const payload = { query: SIGN_IN, variables: { input: { email: ann.email, password } } };
      const { statusCode, body } = await test.server.app.inject({ method: 'POST', url: '/graphql', remoteAddress: '10.3.0.1', payload });
      const { errors } = JSON.parse(body) as { errors?: { extensions: { code: unknown } }[] };
      return { status: statusCode, code: errors?.[0]?.extensions.code };
    };
    for (let round = 0; round < 30; round++) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => attempt(RIGHT)));
      expect(answers.filter(({ code }) => code !== undefined)).toEqual([]);
    }
    expect(await attempt(RIGHT)).toEqual({ status: 429, code: 'RATE_LIMITED' });
  }, 120_000);
});

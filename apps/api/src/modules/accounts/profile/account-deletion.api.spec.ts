import { randomUUID } from 'node:crypto';
import { Role } from '@ccr/domain';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { EventRow } from '../../../platform/events';
import { AccountEvent } from '../account.events';
import { newUser } from '../people/new-user';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityEventType } from '../security-log/security-event-type';

const DELETE = 'mutation($input: DeleteAccountInput!) { deleteAccount(input: $input) { deletionDueAt } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const VIEWER = '{ viewer { id } }';
const PASSWORD = 'correct horse battery';
const DAY = 24 * 60 * 60 * 1_000;

/** Somebody whose account is to be erased now. */
const leaving = (now: Date): User => {
  const user = newUser({ name: 'Leaving', email: `${randomUUID()}@example.com` }, Role.CUSTOMER, null, now);
  return Object.assign(user, { deletionDueAt: new Date(0) });
};

describe('deleting the account', () => {
  let test: TestServer;
  let ann: Person;

  const remove = async (actor: Actor, password = PASSWORD): Promise<Date> => {
    const { deleteAccount } = await actor.do<{ deleteAccount: { deletionDueAt: string } }>(DELETE, { input: { password } });
    return new Date(deleteAccount.deletionDueAt);
  };
  const isSignedIn = async (actor: Actor): Promise<boolean> => (await actor.do<{ viewer: unknown }>(VIEWER)).viewer !== null;
  const users = () => test.server.platform.database.repository(User);
  const rowOf = (id: string): Promise<User> => users().findOneByOrFail({ id });
  const audit = (userId: string, type: SecurityEventType): Promise<SecurityEvent[]> =>
    test.server.platform.database.repository(SecurityEvent).findBy({ userId, type });
  const events = (streamId: string, type: string): Promise<number> =>
    test.server.platform.database.repository(EventRow).countBy({ streamId, type });
  const erase = async (id: string): Promise<void> => {
    test.server.workers.forEach((worker) => worker.nudge());
    await eventually('the erasure', async () => (await rowOf(id)).erasedAt !== null);
  };
  /** A sweep that has nothing to do with this account, to know that one is over. */
  const sweep = async (): Promise<void> => {
    const other = await test.shop.customer();
    await remove(other);
    await users().update({ id: other.id }, { deletionDueAt: new Date(0) });
    await erase(other.id);
  };

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('ends every session, socket and token at once, and is due in seven days', async () => {
    const other = await test.shop.signIn(ann.email);
    const program = await test.shop.program(ann, ['TICKETS_READ']);
    const watches = [other, program].map((actor) => actor.subscribe<object>('subscription { ticketChanged { id } }'));
    for (const actor of [other, program]) await actor.overSocket(VIEWER);
    const before = { ...ann.credentials() };
    const dueAt = await remove(ann);
    expect(Math.abs(dueAt.getTime() - test.clock.now().getTime() - 7 * DAY)).toBeLessThan(10_000);
    expect(await isSignedIn(ann)).toBe(false);
    expect((await test.shop.visitor().post(JSON.stringify({ query: VIEWER }), before)).data).toEqual({ viewer: null });
    expect(await isSignedIn(other)).toBe(false);
    expect((await program.fail('{ topics { id } }')).extensions.code).toBe('UNAUTHENTICATED');
    await eventually('the end of the sockets', () => watches.every(({ closed }) => closed !== null));
    expect(await audit(ann.id, SecurityEventType.ACCOUNT_DELETION_REQUESTED)).toMatchObject([{ actorId: ann.id, ip: '127.0.0.1' }]);
  });

  it('wants the password again, so often and no more', async () => {
    const { extensions } = await ann.fail(DELETE, { input: { password: 'wrong horse battery' } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] });
    for (let attempt = 2; attempt <= 10; attempt++) await ann.fail(DELETE, { input: { password: `wrong ${attempt}` } });
    expect((await ann.fail(DELETE, { input: { password: PASSWORD } })).extensions.code).toBe('RATE_LIMITED');
    expect((await rowOf(ann.id)).deletionDueAt).toBeNull();
  });

  it('leaves nobody signed in for the rest of the request', async () => {
    const query = `mutation($input: DeleteAccountInput!) {
      deleteAccount(input: $input) { deletionDueAt }
      createAccessToken(input: { name: "still here", scopes: [TICKETS_READ] }) { token }
    }`;
    const { errors } = await ann.send(query, { input: { password: PASSWORD } });
    expect(errors).toMatchObject([{ path: ['createAccessToken'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('happens once when it is asked for twice at once', async () => {
    const other = await test.shop.signIn(ann.email);
    const answers = await Promise.allSettled([remove(ann), remove(other)]);
    const dates = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.getTime()] : []));
    expect(new Set(dates).size).toBe(1);
    expect(await events(ann.id, AccountEvent.deletionRequested)).toBe(1);
  });

  it('is cancelled by signing in within the seven days, by nothing else', async () => {
    await remove(ann);
    test.clock.pass(6 * DAY);
    const wrong = await test.shop.visitor().fail(SIGN_IN, { input: { email: ann.email, password: 'wrong horse battery' } });
    expect(wrong.extensions.code).toBe('UNAUTHENTICATED');
    expect((await rowOf(ann.id)).deletionDueAt).not.toBeNull();
    const input = { email: ann.email, password: PASSWORD };
    const signIn = 'mutation($input: SignInInput!) { signIn(input: $input) { deletionCancelled } }';
    expect(await test.shop.visitor().do(signIn, { input })).toEqual({ signIn: { deletionCancelled: true } });
    expect(await test.shop.visitor().do(signIn, { input })).toEqual({ signIn: { deletionCancelled: false } });
    const back = await test.shop.signIn(ann.email);
    expect(await audit(ann.id, SecurityEventType.ACCOUNT_DELETION_CANCELLED)).toMatchObject([{ actorId: ann.id }]);
    test.clock.pass(2 * DAY);
    await sweep();
    expect(await rowOf(ann.id)).toMatchObject({ name: ann.name, deletionDueAt: null, erasedAt: null });
    await test.shop.signIn(back.email);
    expect(await events(ann.id, AccountEvent.deletionCancelled)).toBe(1);
  });

  it('erases nobody a moment too early', async () => {
    await remove(ann);
    test.clock.pass(7 * DAY - 60_000);
    await sweep();
    expect((await rowOf(ann.id)).erasedAt).toBeNull();
    test.clock.pass(60_000);
    await erase(ann.id);
  });

  it('and signing in at the moment of the erasure: exactly one happens', async () => {
    for (let round = 0; round < 4; round++) {
      const person = await test.shop.customer();
      await remove(person);
      await users().update({ id: person.id }, { deletionDueAt: new Date(0) });
      const signIn = test.shop.visitor().send(SIGN_IN, { input: { email: person.email, password: PASSWORD } });
      await new Promise((resolve) => setTimeout(resolve, round * 10)); // Argon2 takes about that long
      test.server.workers.forEach((worker) => worker.nudge());
      const cameIn = !(await signIn).errors;
      if (cameIn) await sweep();
      else await eventually('the erasure', async () => (await rowOf(person.id)).erasedAt !== null);
      expect(await rowOf(person.id)).toMatchObject(cameIn ? { name: person.name, erasedAt: null } : { name: 'Deleted person' });
      expect(await events(person.id, AccountEvent.erased)).toBe(cameIn ? 0 : 1);
    }
  });

  it('spares who has come back since the sweep found them', async () => {
    const { database } = test.server.platform;
    const [first, second] = await users().save([leaving(test.clock.now()), leaving(test.clock.now())]);
    if (!first || !second) throw new Error('Nobody was saved');
    let comeBack = (): void => undefined;
    const back = new Promise<void>((resolve) => (comeBack = resolve)).then(() =>
      database.unitOfWork(() => database.manager.update(User, { id: second.id }, { deletionDueAt: null })),
    );
    const erasing = async ({ id }: { id: string }): Promise<void> => {
      if (id !== first.id) return;
      comeBack();
      await new Promise((resolve) => setTimeout(resolve, 100)); // by then it is done, or is the next in the queue
    };
    test.server.personalData.add({ name: 'comeBack', of: async () => [], erase: erasing });
    await erase(first.id);
    await back;
    await sweep();
    expect((await rowOf(second.id)).erasedAt).toBeNull();
  });

  it('and changing the password at once: exactly one happens', async () => {
    const change = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { id } } }';
    for (const delay of [10, 14, 18, 22, 26, 30]) {
      const person = await test.shop.customer();
      const other = await test.shop.signIn(person.email);
      const changing = person.send(change, { input: { currentPassword: PASSWORD, newPassword: 'seven brown kettles sing' } });
      await new Promise((resolve) => setTimeout(resolve, delay));
      const answers = await Promise.all([changing, other.send(DELETE, { input: { password: PASSWORD } })]);
      expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    }
  });

  it('is refused to the last admin', async () => {
    const only = await startTestServer();
    try {
      const admin = await only.shop.firstAdmin();
      const { extensions, message } = await admin.fail(DELETE, { input: { password: PASSWORD } });
      expect(extensions.code).toBe('CONFLICT');
      expect(message).toContain('admin');
      const second = await only.shop.agent('Omar Haddad', 'ADMIN');
      const answers = await Promise.all([admin, second].map((actor) => actor.send(DELETE, { input: { password: PASSWORD } })));
      expect(answers.filter(({ errors }) => !errors)).toHaveLength(1); // the other one is the last by then
    } finally {
      await only.stop();
    }
  });

  it('is for people themselves: no visitor and no program', async () => {
    expect((await test.shop.visitor().fail(DELETE, { input: { password: PASSWORD } })).extensions.code).toBe('UNAUTHENTICATED');
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    expect((await program.fail(DELETE, { input: { password: PASSWORD } })).extensions.code).toBe('FORBIDDEN');
    expect((await rowOf(ann.id)).deletionDueAt).toBeNull();
  });
});

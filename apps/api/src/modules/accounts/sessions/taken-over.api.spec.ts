import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { generateSync } from 'otplib';
import { codeIn, confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { CodePurpose, OneTimeCode } from '../codes/one-time-code.entity';
import { User } from '../people/user.entity';
import { RecoveryCode } from '../second-factor/recovery-code.entity';
import { SecurityEvent } from '../security-log/security-event.entity';

const REPORT = 'mutation($input: ReportSignInInput!) { reportSignIn(input: $input) { ok } }';
const REQUEST = 'mutation($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { viewer { id } } }';
const CONFIRM = 'mutation($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) { viewer { id } } }';
const START = 'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret } }';
const CONFIRM_FACTOR = 'mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }';
const ASK = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }';
const SIGN_UP = 'mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }';
const NEW_SIGN_IN = 'New sign-in to your account';
const RESET_MAIL = 'Your code to reset the password';
const OLD = 'correct horse battery';
const NEW = 'seven brown kettles sing';

describe('an account that somebody else has taken over', () => {
  let test: TestServer;
  let ann: Person;
  let thief: Person;
  /** Of the link that the owner was mailed when the thief came in. */
  let owners: string;

  const database = () => test.server.platform.database;
  const linkIn = async (email: string): Promise<string> => /#([\w-]{43})/.exec((await mailTo(test, email, NEW_SIGN_IN)).text ?? '')?.[1] ?? '';
  const newAddress = (): string => `thief.${randomUUID().slice(0, 8)}@example.com`;
  const moveTo = async (actor: Actor, email: string): Promise<string> => {
    await actor.do(REQUEST, { input: { newEmail: email, password: OLD } });
    await actor.do(CONFIRM, { input: { code: codeIn(await mailTo(test, email, 'Confirm your new e-mail address')) } });
    return email;
  };
  const report = (token: string) => test.shop.visitor().send(REPORT, { input: { token } });
  const nudge = (): void => test.server.workers.forEach((worker) => worker.nudge());
  const resetBy = async (email: string, newPassword = NEW): Promise<void> => {
    nudge();
    const code = codeIn(await mailTo(test, email, RESET_MAIL));
    await test.shop.visitor().do(RESET, { input: { email, code, newPassword } });
  };
  const rowOf = ({ id }: { id: string }): Promise<User> => database().repository(User).findOneByOrFail({ id });
  const audit = async (type: string): Promise<unknown[]> =>
    (await database().repository(SecurityEvent).find({ where: { userId: ann.id, type: type as never }, order: { id: 'ASC' } })).map(({ details }) => details);

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await confirmEmail(test, await test.shop.customer());
    test.clock.pass(1_000);
    thief = await test.shop.signIn(ann.email);
    owners = await linkIn(ann.email);
    test.clock.pass(1_000);
  });

  it('has its address back once the owner says so, however often it was changed, and the code goes there', async () => {
    await moveTo(thief, newAddress());
    const last = await moveTo(thief, newAddress());
    expect((await report(owners)).errors).toBeUndefined();
    expect(await rowOf(ann)).toMatchObject({ email: ann.email, emailVerifiedAt: expect.any(Date) });
    await resetBy(ann.email);
    expect((await test.shop.signIn(ann.email, NEW)).id).toBe(ann.id);
    expect((await test.mailsTo(last)).map(({ subject }) => subject)).not.toContain(RESET_MAIL);
    expect(await audit('EMAIL_CHANGED')).toEqual([{}, {}, { restored: true }]);
  });

  it('keeps the address that its owner had chosen before', async () => {
    const chosen = await moveTo(ann, newAddress());
    test.clock.pass(1_000);
    thief = await test.shop.signIn(chosen);
    const link = await linkIn(chosen);
    test.clock.pass(1_000);
    await moveTo(thief, newAddress());
    await report(link);
    expect((await rowOf(ann)).email).toBe(chosen);
  });

  it('is given back although the thief has used up the codes of the day', async () => {
    const email = await moveTo(thief, newAddress());
    const counted = { userId: ann.id, purpose: CodePurpose.RESET_PASSWORD, wrong: 5, wrongToday: 20, sentToday: 10 };
    const end = new Date(test.clock.now().getTime() + 86_400_000);
    await database().unitOfWork(() => database().manager.insert('CodeAttempts', { ...counted, windowEndsAt: end, dayEndsAt: end }));
    await report(owners);
    await resetBy(ann.email);
    expect((await test.shop.signIn(ann.email, NEW)).id).toBe(ann.id);
    await expect(test.shop.signIn(email, NEW)).rejects.toThrow('UNAUTHENTICATED');
  });

  it.each([
    ['says of a sign-in of their own that it was somebody else', async (email: string) => {
      await test.shop.signIn(email);
      expect((await report(await linkIn(email))).errors).toBeUndefined();
    }],
    ['resets the password', async (email: string) => {
      await test.shop.visitor().do(ASK, { input: { email } });
      await resetBy(email, 'nine green lanterns hum');
    }],
  ])('is given back although the thief, at the other address, %s', async (_what, act) => {
    const email = await moveTo(thief, newAddress());
    test.clock.pass(1_000);
    await act(email);
    expect((await report(owners)).errors).toBeUndefined();
    expect((await rowOf(ann)).email).toBe(ann.email);
  });

  it('is no longer moved by a code that was asked for before, nor reset by one', async () => {
    const email = newAddress();
    await thief.do(REQUEST, { input: { newEmail: email, password: OLD } });
    await report(owners);
    await resetBy(ann.email);
    const back = await test.shop.signIn(ann.email, NEW);
    const code = codeIn(await mailTo(test, email, 'Confirm your new e-mail address'));
    expect((await back.fail(CONFIRM, { input: { code } })).extensions.code).toBe('BAD_USER_INPUT');
    const open = await database().repository(OneTimeCode).findBy({ userId: ann.id });
    expect(open.filter(({ endedAt }) => endedAt === null)).toEqual([]);
  });

  it('stays closed when somebody else has the address by now, and the audit says so', async () => {
    const email = await moveTo(thief, newAddress());
    await test.shop.visitor().do(SIGN_UP, { input: { name: 'Thief', email: ann.email, password: OLD } });
    expect((await report(owners)).errors).toBeUndefined();
    expect(await rowOf(ann)).toMatchObject({ email, passwordHash: null });
    expect(await audit('SIGN_IN_REPORTED')).toEqual([{ closed: expect.any(String) }]);
    await test.shop.visitor().do(ASK, { input: { email } });
    nudge();
    await eventually('the request to be looked into', async () => (await audit('PASSWORD_RESET_REQUESTED')).length === 1);
    expect(await database().repository(OneTimeCode).countBy({ userId: ann.id, purpose: CodePurpose.RESET_PASSWORD })).toBe(0);
  });

  it('is given to one of two who want the address at the same moment', async () => {
    const email = await moveTo(thief, newAddress());
    const [reported, signedUp] = await Promise.all([
      report(owners),
      test.shop.visitor().send(SIGN_UP, { input: { name: 'Thief', email: ann.email, password: OLD } }),
    ]);
    expect(reported.errors).toBeUndefined();
    expect(await rowOf(ann)).toMatchObject(signedUp.errors ? { email: ann.email } : { email, passwordHash: null });
  });

  describe('and its second factor', () => {
    const setUp = async (actor: Actor): Promise<void> => {
      const { startSecondFactor } = await actor.do<{ startSecondFactor: { secret: string } }>(START, { input: { password: OLD } });
      const code = generateSync({ secret: startSecondFactor.secret, epoch: Math.floor(test.clock.now().getTime() / 1_000) });
      await actor.do(CONFIRM_FACTOR, { input: { code } });
    };

    it('is removed when it came after the thief', async () => {
      await setUp(thief);
      await report(owners);
      expect((await rowOf(ann)).secondFactorAt).toBeNull();
      expect(await database().repository(RecoveryCode).countBy({ userId: ann.id })).toBe(0);
      expect(await audit('SECOND_FACTOR_DISABLED')).toEqual([{}]);
      await resetBy(ann.email);
      expect((await test.shop.signIn(ann.email, NEW)).id).toBe(ann.id);
    });

    it('stays when it was there before', async () => {
      await setUp(thief);
      const { secondFactorAt } = await rowOf(ann);
      await database().unitOfWork(() => database().manager.update('AccountLink', { userId: ann.id }, { createdAt: new Date((secondFactorAt?.getTime() ?? 0) + 1) }));
      await report(owners);
      expect(await rowOf(ann)).toMatchObject({ secondFactorAt });
    });
  });
});

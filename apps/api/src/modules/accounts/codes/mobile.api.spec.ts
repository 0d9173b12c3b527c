import { randomInt } from 'node:crypto';
import { Role } from '@ccr/domain';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { codeIn, confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { TwilioDouble } from '../../../testing/twilio-double';
import { Notification, NotificationState } from '../../notifications/notification.entity';
import { Throttle } from '../../../platform/throttle';
import { AddressThrottle } from '../people/address-throttle';
import { OwnPassword } from '../people/own-password';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { SecurityLog } from '../security-log/security-log';
import { MobileVerification } from './mobile-verification.service';
import { CodePurpose, OneTimeCode } from './one-time-code.entity';
import { OneTimeCodes } from './one-time-codes';
import { ResetRequest } from './reset-request.entity';

const UPDATE = 'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { mobile mobileVerified } } }';
const ASK = 'mutation($input: RequestMobileCodeInput!) { requestMobileCode(input: $input) { ok } }';
const VERIFY = 'mutation($input: VerifyMobileInput!) { verifyMobile(input: $input) { viewer { mobile mobileVerified } } }';
const REQUEST = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const REPORT = 'mutation($input: ReportSignInInput!) { reportSignIn(input: $input) { ok } }';
const PASSWORD = 'correct horse battery';
const NEW = 'seven brown kettles sing';
const RESET_MAIL = 'Your code to reset the password';
const NO_GOOD = 'This code is not right, or too old. Ask for a new one.';
const MINUTE = 60_000;

/** One that nobody else in the spec has. */
const number = (): string => `+4477009${String(randomInt(100_000)).padStart(5, '0')}`;
const digits = (text: string | undefined): string => /^(\d{6}) is your code for /.exec(text ?? '')?.[1] ?? '';
const wrong = (code: string): string => (code === '000000' ? '111111' : '000000');

describe('a mobile number', () => {
  let test: TestServer;
  let twilio: TwilioDouble;
  let ann: Person;
  let mobile: string;
  let clients = 0;

  const database = () => test.server.platform.database;
  const rowOf = ({ id }: { id: string }): Promise<User> => database().repository(User).findOneByOrFail({ id });
  const ask = (actor: Actor = ann, password = PASSWORD) => actor.send(ASK, { input: { password } });
  const verify = (code: string, actor: Actor = ann) => actor.send<{ verifyMobile: unknown }>(VERIFY, { input: { code } });
  const change = (value: string | null) => ann.do<{ updateProfile: { viewer: unknown } }>(UPDATE, { input: { mobile: value } });
  const textTo = (to: string, count = 1): Promise<string> => eventually(`text message ${count} to ${to}`, () => twilio.textsTo(to)[count - 1]);
  const confirm = async (): Promise<void> => {
    await ask();
    expect((await verify(digits(await textTo(mobile)))).errors).toBeUndefined();
  };
  /** As a client at an address of its own: attempts are counted by address. */
  const send = async (query: string, input: object): Promise<{ errors?: { message: string; extensions: { code: string; issues?: { path: string }[] } }[] }> => {
    const remoteAddress = `10.3.${Math.floor(++clients / 250)}.${clients % 250}`;
    return JSON.parse((await test.server.app.inject({ method: 'POST', url: '/graphql', remoteAddress, payload: { query, variables: { input } } })).body) as never;
  };
  const lookedInto = () => {
    test.server.workers.forEach((worker) => worker.nudge()); // or the requests wait for a sweep
    return eventually('the requests to be looked into', async () => (await database().repository(ResetRequest).count()) === 0);
  };
  const resetCodes = ({ id }: { id: string } = ann): Promise<OneTimeCode[]> =>
    database().repository(OneTimeCode).find({ where: { userId: id, purpose: CodePurpose.RESET_PASSWORD }, order: { id: 'ASC' } });
  const requestBy = async (channel: 'SMS' | 'MAIL', email = ann.email): Promise<string> => {
    expect(await send(REQUEST, { email, channel })).toEqual({ data: { requestPasswordReset: { ok: true } } });
    await lookedInto();
    return test.server.platform.secretKey.code((await resetCodes()).at(-1)?.id ?? '');
  };
  const reset = (code: string, newPassword = NEW) => send(RESET, { email: ann.email, code, newPassword });
  const opens = async (password: string): Promise<boolean> => !(await send(SIGN_IN, { email: ann.email, password })).errors;
  const audit = async (): Promise<string[]> => (await database().repository(SecurityEvent).findBy({ userId: ann.id })).map(({ type }) => type);

  beforeAll(async () => {
    twilio = new TwilioDouble();
    await twilio.start();
    test = await startTestServer({ ...twilio.settings(), SHOP_NAME: 'Example Shop' });
  });
  afterAll(async () => {
    await test.stop();
    await twilio.stop();
  });
  beforeEach(async () => {
    ann = await test.shop.customer();
    mobile = number();
    await change(mobile);
  });

  describe('is confirmed', () => {
    it('by the code that was sent there, once the password was given', async () => {
      expect((await ask()).errors).toBeUndefined();
      const text = await textTo(mobile);
      expect(text).toMatch(/^\d{6} is your code for Example Shop\. It is good for 10 minutes\./);
      const code = digits(text);
      const answer = await verify(` ${code.slice(0, 3)} ${code.slice(3)} `);
      expect(answer.data).toEqual({ verifyMobile: { viewer: { mobile, mobileVerified: true } } });
      expect(await audit()).toContain('MOBILE_VERIFIED');
      expect((await verify('000000')).errors).toBeUndefined(); // shown already, it does nothing
    });

    it('by nobody else, and not without the password', async () => {
      expect((await ask(ann, 'not the password')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] } }]);
      expect(twilio.textsTo(mobile)).toEqual([]);
      await ask();
      const code = digits(await textTo(mobile));
      const ben = await test.shop.customer();
      await ben.do(UPDATE, { input: { mobile } });
      expect((await verify(code, ben)).errors).toMatchObject([{ message: NO_GOOD, extensions: { issues: [{ path: 'input.code' }] } }]);
      expect(await rowOf(ben)).toMatchObject({ mobileVerifiedAt: null });
      for (const [query, input] of [[ASK, { password: PASSWORD }], [VERIFY, { code }]] as const) {
        expect((await test.shop.visitor().fail(query, { input })).extensions.code).toBe('UNAUTHENTICATED');
      }
    });

    it('only where there is one that is not', async () => {
      await change(null);
      for (const answer of [await ask(), await verify('000000')]) expect(answer.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
      await change(mobile);
      await confirm();
      expect((await ask()).errors).toMatchObject([{ message: 'Your mobile number is confirmed already.', extensions: { code: 'CONFLICT' } }]);
    });

    it('not by an old code: not after ten minutes, not when there is a newer one', async () => {
      await ask();
      const first = digits(await textTo(mobile));
      await ask();
      const second = digits(await textTo(mobile, 2));
      if (first !== second) expect((await verify(first)).errors).toMatchObject([{ message: NO_GOOD }]);
      test.clock.pass(10 * MINUTE);
      expect((await verify(second)).errors).toMatchObject([{ message: NO_GOOD }]);
    });

    it('not after five wrong codes, also when they come at once', async () => {
      await ask();
      const code = digits(await textTo(mobile));
      await Promise.all(Array.from({ length: 5 }, () => verify(wrong(code))));
      expect((await verify(code)).errors).toMatchObject([{ message: NO_GOOD }]);
    });

    it('again once it is another one, or was taken away', async () => {
      await confirm();
      expect((await change(mobile)).updateProfile.viewer).toEqual({ mobile, mobileVerified: true }); // as it was
      const other = number();
      expect((await change(other)).updateProfile.viewer).toEqual({ mobile: other, mobileVerified: false });
      await ask();
      const code = digits(await textTo(other));
      expect((await change(null)).updateProfile.viewer).toEqual({ mobile: null, mobileVerified: null });
      await change(other);
      expect((await verify(code)).errors).toMatchObject([{ message: NO_GOOD }]);
    });

    it('for staff to see, not for other customers', async () => {
      const { id } = await test.shop.ticket(ann);
      const query = 'query($id: ID!) { ticket(id: $id) { customer { mobileVerified } assignee { mobileVerified } } }';
      const gita = await test.shop.agent();
      const admin = await test.shop.firstAdmin();
      await gita.do(UPDATE, { input: { mobile: number() } });
      await admin.do('mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }', { input: { ticketId: id, agentId: gita.id } });
      expect(await gita.do(query, { id })).toEqual({ ticket: { customer: { mobileVerified: false }, assignee: { mobileVerified: false } } });
      expect(await ann.do(query, { id })).toEqual({ ticket: { customer: { mobileVerified: false }, assignee: { mobileVerified: null } } });
    });

    it('with a code that is not sent any more when it is too old by then', async () => {
      twilio.answer = (response) => void response.writeHead(503).end();
      try {
        await ask();
        await eventually('a try', () => twilio.textsTo(mobile).length > 0);
        test.clock.pass(11 * MINUTE);
        const states = async () => (await database().repository(Notification).findBy({ recipientId: ann.id, kind: 'confirmMobile' })).map(({ state }) => state);
        await eventually('the end of it', async () => (await states()).every((state) => state === NotificationState.CANCELLED));
      } finally {
        twilio.answer = new TwilioDouble().answer;
      }
    });
  });

  describe('that is confirmed', () => {
    beforeEach(confirm);

    it('gets the code to reset the password, when it is wanted there', async () => {
      await requestBy('SMS');
      const code = digits(await textTo(mobile, 2));
      expect((await reset(code)).errors).toBeUndefined();
      expect([await opens(PASSWORD), await opens(NEW)]).toEqual([false, true]);
      expect((await test.mailsTo(ann.email)).map(({ subject }) => subject)).not.toContain(RESET_MAIL);
      expect(await rowOf(ann)).toMatchObject({ mobileVerifiedAt: expect.any(Date) });
    });

    it('shows nothing about the mail address', async () => {
      expect((await reset(await requestBy('SMS'))).errors).toBeUndefined();
      expect(await rowOf(ann)).toMatchObject({ emailVerifiedAt: null });
    });

    it('is not, any more, once the owner of an address that was never confirmed has reset the password by mail', async () => {
      expect((await reset(await requestBy('MAIL'))).errors).toBeUndefined();
      expect(await rowOf(ann)).toMatchObject({ emailVerifiedAt: expect.any(Date), mobile, mobileVerifiedAt: null });
    });

    it('has to be confirmed anew once the password was reset by mail, and not when it was by a text message', async () => {
      await confirmEmail(test, ann);
      await mailTo(test, ann.email, 'Text messages go to your mobile number');
      expect((await reset(await requestBy('SMS'))).errors).toBeUndefined();
      expect(await rowOf(ann)).toMatchObject({ mobileVerifiedAt: expect.any(Date) });
      expect((await reset(await requestBy('MAIL'))).errors).toBeUndefined();
      expect(await rowOf(ann)).toMatchObject({ mobileVerifiedAt: null });
    });

    it('opens nothing once it is another one', async () => {
      const code = await requestBy('SMS');
      await change(number());
      expect((await reset(code)).errors).toMatchObject([{ message: NO_GOOD }]);
    });

    it('gives no more tries than mail does, nor more messages', async () => {
      const first = await requestBy('SMS');
      for (let attempt = 1; attempt <= 5; attempt++) await reset(wrong(first));
      for (const channel of ['MAIL', 'SMS'] as const) expect((await reset(await requestBy(channel))).errors).toMatchObject([{ message: NO_GOOD }]);
      for (let more = 1; more <= 5; more++) for (const channel of ['MAIL', 'SMS'] as const) await requestBy(channel);
      expect(await resetCodes()).toHaveLength(10);
    });

    it('is not, any more, once its owner says that it was somebody else who signed in and confirmed it', async () => {
      const ben = await confirmEmail(test, await test.shop.customer());
      test.clock.pass(1_000);
      const thief = await test.shop.signIn(ben.email);
      const link = /#([\w-]{43})/.exec((await mailTo(test, ben.email, 'New sign-in to your account')).text ?? '')?.[1] ?? '';
      test.clock.pass(1_000);
      const thiefs = number();
      await thief.do(UPDATE, { input: { mobile: thiefs } });
      await ask(thief);
      await verify(digits(await textTo(thiefs)), thief);
      expect(await rowOf(ben)).toMatchObject({ mobileVerifiedAt: expect.any(Date) });
      await test.shop.visitor().do(REPORT, { input: { token: link } });
      expect(await rowOf(ben)).toMatchObject({ mobileVerifiedAt: null });
      await requestBy('SMS', ben.email);
      expect(codeIn(await mailTo(test, ben.email, RESET_MAIL))).not.toBeNull();
      expect(twilio.textsTo(thiefs)).toHaveLength(1);
    });
  });

  it('that is not confirmed gets no code: the mail address does', async () => {
    const code = await requestBy('SMS');
    expect(codeIn(await mailTo(test, ann.email, RESET_MAIL))).toBe(code);
    expect(twilio.textsTo(mobile)).toEqual([]);
    await change(null);
    await requestBy('SMS');
    await eventually('two mails', async () => (await test.mailsTo(ann.email)).filter(({ subject }) => subject === RESET_MAIL).length === 2);
    await requestBy('SMS', 'nobody@example.com');
  });

  it.each(['PUSH', 'IN_APP'])('is not told of by %s', async (channel) => {
    expect((await send(REQUEST, { email: ann.email, channel })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.channel' }] } }]);
  });

  it('can be confirmed so often, and no more', async () => {
    for (let code = 1; code <= 10; code++) await ask();
    expect((await ask()).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(await test.shop.visitor().do('{ smsAvailable }')).toEqual({ smsAvailable: true });
  });

  it('costs the shop so much a day, however many people, networks and numbers there are', async () => {
    const { platform } = test.server;
    const throttle = (attempts: number): Throttle => new Throttle({ name: `spec-${randomInt(1e9)}`, attempts, perSeconds: 60 }, null);
    const security = new SecurityLog(platform.database, platform.clock);
    const codes = new OneTimeCodes(platform.database, platform.secretKey, platform.clock);
    const [perPerson, perNetwork, perShop] = [throttle(9), throttle(9), throttle(2)];
    const perNumber = new AddressThrottle(throttle(9), throttle(9));
    const mobiles = new MobileVerification(platform, new OwnPassword(platform.database, throttle(9), security), codes, security, { perPerson, perNetwork, perNumber, perShop });
    const asked: unknown[] = [];
    for (let each = 1; each <= 3; each++) {
      const { id } = await test.shop.customer();
      await database().unitOfWork(() => database().manager.update(User, { id }, { mobile: number() }));
      const viewer = { id, role: Role.CUSTOMER, credential: { kind: 'session' as const, id }, duties: [], topicIds: [] };
      asked.push(await mobiles.request(viewer, PASSWORD, { ip: `10.4.0.${each}`, userAgent: '' }).then(() => 'sent', ({ code }: { code: string }) => code));
    }
    expect(asked).toEqual(['sent', 'sent', 'RATE_LIMITED']);
  });
});

describe('a shop that sends no text messages', () => {
  let test: TestServer;

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('says so, and takes no number and no wish for one', async () => {
    const ann = await test.shop.customer();
    await ann.do(UPDATE, { input: { mobile: number() } });
    expect(await test.shop.visitor().do('{ smsAvailable }')).toEqual({ smsAvailable: false });
    expect((await ann.fail(ASK, { input: { password: PASSWORD } })).extensions.code).toBe('CONFLICT');
    const refused = await ann.fail(REQUEST, { input: { email: ann.email, channel: 'SMS' } });
    expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.channel' }] });
    expect(await ann.do(REQUEST, { input: { email: ann.email } })).toEqual({ requestPasswordReset: { ok: true } });
  });
});

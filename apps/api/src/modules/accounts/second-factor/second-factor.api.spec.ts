import { Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { generateSync } from 'otplib';
import { EventRow } from '../../../platform/events';
import { confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { AccountEvent } from '../account.events';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { RecoveryCode } from './recovery-code.entity';
import { SecondFactor } from './second-factor.entity';

const START = 'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret uri } }';
const CONFIRM = 'mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { viewer { id } recoveryCodes } }';
const DISABLE = 'mutation($input: DisableSecondFactorInput!) { disableSecondFactor(input: $input) { viewer { id } } }';
const RENEW = 'mutation($input: RenewRecoveryCodesInput!) { renewRecoveryCodes(input: $input) { recoveryCodes } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const VIEWER = '{ viewer { id } }';
const PASSWORD = 'correct horse battery';
const STEP = 30_000;

describe('the second factor', () => {
  let test: TestServer;
  let ann: Person;

  const repository = () => test.server.platform.database.repository(SecondFactor);
  const codeOf = (secret: string): string => generateSync({ secret, epoch: Math.floor(test.clock.now().getTime() / 1_000) });
  const start = async (actor: Actor): Promise<{ secret: string; uri: string }> =>
    (await actor.do<{ startSecondFactor: { secret: string; uri: string } }>(START, { input: { password: PASSWORD } })).startSecondFactor;
  const confirm = async (actor: Actor, secret: string): Promise<string[]> =>
    (await actor.do<{ confirmSecondFactor: { recoveryCodes: string[] } }>(CONFIRM, { input: { code: codeOf(secret) } })).confirmSecondFactor.recoveryCodes;
  /** With the next step reached, as each is good once. */
  const setUp = async (actor: Actor): Promise<{ secret: string; recoveryCodes: string[] }> => {
    const { secret } = await start(actor);
    const recoveryCodes = await confirm(actor, secret);
    test.clock.pass(STEP);
    return { secret, recoveryCodes };
  };
  const signIn = (person: Person, code: string | null = null, password = PASSWORD) =>
    test.shop.visitor().send(SIGN_IN, { input: { email: person.email, password, code } });
  const isSignedIn = async (actor: Actor): Promise<boolean> => (await actor.do<{ viewer: unknown }>(VIEWER)).viewer !== null;
  const openFeed = async (actor: Actor): Promise<Feed<object>> => {
    const feed = actor.subscribe<object>('subscription { ticketChanged { id } }');
    await actor.overSocket(VIEWER);
    return feed;
  };
  const audit = async (person: Person): Promise<string[]> => {
    const rows = await test.server.platform.database.repository(SecurityEvent).find({ where: { userId: person.id }, order: { id: 'ASC' } });
    return rows.map(({ type }) => type).filter((type) => /FACTOR|RECOVERY/.test(type));
  };
  const facts = async (person: Person): Promise<unknown[]> =>
    (await test.server.platform.database.repository(EventRow).find({ where: { streamId: person.id, type: AccountEvent.secondFactorChanged }, order: { seq: 'ASC' } }))
      .map(({ data }) => data);

  beforeAll(async () => {
    test = await startTestServer({ SHOP_NAME: 'Example Shop' });
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('begins with the password and a secret, and counts for nothing yet', async () => {
    const { extensions } = await ann.fail(START, { input: { password: 'wrong horse battery' } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] });
    expect(await repository().existsBy({ userId: ann.id })).toBe(false);
    const { secret, uri } = await start(ann);
    expect(uri).toContain(`secret=${secret}`);
    expect(decodeURIComponent(uri)).toContain(`totp/Example Shop:${ann.email}`);
    expect(JSON.stringify(await repository().findOneByOrFail({ userId: ann.id }))).not.toContain(secret);
    expect((await signIn(ann)).errors).toBeUndefined();
    expect(await audit(ann)).toEqual([]);
  });

  it('is on once a code is right: the session is another, the others end, and the owner is told', async () => {
    const other = await test.shop.signIn(ann.email);
    const former = new Actor(test.origin).useCookies(ann.jar());
    const feeds = [await openFeed(other), await openFeed(former)];
    const { secret } = await start(ann);
    const recoveryCodes = await confirm(ann, secret);
    await eventually('the end of the sockets', () => feeds.every(({ closed }) => closed !== null), 1_000);
    expect([await isSignedIn(ann), await isSignedIn(former), await isSignedIn(other)]).toEqual([true, false, false]);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
    const kept = JSON.stringify(await test.server.platform.database.repository(RecoveryCode).findBy({ userId: ann.id }));
    for (const code of recoveryCodes) expect(kept).not.toContain(code);
    expect(await audit(ann)).toEqual(['SECOND_FACTOR_ENABLED']);
    expect(await facts(ann)).toEqual([{ enabled: true }]);
  });

  it('is not on by a wrong code, one without a start, or one an hour later', async () => {
    expect((await ann.fail(CONFIRM, { input: { code: '123456' } })).extensions.code).toBe('CONFLICT');
    const { secret } = await start(ann);
    const wrong = codeOf(secret) === '000000' ? '111111' : '000000';
    expect((await ann.fail(CONFIRM, { input: { code: wrong } })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.code' }] });
    expect((await ann.fail(CONFIRM, { input: { code: '12345' } })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.code' }] });
    test.clock.pass(60 * 60_000);
    expect((await ann.fail(CONFIRM, { input: { code: codeOf(secret) } })).extensions.code).toBe('CONFLICT');
    expect((await signIn(ann)).errors).toBeUndefined();
    expect([await audit(ann), await facts(ann)]).toEqual([[], []]);
  });

  it('takes only so many codes while it is set up', async () => {
    const { secret } = await start(ann);
    for (let count = 0; count < 10; count++) await ann.fail(CONFIRM, { input: { code: '000000' } });
    expect((await ann.fail(CONFIRM, { input: { code: codeOf(secret) } })).extensions.code).toBe('RATE_LIMITED');
  });

  it('is switched on once when it is confirmed twice at once, and not set up over itself', async () => {
    const { secret } = await start(ann);
    const answers = await Promise.all([1, 2].map(() => ann.send(CONFIRM, { input: { code: codeOf(secret) } })));
    const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);
    expect(codes).toHaveLength(1);
    expect(['CONFLICT', 'UNAUTHENTICATED']).toContain(codes[0]); // by when it came
    expect(await facts(ann)).toHaveLength(1);
    expect(await test.server.platform.database.repository(RecoveryCode).countBy({ userId: ann.id })).toBe(10);
  });

  it('is not set up over one that is on', async () => {
    const { secret } = await setUp(ann);
    expect((await ann.fail(START, { input: { password: PASSWORD } })).extensions.code).toBe('CONFLICT');
    expect((await signIn(ann, codeOf(secret))).errors).toBeUndefined();
  });

  it('goes off with the password and a code: the session is another, and the owner is told', async () => {
    const { secret } = await setUp(ann);
    const former = new Actor(test.origin).useCookies(ann.jar());
    for (const [input, path] of [
      [{ password: 'wrong horse battery', code: codeOf(secret) }, 'input.password'],
      [{ password: PASSWORD, code: '000000' }, 'input.code'],
      [{ password: PASSWORD, code: '' }, 'input.code'],
    ] as const) {
      expect((await ann.fail(DISABLE, { input })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    }
    await ann.do(DISABLE, { input: { password: PASSWORD, code: codeOf(secret) } });
    expect([await isSignedIn(ann), await isSignedIn(former)]).toEqual([true, false]);
    expect((await signIn(ann)).errors).toBeUndefined();
    expect(await audit(ann)).toEqual(['SECOND_FACTOR_ENABLED', 'SECOND_FACTOR_DISABLED']);
    expect(await facts(ann)).toEqual([{ enabled: true }, { enabled: false }]);
    expect(await repository().existsBy({ userId: ann.id })).toBe(false);
    expect(await test.server.platform.database.repository(RecoveryCode).countBy({ userId: ann.id })).toBe(0);
    expect((await ann.fail(DISABLE, { input: { password: PASSWORD, code: codeOf(secret) } })).extensions.code).toBe('CONFLICT');
  });

  it('that goes off ends the other sessions, and closes the sockets of access tokens, which go on', async () => {
    const { secret, recoveryCodes } = await setUp(ann);
    const program = await test.shop.program(ann, ['TICKETS_READ']);
    const other = test.shop.visitor();
    await other.do(SIGN_IN, { input: { email: ann.email, password: PASSWORD, code: recoveryCodes[0] } });
    const feeds = [await openFeed(program), await openFeed(other)];
    await ann.do(DISABLE, { input: { password: PASSWORD, code: codeOf(secret) } });
    await eventually('the end of the sockets', () => feeds.every(({ closed }) => closed !== null), 1_000);
    expect([await isSignedIn(program), await isSignedIn(other)]).toEqual([true, false]);
  });

  it('goes off with a recovery code for those who have lost the app', async () => {
    const { recoveryCodes } = await setUp(ann);
    await ann.do(DISABLE, { input: { password: PASSWORD, code: recoveryCodes[3] } });
    expect((await signIn(ann)).errors).toBeUndefined();
  });

  it('has recovery codes that are made anew with the password and a code, and then no others; the owner is told', async () => {
    await confirmEmail(test, ann);
    const renew = { password: PASSWORD, code: '000000' };
    expect((await ann.fail(RENEW, { input: renew })).extensions.code).toBe('CONFLICT');
    const { secret, recoveryCodes } = await setUp(ann);
    expect((await ann.fail(RENEW, { input: { ...renew, password: 'wrong horse battery' } })).extensions).toMatchObject({ issues: [{ path: 'input.password' }] });
    expect((await ann.fail(RENEW, { input: renew })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.code' }] });
    const input = { ...renew, code: codeOf(secret) };
    const { renewRecoveryCodes } = await ann.do<{ renewRecoveryCodes: { recoveryCodes: string[] } }>(RENEW, { input });
    expect((await signIn(ann, recoveryCodes[0])).errors).toHaveLength(1);
    expect((await signIn(ann, renewRecoveryCodes.recoveryCodes[0])).errors).toBeUndefined();
    expect(await audit(ann)).toEqual(['SECOND_FACTOR_ENABLED', 'RECOVERY_CODES_RENEWED', 'RECOVERY_CODE_USED']);
    await mailTo(test, ann.email, 'You have new recovery codes');
  });

  it('is for people themselves: no visitor and no program, whatever its scopes', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    const attempts = [[START, { password: PASSWORD }], [CONFIRM, { code: '123456' }], [DISABLE, { password: PASSWORD, code: '123456' }], [RENEW, { password: PASSWORD, code: '123456' }]] as const;
    for (const [query, input] of attempts) {
      expect((await test.shop.visitor().fail(query, { input })).extensions.code).toBe('UNAUTHENTICATED');
      expect((await program.fail(query, { input })).extensions.code).toBe('FORBIDDEN');
    }
  });

  describe('at sign-in', () => {
    const codesOf = async (answers: Promise<{ errors: readonly { extensions: { code: string } }[] | undefined }>[]): Promise<string[]> =>
      (await Promise.all(answers)).map(({ errors }) => errors?.[0]?.extensions.code ?? 'in');

    it('is asked for only of those who have the password', async () => {
      const { secret } = await setUp(ann);
      const [without] = (await signIn(ann)).errors ?? [];
      expect(without).toMatchObject({ message: 'Enter the six digits from your authenticator app.', extensions: { code: 'SECOND_FACTOR_REQUIRED' } });
      const plain = (await signIn(await test.shop.customer(), null, 'wrong horse battery')).errors?.[0];
      for (const code of [null, '000000', codeOf(secret)]) {
        const [wrong] = (await signIn(ann, code, 'wrong horse battery')).errors ?? [];
        expect(wrong).toEqual(plain);
      }
      expect((await signIn(ann, codeOf(secret))).errors).toBeUndefined(); // none of these used it up
    });

    it('says at the field when the code is wrong, and the audit knows', async () => {
      await setUp(ann);
      const [wrong] = (await signIn(ann, '000000')).errors ?? [];
      expect(wrong?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', issues: [{ path: 'input.code', message: wrong?.message }] });
      const rows = await test.server.platform.database.repository(SecurityEvent).find({ where: { userId: ann.id }, order: { id: 'ASC' } });
      expect(rows.at(-1)).toMatchObject({ type: 'SIGN_IN_FAILED', details: { reason: 'code' } });
    });

    it('takes each code once, however typed, and none that is older than the last', async () => {
      const { secret } = await setUp(ann);
      const earlier = codeOf(secret);
      test.clock.pass(STEP);
      const now = codeOf(secret);
      const spaced = `${now.slice(0, 3)} ${now.slice(3)}`;
      expect(await codesOf([signIn(ann, spaced)])).toEqual(['in']);
      expect(await codesOf([signIn(ann, now), signIn(ann, earlier)])).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    });

    it('lets one in of two who come with the same code at once', async () => {
      const { secret, recoveryCodes } = await setUp(ann);
      for (const code of [codeOf(secret), recoveryCodes[0] ?? '']) {
        expect((await codesOf([signIn(ann, code), signIn(ann, code)])).sort()).toEqual(['UNAUTHENTICATED', 'in']);
      }
    });

    it('takes each recovery code once, however typed, and none of anybody else', async () => {
      const { recoveryCodes: [first = '', second = ''] } = await setUp(ann);
      const bob = await test.shop.customer();
      await setUp(bob);
      expect(await codesOf([signIn(ann, first.toLowerCase().replaceAll('-', ' '))])).toEqual(['in']);
      expect(await codesOf([signIn(ann, first)])).toEqual(['UNAUTHENTICATED']);
      expect(await codesOf([signIn(bob, second)])).toEqual(['UNAUTHENTICATED']);
      expect(await codesOf([signIn(ann, second)])).toEqual(['in']);
      const used = await test.server.platform.database.repository(SecurityEvent).find({ where: { userId: ann.id }, order: { id: 'ASC' } });
      expect(used.filter(({ type }) => type === 'RECOVERY_CODE_USED').map(({ details }) => details)).toEqual([{ left: 9 }, { left: 8 }]);
    });

    it('counts wrong codes per person, wherever they come from', async () => {
      const { secret } = await setUp(ann);
      const bob = await test.shop.customer();
      const bobs = await setUp(bob);
      for (let count = 0; count < 5; count++) expect(await codesOf([signIn(ann, '000000')])).toEqual(['UNAUTHENTICATED']);
      expect(await codesOf([signIn(ann, codeOf(secret)), signIn(ann), signIn(bob, codeOf(bobs.secret))])).toEqual(['RATE_LIMITED', 'SECOND_FACTOR_REQUIRED', 'in']);
    });

    it('does not count those that were right', async () => {
      const { secret } = await setUp(ann);
      for (let count = 0; count < 7; count++) {
        expect(await codesOf([signIn(ann, codeOf(secret))])).toEqual(['in']);
        test.clock.pass(STEP);
      }
    });

    it('stays on when the password changes', async () => {
      const { secret } = await setUp(ann);
      const { passwordHash } = await test.server.platform.database.repository(User).findOneByOrFail({ id: (await test.shop.customer()).id });
      await test.server.platform.database.repository(User).update({ id: ann.id }, { passwordHash });
      expect(await codesOf([signIn(ann)])).toEqual(['SECOND_FACTOR_REQUIRED']);
      expect(await codesOf([signIn(ann, codeOf(secret))])).toEqual(['in']);
    });
  });
});

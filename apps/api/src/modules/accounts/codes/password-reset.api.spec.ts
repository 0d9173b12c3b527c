import { type Actor, eventually, type Person } from '@ccr/testkit';
import { IsNull } from 'typeorm';
import { codeIn, confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { CodePurpose, OneTimeCode } from './one-time-code.entity';
import { ResetRequest } from './reset-request.entity';

const REQUEST = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const OLD = 'correct horse battery';
const NEW = 'seven brown kettles sing';
const NO_GOOD = 'This code is not right, or too old. Ask for a new one.';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: { readonly data: unknown; readonly errors?: readonly { message: string; extensions: { code: string; issues?: { path: string }[] } }[] };
}

describe('a forgotten password', () => {
  let test: TestServer;
  let clients = 0;

  /** As a client at an address of its own would, unless said otherwise: attempts are counted by address. */
  const send = async (query: string, input: object, ip = `10.1.${Math.floor(++clients / 250)}.${clients % 250}`): Promise<Answer> => {
    const { statusCode, headers, body } = await test.server.app.inject({
      method: 'POST', url: '/graphql', remoteAddress: ip, payload: { query, variables: { input } },
    });
    return { status: statusCode, headers, body: JSON.parse(body) as Answer['body'] };
  };
  const database = () => test.server.platform.database;
  const lookedInto = () => {
    test.server.workers.forEach((worker) => worker.nudge()); // or the requests wait for a sweep
    return eventually('the requests to be looked into', async () => (await database().repository(ResetRequest).count()) === 0);
  };
  const codesOf = ({ id }: { id: string }): Promise<OneTimeCode[]> =>
    database().repository(OneTimeCode).find({ where: { userId: id, purpose: CodePurpose.RESET_PASSWORD }, order: { id: 'ASC' } });
  /** Asks for a code and resolves to its digits. */
  const codeFor = async (person: Person): Promise<string> => {
    await send(REQUEST, { email: person.email });
    await lookedInto();
    return test.server.platform.secretKey.code((await codesOf(person)).at(-1)?.id ?? '');
  };
  const wrong = (code: string): string => (code === '000000' ? '111111' : '000000');
  const reset = (person: { email: string }, code: string, newPassword = NEW) => send(RESET, { email: person.email, code, newPassword });
  const opens = async (person: Person, password: string): Promise<boolean> =>
    !(await send(SIGN_IN, { email: person.email, password })).body.errors;
  const change = ({ id }: Person, values: Partial<User>) => database().unitOfWork(() => database().manager.update(User, { id }, values));
  const rowOf = ({ id }: Person): Promise<User> => database().repository(User).findOneByOrFail({ id });
  const audit = async ({ id }: Person): Promise<string[]> =>
    (await database().repository(SecurityEvent).find({ where: { userId: id }, order: { id: 'ASC' } })).map(({ type }) => type);
  const isRefused = (answer: Answer): void =>
    expect(answer.body).toMatchObject({ data: null, errors: [{ message: NO_GOOD, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.code' }] } }] });

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('is exchanged for another by the mailed code, which signs nobody in', async () => {
    const ann = await confirmEmail(test, await test.shop.customer());
    await send(REQUEST, { email: ann.email.toUpperCase() });
    const mail = await mailTo(test, ann.email, 'Your code to reset the password');
    expect(JSON.stringify(mail)).not.toContain(ann.name);
    const code = codeIn(mail) ?? '';
    const answer = await reset(ann, ` ${code.slice(0, 3)} ${code.slice(3)} `);
    expect(answer.body).toEqual({ data: { resetPassword: { ok: true } } });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect([await opens(ann, OLD), await opens(ann, NEW)]).toEqual([false, true]);
    await mailTo(test, ann.email, 'Your password was changed');
    expect(await audit(ann)).toEqual(expect.arrayContaining(['PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET']));
  });

  it('is nobody’s but for all roles', async () => {
    for (const person of [await test.shop.agent(), await test.shop.agent('Boss', 'ADMIN')]) {
      await reset(person, await codeFor(person));
      expect(await opens(person, NEW)).toBe(true);
    }
  });

  it('ends all sessions, and their sockets within a second', async () => {
    const ann = await test.shop.customer();
    const other = await test.shop.signIn(ann.email);
    const watches = [ann, other].map((actor: Actor) => actor.subscribe('subscription { ticketChanged { id } }'));
    await Promise.all([ann, other].map((actor) => actor.overSocket('{ viewer { id } }')));
    await reset(ann, await codeFor(ann));
    await eventually('the end of the sockets', () => watches.every(({ closed }) => closed !== null), 1_000);
    for (const actor of [ann, other]) expect(await actor.do('{ viewer { id } }')).toEqual({ viewer: null });
  });

  it('is exchanged once for each code, also of two who try at once', async () => {
    const ann = await test.shop.customer();
    const code = await codeFor(ann);
    const answers = await Promise.all([NEW, 'nine green lanterns hum'].map((password) => reset(ann, code, password)));
    expect(answers.filter(({ body }) => !body.errors)).toHaveLength(1);
    isRefused(await reset(ann, code));
  });

  it('is not exchanged for an old code: not after ten minutes, not when there is a newer one', async () => {
    const ann = await test.shop.customer();
    const first = await codeFor(ann);
    const second = await codeFor(ann);
    if (first !== second) isRefused(await reset(ann, first));
    test.clock.pass(10 * MINUTE);
    isRefused(await reset(ann, second));
    const third = await codeFor(ann);
    test.clock.pass(9.5 * MINUTE);
    expect((await reset(ann, third)).body.errors).toBeUndefined();
  });

  it('stands five wrong codes; then the right one is wrong as well, and so is a new one, for an hour', async () => {
    const ann = await test.shop.customer();
    const code = await codeFor(ann);
    for (let attempt = 1; attempt <= 5; attempt++) isRefused(await reset(ann, wrong(code)));
    isRefused(await reset(ann, code));
    isRefused(await reset(ann, await codeFor(ann)));
    test.clock.pass(HOUR);
    expect((await reset(ann, await codeFor(ann))).body.errors).toBeUndefined();
    expect((await audit(ann)).filter((type) => type === 'PASSWORD_RESET_FAILED')).toHaveLength(7);
  });

  it('counts wrong codes that come at once one by one', async () => {
    const ann = await test.shop.customer();
    const code = await codeFor(ann);
    await Promise.all(Array.from({ length: 5 }, () => reset(ann, wrong(code))));
    isRefused(await reset(ann, code));
  });

  it('stands twenty wrong codes a day, and ten mails', async () => {
    const ann = await test.shop.customer();
    for (let window = 1; window <= 4; window++) {
      const code = await codeFor(ann);
      for (let attempt = 1; attempt <= 5; attempt++) await reset(ann, wrong(code));
      test.clock.pass(HOUR);
    }
    isRefused(await reset(ann, await codeFor(ann)));
    for (let mail = 6; mail <= 12; mail++) await codeFor(ann);
    expect(await codesOf(ann)).toHaveLength(10);
    test.clock.pass(24 * HOUR);
    expect((await reset(ann, await codeFor(ann))).body.errors).toBeUndefined();
  });

  it('of who can not sign in anyway is answered alike, and no code is made', async () => {
    const ann = await test.shop.customer();
    const deactivated = await test.shop.agent();
    const invited = await test.shop.agent();
    await change(deactivated, { deactivatedAt: new Date() });
    await change(invited, { passwordHash: null });
    const people = [ann, { email: 'nobody@example.com' }, deactivated, invited];
    const asked = await Promise.all(people.map(({ email }) => send(REQUEST, { email })));
    await lookedInto();
    const tried = await Promise.all(people.map((person) => reset(person, '000000')));
    for (const [first, ...others] of [asked, tried]) {
      for (const { status, headers, body } of others) {
        expect({ status, body }).toEqual({ status: first?.status, body: first?.body });
        expect(Object.keys(headers)).toEqual(Object.keys(first?.headers ?? {}));
      }
    }
    expect(asked[0]?.body).toEqual({ data: { requestPasswordReset: { ok: true } } });
    tried.forEach(isRefused);
    expect(await codesOf(ann)).toHaveLength(1);
    for (const person of [deactivated, invited]) expect(await codesOf(person)).toEqual([]);
    const ofNobody = await database().repository(SecurityEvent).findBy({ userId: IsNull() });
    expect(ofNobody.map(({ type }) => type).sort()).toEqual(['PASSWORD_RESET_FAILED', 'PASSWORD_RESET_REQUESTED']);
  });

  it('leaves a second factor and a deletion as they are, and fulfils the duty to change it', async () => {
    const agent = await test.shop.agent();
    const [secondFactorAt, deletionDueAt] = [new Date('2026-01-01T00:00:00Z'), new Date('2999-01-01T00:00:00Z')];
    await change(agent, { secondFactorAt, deletionDueAt, mustChangePassword: true });
    expect((await reset(agent, await codeFor(agent))).body.errors).toBeUndefined();
    expect(await rowOf(agent)).toMatchObject({ secondFactorAt, deletionDueAt, mustChangePassword: false });
  });

  it('reset shows that mail reaches the address: what waited for it goes out', async () => {
    const ann = await test.shop.customer();
    await reset(ann, await codeFor(ann));
    expect(await audit(ann)).toContain('EMAIL_VERIFIED');
    await mailTo(test, ann.email, /^Welcome/);
  });

  it.each([
    ['input.email', { email: 'ann at example.com' }],
    ['input.code', { code: '12345' }],
    ['input.code', { code: 'abcdef' }],
    ['input.newPassword', { newPassword: 'short' }],
    ['input.newPassword', { newPassword: 'password123' }],
    ['input.newPassword', { newPassword: 'rao.ann@example' }],
  ])('needs a good %s: not %j', async (path, bad) => {
    const { body } = await send(RESET, { email: 'rao.ann@example.com', code: '000000', newPassword: NEW, ...bad });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });

  it('is asked for so often from one place and no more, known or unknown', async () => {
    const ann = await test.shop.customer();
    for (const [ip, email] of [['10.9.0.1', ann.email], ['10.9.0.2', 'nobody@example.com']] as const) {
      const codes = [];
      for (let attempt = 1; attempt <= 6; attempt++) codes.push((await send(REQUEST, { email }, ip)).body.errors?.[0]?.extensions.code ?? 'done');
      expect(codes).toEqual([...Array<string>(5).fill('done'), 'RATE_LIMITED']);
    }
    const statuses = [];
    for (let attempt = 1; attempt <= 21; attempt++) statuses.push((await send(REQUEST, { email: `a${attempt}@example.com` }, '10.9.0.3')).status);
    expect(statuses.indexOf(429)).toBe(20);
    await lookedInto();
  });

  it('is reset so often from one place and no more', async () => {
    const statuses = [];
    for (let attempt = 1; attempt <= 31; attempt++) {
      statuses.push((await send(RESET, { email: `a${attempt}@example.com`, code: '000000', newPassword: NEW }, '10.9.0.4')).status);
    }
    expect(statuses.indexOf(429)).toBe(30);
  });
});

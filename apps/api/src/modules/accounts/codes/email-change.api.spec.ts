import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Person } from '@ccr/testkit';
import { codeIn, confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { SecurityEvent } from '../security-log/security-event.entity';
import { CodePurpose, OneTimeCode } from './one-time-code.entity';

const VIEWER = 'viewer { email pendingEmail emailVerified }';
const REQUEST = `mutation($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { ${VIEWER} } }`;
const CONFIRM = `mutation($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) { ${VIEWER} } }`;
const CANCEL = `mutation { cancelEmailChange { ${VIEWER} } }`;
const PASSWORD = 'correct horse battery';
const NO_GOOD = 'This code is not right, or too old. Ask for a new one.';
const TOLD = 'Your account has another e-mail address';

describe('another e-mail address', () => {
  let test: TestServer;
  let ann: Person;

  const newAddress = (): string => `new.${randomUUID().slice(0, 8)}@example.com`;
  const request = (actor: Actor, newEmail: string, password = PASSWORD) => actor.send(REQUEST, { input: { newEmail, password } });
  const confirm = (actor: Actor, code: string) => actor.send(CONFIRM, { input: { code } });
  const codeOf = async ({ id }: Person, purpose = CodePurpose.CHANGE_EMAIL): Promise<string> => {
    const codes = test.server.platform.database.repository(OneTimeCode);
    return test.server.platform.secretKey.code((await codes.find({ where: { userId: id, purpose }, order: { id: 'DESC' } }))[0]?.id ?? '');
  };
  const wrong = (code: string): string => (code === '000000' ? '111111' : '000000');
  const viewer = async (actor: Actor): Promise<unknown> => (await actor.do<{ viewer: unknown }>(`{ ${VIEWER} }`)).viewer;
  const isRefused = async (actor: Actor, code: string): Promise<void> =>
    expect(await actor.fail(CONFIRM, { input: { code } })).toMatchObject({ message: NO_GOOD, extensions: { issues: [{ path: 'input.code' }] } });
  const audit = async ({ id }: Person): Promise<string[]> =>
    (await test.server.platform.database.repository(SecurityEvent).findBy({ userId: id })).map(({ type }) => type);

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('is confirmed at the new one and told to the old one; sessions go on', async () => {
    await confirmEmail(test, ann);
    const email = newAddress();
    const asked = await request(ann, email.toUpperCase());
    expect(asked.data).toEqual({ requestEmailChange: { viewer: { email: ann.email, pendingEmail: email, emailVerified: true } } });
    const mail = await mailTo(test, email, 'Confirm your new e-mail address');
    expect(JSON.stringify(mail)).not.toContain(ann.name);
    const changed = await confirm(ann, codeIn(mail) ?? '');
    expect(changed.data).toEqual({ confirmEmailChange: { viewer: { email, pendingEmail: null, emailVerified: true } } });
    const told = await mailTo(test, ann.email, TOLD);
    expect(JSON.stringify(told)).not.toContain(email);
    expect((await test.shop.signIn(email)).id).toBe(ann.id);
    await expect(test.shop.signIn(ann.email)).rejects.toThrow('UNAUTHENTICATED');
    expect(await audit(ann)).toEqual(expect.arrayContaining(['EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED']));
  });

  it('of who never confirmed the old one is not told to it: it may be a stranger’s. Mail that waited goes to the new one', async () => {
    const email = newAddress();
    await request(ann, email);
    await confirm(ann, await codeOf(ann));
    await mailTo(test, email, /^Welcome/);
    const subjects = (await test.mailsTo(ann.email)).map(({ subject }) => subject);
    expect(subjects).toEqual(['Confirm your e-mail address']);
  });

  it('needs the password', async () => {
    const { extensions } = await ann.fail(REQUEST, { input: { newEmail: newAddress(), password: 'wrong horse battery' } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] });
    expect(await viewer(ann)).toMatchObject({ pendingEmail: null });
  });

  it.each([
    ['one that is none', async () => 'ann at example.com'],
    ['one with letters beyond ASCII', async () => 'änn@example.com'],
    ['the one that they have', async () => ann.email.toUpperCase()],
    ['one that has an account', async () => (await test.shop.customer()).email.toUpperCase()],
  ])('is not %s', async (_what, address) => {
    const { extensions } = await ann.fail(REQUEST, { input: { newEmail: await address(), password: PASSWORD } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.newEmail' }] });
  });

  it('goes to one of two who want it', async () => {
    const ben = await test.shop.customer();
    const email = newAddress();
    for (const person of [ann, ben]) await request(person, email);
    const codes = await Promise.all([ann, ben].map((person) => codeOf(person)));
    const answers = await Promise.all([confirm(ann, codes[0] ?? ''), confirm(ben, codes[1] ?? '')]);
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    const [error] = answers.flatMap(({ errors }) => errors ?? []);
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.code' }] });
    expect(error?.message).toContain('has an account of its own by now');
  });

  it('is confirmed once, of two who try at once, and told once', async () => {
    await confirmEmail(test, ann);
    await request(ann, newAddress());
    const code = await codeOf(ann);
    const answers = await Promise.all([confirm(ann, code), confirm(ann, code)]);
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    await mailTo(test, ann.email, TOLD);
    expect((await audit(ann)).filter((type) => type === 'EMAIL_CHANGED')).toHaveLength(1);
  });

  it('takes the code for an hour, of the last request, and not after it was cancelled', async () => {
    await request(ann, newAddress());
    const first = await codeOf(ann);
    const email = newAddress();
    await request(ann, email);
    expect(await viewer(ann)).toMatchObject({ pendingEmail: email });
    const second = await codeOf(ann);
    if (first !== second) await isRefused(ann, first);
    expect(await ann.do(CANCEL)).toMatchObject({ cancelEmailChange: { viewer: { email: ann.email, pendingEmail: null } } });
    await isRefused(ann, second);
    await request(ann, email);
    test.clock.pass(3_600_000);
    await isRefused(ann, await codeOf(ann));
    expect(await viewer(ann)).toMatchObject({ email: ann.email, pendingEmail: null });
  });

  it('stands five wrong codes, whatever comes after', async () => {
    await request(ann, newAddress());
    const code = await codeOf(ann);
    for (let attempt = 1; attempt <= 5; attempt++) await isRefused(ann, wrong(code));
    await isRefused(ann, code);
    await request(ann, newAddress());
    await isRefused(ann, await codeOf(ann));
  });

  it('ends the codes that went to the old one', async () => {
    const toOld = await codeOf(ann, CodePurpose.VERIFY_EMAIL);
    await request(ann, newAddress());
    await confirm(ann, await codeOf(ann));
    const codes = await test.server.platform.database.repository(OneTimeCode).findBy({ userId: ann.id });
    expect(codes.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(toOld).toMatch(/^\d{6}$/);
  });

  it('waits where only its owner sees it', async () => {
    const email = newAddress();
    await request(ann, email);
    const agent = await test.shop.agent();
    const { id } = await test.shop.assignedTicket(ann, agent);
    const asked = 'query($id: ID!) { ticket(id: $id) { customer { email pendingEmail } } }';
    for (const reader of [agent, await test.shop.firstAdmin()]) {
      expect(await reader.do(asked, { id })).toEqual({ ticket: { customer: { email: ann.email, pendingEmail: null } } });
    }
    expect(await ann.do(asked, { id })).toEqual({ ticket: { customer: { email: ann.email, pendingEmail: email } } });
  });

  it('is for people themselves: no visitor, no program, nobody else’s code', async () => {
    await request(ann, newAddress());
    const code = await codeOf(ann);
    const ben = await test.shop.customer();
    await request(ben, newAddress());
    if (code !== (await codeOf(ben))) await isRefused(ben, code);
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    for (const [actor, refusal] of [[test.shop.visitor(), 'UNAUTHENTICATED'], [program, 'FORBIDDEN']] as const) {
      expect((await actor.fail(REQUEST, { input: { newEmail: newAddress(), password: PASSWORD } })).extensions.code).toBe(refusal);
      expect((await actor.fail(CONFIRM, { input: { code } })).extensions.code).toBe(refusal);
      expect((await actor.fail(CANCEL)).extensions.code).toBe(refusal);
    }
    await eventually('nothing to have changed', async () => (await ann.do<{ viewer: { email: string } }>(`{ ${VIEWER} }`)).viewer.email === ann.email);
  });
});

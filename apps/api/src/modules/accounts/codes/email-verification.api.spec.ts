import type { Actor, Person } from '@ccr/testkit';
import { codeIn, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { SecurityEvent } from '../security-log/security-event.entity';
import { CodePurpose, OneTimeCode } from './one-time-code.entity';

const VERIFY = 'mutation($input: VerifyEmailInput!) { verifyEmail(input: $input) { viewer { id emailVerified } } }';
const RESEND = 'mutation { resendEmailVerification { ok } }';
const VERIFIED = '{ viewer { emailVerified } }';
const NO_GOOD = 'This code is not right, or too old. Ask for a new one.';
const HOUR = 3_600_000;

describe('showing that mail reaches a customer', () => {
  let test: TestServer;

  const codesOf = ({ id }: Person): Promise<OneTimeCode[]> =>
    test.server.platform.database.repository(OneTimeCode).find({ where: { userId: id, purpose: CodePurpose.VERIFY_EMAIL }, order: { id: 'ASC' } });
  /** The digits that were mailed last. */
  const codeOf = async (person: Person): Promise<string> => test.server.platform.secretKey.code((await codesOf(person)).at(-1)?.id ?? '');
  const wrong = (code: string): string => (code === '000000' ? '111111' : '000000');
  const verify = (actor: Actor, code: string) => actor.send(VERIFY, { input: { code } });
  const isRefused = async (actor: Actor, code: string): Promise<void> =>
    expect(await actor.fail(VERIFY, { input: { code } })).toMatchObject({
      message: NO_GOOD,
      extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.code', message: NO_GOOD }] },
    });
  const audit = ({ id }: Person): Promise<SecurityEvent[]> =>
    test.server.platform.database.repository(SecurityEvent).findBy({ userId: id, type: 'EMAIL_VERIFIED' as never });

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('is asked for at sign-up by a mail in which nothing is of their choice, and done with its code', async () => {
    const ann = await test.shop.customer('Click https://evil.example');
    expect(await ann.do(VERIFIED)).toEqual({ viewer: { emailVerified: false } });
    const mail = await mailTo(test, ann.email, 'Confirm your e-mail address');
    expect(JSON.stringify(mail)).not.toContain('evil');
    const code = codeIn(mail) ?? '';
    expect(mail.text).toContain(`http://localhost:4000/confirm-email?code=${code}`);
    expect((await verify(ann, ` ${code.slice(0, 3)} ${code.slice(3)}`)).data).toEqual({ verifyEmail: { viewer: { id: ann.id, emailVerified: true } } });
    expect(await audit(ann)).toMatchObject([{ actorId: ann.id, ip: '127.0.0.1' }]);
  });

  it('is not needed for anything else in the shop', async () => {
    const ann = await test.shop.customer();
    const { id } = await test.shop.ticket(ann);
    await test.shop.message(ann, id, 'More words');
  });

  it('done already, does nothing, whatever the code', async () => {
    const ann = await test.shop.customer();
    await verify(ann, await codeOf(ann));
    expect((await verify(ann, '000000')).data).toMatchObject({ verifyEmail: { viewer: { emailVerified: true } } });
    expect(await ann.do(RESEND)).toEqual({ resendEmailVerification: { ok: true } });
    expect(await codesOf(ann)).toHaveLength(1);
    expect(await audit(ann)).toHaveLength(1);
  });

  it('is done once, of two who try at once', async () => {
    const ann = await test.shop.customer();
    const code = await codeOf(ann);
    const answers = await Promise.all([verify(ann, code), verify(ann, code)]);
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(await audit(ann)).toHaveLength(1);
  });

  it('takes one’s own last code, and nobody else’s', async () => {
    const [ann, ben] = [await test.shop.customer(), await test.shop.customer()];
    const first = await codeOf(ann);
    if (first !== (await codeOf(ben))) await isRefused(ben, first);
    await ann.do(RESEND);
    const second = await codeOf(ann);
    if (first !== second) await isRefused(ann, first);
    expect((await verify(ann, second)).errors).toBeUndefined();
  });

  it('takes a code for a day', async () => {
    const ann = await test.shop.customer();
    const code = await codeOf(ann);
    test.clock.pass(24 * HOUR);
    await isRefused(await test.shop.signIn(ann.email), code);
  });

  it('stands five wrong codes; then the right one is wrong as well, and so is a new one, for an hour', async () => {
    const ann = await test.shop.customer();
    const code = await codeOf(ann);
    for (let attempt = 1; attempt <= 5; attempt++) await isRefused(ann, wrong(code));
    await isRefused(ann, code);
    await ann.do(RESEND);
    await isRefused(ann, await codeOf(ann));
    test.clock.pass(HOUR);
    expect((await verify(ann, await codeOf(ann))).errors).toBeUndefined();
  });

  it('mails ten codes a day', async () => {
    const ann = await test.shop.customer();
    for (let mail = 2; mail <= 10; mail++) await ann.do(RESEND);
    // From another network: mails to one address are limited by the hour as well.
    const { body } = await test.server.app.inject({
      method: 'POST', url: '/graphql', remoteAddress: '10.5.0.1', headers: ann.credentials(), payload: { query: RESEND },
    });
    const { errors } = JSON.parse(body) as { errors: { extensions: unknown }[] };
    expect(errors[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 86_400 });
    expect(await codesOf(ann)).toHaveLength(10);
    expect((await verify(ann, await codeOf(ann))).errors).toBeUndefined();
  });

  it.each(['', '12345', '1234567', 'abcdef', '12345６'])('wants six digits, not %j', async (code) => {
    const { extensions } = await (await test.shop.customer()).fail(VERIFY, { input: { code } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.code', message: 'Write the six digits from the mail.' }] });
  });

  it('is for people themselves: no visitor and no program', async () => {
    const ann = await test.shop.customer();
    const program = await test.shop.program(ann, ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    const input = { code: await codeOf(ann) };
    for (const [actor, code] of [[test.shop.visitor(), 'UNAUTHENTICATED'], [program, 'FORBIDDEN']] as const) {
      expect((await actor.fail(VERIFY, { input })).extensions.code).toBe(code);
      expect((await actor.fail(RESEND)).extensions.code).toBe(code);
    }
    expect(await ann.do(VERIFIED)).toEqual({ viewer: { emailVerified: false } });
  });

  it('is not asked of staff, whom an admin vouches for', async () => {
    for (const person of [await test.shop.agent(), await test.shop.firstAdmin()]) {
      expect(await person.do(VERIFIED)).toEqual({ viewer: { emailVerified: true } });
    }
  });
});

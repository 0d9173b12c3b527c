import type { Actor, Person } from '@ccr/testkit';
import { codeIn, confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const ASK = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }';
const RIGHT = 'correct horse battery';
const WRONG = 'wrong horse battery';
const NEW = 'seven brown kettles sing';

interface Tried {
  readonly code: unknown;
  readonly status: number;
  readonly body: { readonly data: unknown; readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[] };
}

describe('sign-in to an account that is attacked from many networks', () => {
  let test: TestServer;
  let ann: Person;
  let networks = 0;

  /** From a network of its own each time, in the browser of that actor. */
  const attempt = async (email: string, password: string, browser: Actor | null = null): Promise<Tried> => {
    networks++;
    const cookie = browser ? `ccr-device=${browser.jar()['ccr-device'] ?? ''}` : '';
    const { statusCode, body } = await test.server.app.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: `10.4.${Math.floor(networks / 250)}.${(networks % 250) + 1}`,
      headers: { cookie },
      payload: { query: SIGN_IN, variables: { input: { email, password } } },
    });
    const answer = JSON.parse(body) as Tried['body'];
    return { status: statusCode, body: answer, code: answer.errors?.[0]?.extensions['code'] ?? 'in' };
  };
  const attack = async (email: string, browser: Actor | null = null): Promise<void> => {
    for (let count = 0; count < 50; count++) expect((await attempt(email, WRONG, browser)).code).toBe('UNAUTHENTICATED');
  };

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await confirmEmail(test, await test.shop.customer());
  });

  it('is refused after fifty wrong passwords in an hour, but to the browsers that its owner has used', async () => {
    await attack(ann.email);
    expect((await attempt(ann.email, RIGHT)).code).toBe('RATE_LIMITED');
    expect((await attempt(ann.email, WRONG, ann)).code).toBe('UNAUTHENTICATED');
    for (let count = 0; count < 3; count++) expect((await attempt(ann.email, RIGHT, ann)).code).toBe('in');
  });

  it('is refused to browsers that only somebody else has used', async () => {
    const thief = await test.shop.customer();
    await attack(ann.email);
    expect((await attempt(ann.email, RIGHT, thief)).code).toBe('RATE_LIMITED');
    expect((await attempt(thief.email, RIGHT, thief)).code).toBe('in');
  });

  it('is refused to a known browser after fifty of its own, and to that one alone', async () => {
    const stolen = await test.shop.signIn(ann.email);
    await attack(ann.email, stolen);
    expect((await attempt(ann.email, RIGHT, stolen)).code).toBe('RATE_LIMITED');
    expect([(await attempt(ann.email, RIGHT)).code, (await attempt(ann.email, RIGHT, ann)).code]).toEqual(['in', 'in']);
  });

  it('is refused in the same words where there is no account', async () => {
    await attack(ann.email);
    await attack('nobody@example.com');
    const [known, unknown] = [await attempt(ann.email, WRONG), await attempt('nobody@example.com', WRONG)];
    const wait = expect.any(Number);
    for (const { status, body } of [known, unknown]) {
      expect(status).toBe(429);
      expect(body).toMatchObject({ data: null, errors: [{ message: known.body.errors?.[0]?.message, extensions: { code: 'RATE_LIMITED', retryAfterSeconds: wait } }] });
    }
  });

  it('does not count those that were right', async () => {
    for (let count = 0; count < 55; count++) expect((await attempt(ann.email, RIGHT)).code).toBe('in');
  });

  it('is open again once the password is reset', async () => {
    await attack(ann.email);
    await test.shop.visitor().do(ASK, { input: { email: ann.email } });
    test.server.workers.forEach((worker) => worker.nudge());
    const code = codeIn(await mailTo(test, ann.email, 'Your code to reset the password'));
    await test.shop.visitor().do(RESET, { input: { email: ann.email, code, newPassword: NEW } });
    expect((await attempt(ann.email, NEW)).code).toBe('in');
  });
});

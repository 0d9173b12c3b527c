import type { Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';

jest.unmock('@node-rs/argon2'); // it is about what a password costs

const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';
const RIGHT = 'correct horse battery';
const WRONG = 'wrong horse battery';

interface Body {
  readonly data: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

describe('sign-in', () => {
  let test: TestServer;
  let ann: Person;

  /** As `ip` would; every spec has addresses of its own, so that they don't count for each other. */
  const attempt = async (ip: string, input: object, headers: Record<string, string> = {}) => {
    const payload = { query: SIGN_IN, variables: { input } };
    const { statusCode, headers: answered, body } = await test.server.app.inject({
      method: 'POST', url: '/graphql', remoteAddress: ip, headers, payload,
    });
    return { status: statusCode, headers: answered, body: JSON.parse(body) as Body };
  };
  const codeOf = ({ body }: { body: Body }): unknown => body.errors?.[0]?.extensions['code'];

  beforeAll(async () => {
    test = await startTestServer();
    ann = await test.shop.customer();
  });
  afterAll(() => test.stop());

  it('works with the address in any case and with spaces around it', async () => {
    for (const email of [ann.email, ann.email.toUpperCase(), ` ${ann.email} `]) {
      expect((await test.shop.signIn(email)).id).toBe(ann.id);
    }
  });

  it('does not take a password for another: not in other case, not trimmed', async () => {
    for (const password of [RIGHT.toUpperCase(), ` ${RIGHT}`, `${RIGHT}\u0000`, '', RIGHT.slice(0, -1)]) {
      expect(codeOf(await attempt('10.0.0.1', { email: ann.email, password }))).toBe('UNAUTHENTICATED');
    }
  });

  it('takes a similar address for another: databases find é where e is asked for', async () => {
    const email = ann.email.replace('e', 'é');
    expect(codeOf(await attempt('10.0.0.2', { email, password: RIGHT }))).toBe('UNAUTHENTICATED');
  });

  it('answers a wrong password and an unknown address with the same body and status', async () => {
    const wrong = await attempt('10.0.0.3', { email: ann.email, password: WRONG });
    const unknown = await attempt('10.0.0.3', { email: 'nobody@example.com', password: WRONG });
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.body).toEqual(wrong.body);
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(wrong.headers).sort());
    expect(wrong).toMatchObject({ status: 200, body: { data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
  });

  it('answers both after the same time', async () => {
    const times: Record<'wrong' | 'unknown', number[]> = { wrong: [], unknown: [] };
    const time = async (kind: 'wrong' | 'unknown', round: number, email: string): Promise<void> => {
      const start = performance.now();
      await attempt(`10.0.1.${round}`, { email, password: WRONG });
      times[kind].push(performance.now() - start);
    };
    for (let round = 0; round < 21; round++) {
      await time('wrong', round, ann.email);
      await time('unknown', round, 'nobody@example.com');
    }
    const [wrong, unknown] = [times.wrong, times.unknown].map((all) => all.sort((a, b) => a - b)[10] ?? 0) as [number, number];
    expect(unknown).toBeGreaterThan(wrong / 2);
    expect(unknown).toBeLessThan(wrong * 2);
  });

  describe('throttling', () => {
    const email = 'throttled@example.com';
    const wrong = { email, password: WRONG };

    it('refuses the eleventh attempt for a person, with 429 and the time to wait, as for one who is unknown', async () => {
      await test.shop.visitor().do('mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }', {
        input: { name: 'T', email, password: RIGHT },
      });
      for (const input of [wrong, { ...wrong, email: 'nobody.else@example.com' }]) {
        const answers = [];
        for (let count = 0; count < 11; count++) answers.push(await attempt('10.0.2.1', input));
        expect(answers.map(codeOf).slice(8)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', 'RATE_LIMITED']);
        const last = answers[10];
        expect(last?.status).toBe(429);
        const seconds = Number(last?.headers['retry-after']);
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(900);
        expect(last?.body.errors?.[0]?.extensions['retryAfterSeconds']).toBe(seconds);
      }
    });

    it('refuses the right password then too, and the address in another case', async () => {
      for (const input of [{ email, password: RIGHT }, { ...wrong, email: email.toUpperCase() }]) {
        expect(codeOf(await attempt('10.0.2.1', input))).toBe('RATE_LIMITED');
      }
    });

    it('is not got around by a header that names another address', async () => {
      const headers = { 'x-forwarded-for': '10.9.9.9', forwarded: 'for=10.9.9.9', 'x-real-ip': '10.9.9.9' };
      expect(codeOf(await attempt('10.0.2.1', wrong, headers))).toBe('RATE_LIMITED');
    });

    it('locks the person out nowhere else, and nobody else there', async () => {
      expect((await attempt('10.0.2.2', { email, password: RIGHT })).body.errors).toBeUndefined();
      expect((await attempt('10.0.2.1', { email: ann.email, password: RIGHT })).body.errors).toBeUndefined();
    });

    it('refuses an address that tries a hundred people', async () => {
      const answers = [];
      for (let count = 0; count < 101; count++) {
        answers.push(await attempt('10.0.2.3', { email: `person.${count}@example.com`, password: '' }));
      }
      expect(answers.map(codeOf).slice(99)).toEqual(['UNAUTHENTICATED', 'RATE_LIMITED']);
    });

    it('forgives an attempt that was good', async () => {
      for (let count = 0; count < 15; count++) {
        expect((await attempt('10.0.2.4', { email: ann.email, password: RIGHT })).body.errors).toBeUndefined();
      }
    });

    it('gives an operation with several attempts no more than one wrong one', async () => {
      const fields = ['a', 'b', 'c', 'd'].map((alias) => `${alias}: signIn(input: $input) { viewer { id } }`);
      const answer = await test.shop.visitor().send(`mutation($input: SignInInput!) { ${fields.join(' ')} }`, { input: wrong });
      expect(answer.data).toBeNull();
      expect(answer.errors).toHaveLength(1);
    });
  });
});

import { startTestServer, type TestServer } from '../../testing/test-server';

const SIGN_IN = 'mutation { signIn(input: { email: "ann@example.com", password: "wrong password" }) { viewer { id } } }';

describe('behind a proxy', () => {
  let test: TestServer;
  afterEach(() => test.stop());

  /** The code that each of 12 wrong sign-ins gets when a proxy says that it comes from another client each time. */
  const codes = async (): Promise<string[]> => {
    const found: string[] = [];
    for (let client = 1; client <= 12; client++) {
      const response = await fetch(`${test.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${client}` },
        body: JSON.stringify({ query: SIGN_IN }),
      });
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      found.push(errors[0]?.extensions.code ?? '');
    }
    return found;
  };

  it('clients are told apart when the proxy is one of ours', async () => {
    test = await startTestServer({ TRUST_PROXY: '127.0.0.0/8, ::1' });
    expect(new Set(await codes())).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it('nobody is believed by default', async () => {
    test = await startTestServer();
    expect(await codes()).toContain('RATE_LIMITED');
  });
});

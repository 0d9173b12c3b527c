import { startTestServer, type TestServer } from '../../../testing/test-server';

const SIGN_UP = /* GraphQL */ `
  mutation ($input: SignUpInput!) {
    signUp(input: $input) { viewer { id name email mobile role } }
  }
`;
const ANN = { name: 'Ann Rao', email: 'ann@example.com', password: 'correct horse' };

describe('sign-up', () => {
  let test: TestServer;
  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('makes a customer, who is signed in from then on', async () => {
    const visitor = test.shop.visitor();
    const input = { ...ANN, name: '  Ann Rao ', email: 'Ann.Rao@Example.COM', mobile: '+49 151 12345678' };
    const answer = await visitor.send(SIGN_UP, { input });
    const viewer = { name: 'Ann Rao', email: 'ann.rao@example.com', mobile: '+4915112345678', role: 'CUSTOMER' };
    expect(answer.data).toMatchObject({ signUp: { viewer } });
    expect(await visitor.do('{ viewer { name role } }')).toEqual({ viewer: { name: 'Ann Rao', role: 'CUSTOMER' } });
  });

  it('refuses an address that has an account, in whatever case it is written', async () => {
    await test.shop.visitor().do(SIGN_UP, { input: { ...ANN, email: 'taken@example.com' } });
    const again = test.shop.visitor();
    const error = await again.fail(SIGN_UP, { input: { ...ANN, email: 'TAKEN@Example.com' } });
    const message = 'This address already has an account. Sign in, or reset the password.';
    expect(error).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.email', message }] } });
    expect(await again.do('{ viewer { id } }')).toEqual({ viewer: null });
  });

  it('makes one account of two sign-ups for one address at the same moment', async () => {
    const input = { ...ANN, email: 'twice@example.com' };
    const answers = await Promise.all([1, 2].map(() => test.shop.visitor().send(SIGN_UP, { input })));
    expect(answers.filter((answer) => answer.data?.['signUp'])).toHaveLength(1);
    expect(answers.flatMap((answer) => answer.errors?.[0]?.extensions.code ?? [])).toEqual(['BAD_USER_INPUT']);
  });

  it('lets nobody choose a role, or anything else that is not asked for', async () => {
    for (const extra of [{ role: 'ADMIN' }, { id: 'me' }, { passwordHash: 'x' }]) {
      const answer = await test.shop.visitor().send(SIGN_UP, { input: { ...ANN, email: 'role@example.com', ...extra } });
      expect(answer).toMatchObject({ status: 400, data: null });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input' }] });
    }
    const later = await test.shop.visitor().send(SIGN_UP, { input: { ...ANN, email: 'role@example.com' } });
    expect(later.data).toMatchObject({ signUp: { viewer: { role: 'CUSTOMER' } } });
  });

  it.each([
    ['no name', { name: undefined }, 'input.name'],
    ['a name of nothing but spaces', { name: ' \t ' }, 'input.name'],
    ['a name that nobody can see', { name: '\u200b\u2063' }, 'input.name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'input.name'],
    ['a name with a control character', { name: 'Ann\u0000Rao' }, 'input.name'],
    ['a name with half an emoji', { name: 'Ann \ud83c' }, 'input.name'],
    ['a name in two lines', { name: 'Ann\nRao' }, 'input.name'],
    ['no address', { email: null }, 'input.email'],
    ['a blank address', { email: '  ' }, 'input.email'],
    ['an address that is none', { email: 'ann at example.com' }, 'input.email'],
    ['two addresses', { email: 'a@example.com,b@example.com' }, 'input.email'],
    ['an address with a line break', { email: 'ann@example.com\nbcc: b@example.com' }, 'input.email'],
    ['an address with letters beyond ASCII', { email: 'änn@example.com' }, 'input.email'],
    ['an address of 255 characters', { email: `${'a'.repeat(60)}@${'b.'.repeat(96)}com` }, 'input.email'],
    ['an endless address', { email: `${'a@'.repeat(50_000)}b.com` }, 'input.email'],
    ['a password of 7 characters', { password: '1234567' }, 'input.password'],
    ['a password of 129 characters', { password: 'x'.repeat(129) }, 'input.password'],
    ['a mobile number without a country code', { mobile: '015112345678' }, 'input.mobile'],
    ['a mobile number of 16 digits', { mobile: '+1234567890123456' }, 'input.mobile'],
    ['a name that is a number', { name: 7 }, 'input.name'],
  ])('refuses %s, and says where', async (_what, wrong, path) => {
    const error = await test.shop.visitor().fail(SIGN_UP, { input: { ...ANN, email: 'wrong@example.com', ...wrong } });
    expect(error.extensions.code).toBe('BAD_USER_INPUT');
    expect(new Set(error.extensions.issues?.map((issue) => issue.path))).toEqual(new Set([path]));
    for (const issue of error.extensions.issues ?? []) expect(issue.message).not.toBe('');
  });

  it('tells everything that is wrong at once', async () => {
    const error = await test.shop.visitor().fail(SIGN_UP, { input: { name: '', email: 'x', password: 'x', mobile: 'x' } });
    const paths = new Set(error.extensions.issues?.map((issue) => issue.path));
    expect(paths).toEqual(new Set(['input.name', 'input.email', 'input.password', 'input.mobile']));
  });

  it('takes long names, passphrases and addresses, as they are', async () => {
    const input = { name: `${'Ж'.repeat(98)}🎫`, email: `${'a'.repeat(64)}@${'b'.repeat(63)}.example.com`, password: '🐎 коню'.repeat(18) };
    const { signUp } = await test.shop.visitor().do<{ signUp: { viewer: { name: string } } }>(SIGN_UP, { input });
    expect(signUp.viewer.name).toBe(input.name);
    await test.shop.signIn(input.email, input.password);
  });

  it('takes no mobile number for none', async () => {
    const { signUp } = await test.shop.visitor().do<{ signUp: { viewer: object } }>(SIGN_UP, {
      input: { ...ANN, email: 'mobile@example.com', mobile: null },
    });
    expect(signUp.viewer).toMatchObject({ mobile: null });
  });

  it('is throttled by address, taken or not: the answer tells which', async () => {
    for (const email of ['free@example.com', 'taken@example.com']) {
      const codes = [];
      for (let attempt = 1; attempt <= 12; attempt++) {
        codes.push((await test.shop.visitor().send(SIGN_UP, { input: { ...ANN, email } })).errors?.[0]?.extensions.code);
      }
      expect(codes.slice(1, 8)).toEqual(Array(7).fill('BAD_USER_INPUT'));
      expect(codes.at(-1)).toBe('RATE_LIMITED');
    }
  });

  it('is throttled by client address', async () => {
    const answers = [];
    for (let attempt = 0; attempt <= 60; attempt++) {
      answers.push(await test.shop.visitor().send(SIGN_UP, { input: { ...ANN, email: `ann${attempt}@example.com`, password: 'password' } }));
    }
    expect(answers.at(-1)).toMatchObject({ status: 429, data: null, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });
});

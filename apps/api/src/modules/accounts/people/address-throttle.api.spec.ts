import { randomUUID } from 'node:crypto';
import type { Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';

const SIGN_UP = 'mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }';
const CHANGE = 'mutation($input: RequestEmailChangeInput!) { requestEmailChange(input: $input) { viewer { id } } }';
const RESEND = 'mutation { resendEmailVerification { ok } }';
const PASSWORD = 'correct horse battery';

describe('what is done to one address by those who may not own it', () => {
  let test: TestServer;
  let networks = 0;

  const newAddress = (): string => `a.${randomUUID().slice(0, 8)}@example.com`;
  const newNetwork = (): string => `10.3.${Math.floor(++networks / 250)}.${(networks % 250) + 1}`;
  /** Resolves to the code of the refusal, or "done". */
  const send = async (query: string, input: object, ip: string, person: Person | null = null): Promise<string> => {
    const { body } = await test.server.app.inject({
      method: 'POST', url: '/graphql', remoteAddress: ip, headers: person?.credentials() ?? {}, payload: { query, variables: { input } },
    });
    return (JSON.parse(body) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code ?? 'done';
  };
  const signUp = (email: string, ip: string, password = PASSWORD) => send(SIGN_UP, { name: 'Ann Rao', email, password }, ip);
  const move = (person: Person, newEmail: string, ip: string, password = PASSWORD) => send(CHANGE, { newEmail, password }, ip, person);
  const times = async (count: number, act: () => Promise<string>): Promise<string[]> => {
    const answers = [];
    for (let turn = 0; turn < count; turn++) answers.push(await act());
    return answers;
  };

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('is counted together: by signing up with it and by wanting it, from one network', async () => {
    const ip = newNetwork();
    const [taken, free] = [(await test.shop.customer()).email, newAddress()];
    for (const email of [taken, free]) {
      const ann = await test.shop.customer();
      expect(await times(6, () => move(ann, email, ip))).not.toContain('RATE_LIMITED');
      expect(await times(4, () => signUp(email, ip))).not.toContain('RATE_LIMITED');
      expect([await signUp(email, ip), await move(ann, email, ip)]).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
      expect(await signUp(email, newNetwork())).toBe('BAD_USER_INPUT');
    }
  });

  it('is counted over all networks', async () => {
    const { email } = await test.shop.customer();
    expect(await times(29, () => signUp(email, newNetwork()))).not.toContain('RATE_LIMITED');
    expect((await times(2, () => signUp(email, newNetwork()))).at(-1)).toBe('RATE_LIMITED');
    const ann = await test.shop.customer();
    expect(await move(ann, email, newNetwork())).toBe('RATE_LIMITED');
  });

  it('is not counted when the password is no good: who looks for one is not stopped', async () => {
    const [ip, email] = [newNetwork(), newAddress()];
    expect(new Set(await times(12, () => signUp(email, ip, 'password')))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(await signUp(email, ip)).toBe('done');
  });

  it('is ten wishes an hour of a person for other addresses, however many those are', async () => {
    const ann = await test.shop.customer();
    const { email: taken } = await test.shop.customer();
    await move(ann, newAddress(), newNetwork(), 'wrong horse battery');
    expect(new Set(await times(9, () => move(ann, newAddress(), newNetwork())))).toEqual(new Set(['done']));
    expect(await move(ann, taken, newNetwork())).toBe('BAD_USER_INPUT');
    expect([await move(ann, taken, newNetwork()), await move(ann, newAddress(), newNetwork())]).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('is sixty wishes an hour from one network, whoever has them', async () => {
    const ip = newNetwork();
    for (let count = 0; count < 6; count++) {
      const person = await test.shop.customer();
      expect(new Set(await times(10, () => move(person, newAddress(), ip)))).toEqual(new Set(['done']));
    }
    expect(await move(await test.shop.customer(), newAddress(), ip)).toBe('RATE_LIMITED');
  });

  it('is ten codes an hour that one network has mailed to it', async () => {
    const [ip, email] = [newNetwork(), newAddress()];
    const ann = await test.shop.customer();
    const bob = await test.shop.customer();
    await times(5, () => move(ann, email, ip));
    await times(4, () => move(bob, email, ip));
    expect(await signUp(email, ip)).toBe('done');
    const owner = await test.shop.signIn(email);
    expect(await send(RESEND, {}, ip, owner)).toBe('RATE_LIMITED');
    expect(await send(RESEND, {}, newNetwork(), owner)).toBe('done');
  });
});

import type { Actor, Person } from '@ccr/testkit';
import { generateSync } from 'otplib';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { SecurityEvent } from './security-event.entity';

const PASSWORD = 'correct horse battery';
const WRONG = 'wrong horse battery';
const START = 'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret } }';
const CONFIRM = 'mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';

/** Every operation that asks for one's own password again, with a wrong one. */
const ASKS: [string, string, object][] = [
  ['changePassword', 'viewer { id }', { currentPassword: WRONG, newPassword: 'seven brown kettles sing' }],
  ['requestEmailChange', 'viewer { id }', { newEmail: 'other@example.com', password: WRONG }],
  ['startSecondFactor', 'uri', { password: WRONG }],
  ['disableSecondFactor', 'viewer { id }', { password: WRONG, code: '000000' }],
  ['renewRecoveryCodes', 'recoveryCodes', { password: WRONG, code: '000000' }],
  ['exportAccount', 'data', { password: WRONG }],
  ['deleteAccount', 'deletionDueAt', { password: WRONG }],
];

describe('the audit of those who may not be who they say', () => {
  let test: TestServer;
  let ann: Person;

  const ask = (actor: Actor, operation: string, fields: string, input: object) => {
    const type = `${operation[0]?.toUpperCase()}${operation.slice(1)}Input`;
    return actor.fail(`mutation($input: ${type}!) { ${operation}(input: $input) { ${fields} } }`, { input });
  };
  const lines = async (type: string): Promise<SecurityEvent[]> =>
    test.server.platform.database.repository(SecurityEvent).find({ where: { userId: ann.id, type: type as never }, order: { id: 'ASC' } });
  const setUpFactor = async (): Promise<void> => {
    const { startSecondFactor } = await ann.do<{ startSecondFactor: { secret: string } }>(START, { input: { password: PASSWORD } });
    const code = generateSync({ secret: startSecondFactor.secret, epoch: Math.floor(test.clock.now().getTime() / 1_000) });
    await ann.do(CONFIRM, { input: { code } });
  };

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await test.shop.customer();
  });

  it('knows of every wrong password of someone who is signed in, and for what it was asked', async () => {
    for (const [operation, fields, input] of ASKS) {
      expect((await ask(ann, operation, fields, input)).extensions.code).toBe('BAD_USER_INPUT');
    }
    const found = await lines('PASSWORD_CHECK_FAILED');
    expect(found.map(({ details }) => details)).toEqual(ASKS.map(([operation]) => ({ for: operation, wrong: 'password' })));
    for (const line of found) expect(line).toMatchObject({ actorId: ann.id, ip: '127.0.0.1' });
    expect(JSON.stringify(found)).not.toContain(WRONG);
  });

  it('knows of every wrong code of someone who is signed in', async () => {
    await setUpFactor();
    const input = { password: PASSWORD, code: '000000' };
    await ask(ann, 'disableSecondFactor', 'viewer { id }', input);
    await ask(ann, 'renewRecoveryCodes', 'recoveryCodes', input);
    expect((await lines('PASSWORD_CHECK_FAILED')).map(({ details }) => details)).toEqual([
      { for: 'disableSecondFactor', wrong: 'code' },
      { for: 'renewRecoveryCodes', wrong: 'code' },
    ]);
  });

  it('knows of those who had the password and no code, once for each attempt', async () => {
    await setUpFactor();
    const signIn = { email: ann.email, password: PASSWORD };
    for (let count = 0; count < 2; count++) await test.shop.visitor().fail(SIGN_IN, { input: signIn });
    expect((await lines('SIGN_IN_FAILED')).map(({ details }) => details)).toEqual([{ reason: 'code-missing' }, { reason: 'code-missing' }]);
  });
});

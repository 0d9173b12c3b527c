import { type Actor, eventually, type Person } from '@ccr/testkit';
import { generateSync } from 'otplib';
import { codeIn, confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { RecoveryCode } from '../second-factor/recovery-code.entity';
import { SecurityEvent } from '../security-log/security-event.entity';
import { KnownDevice } from '../sessions/known-device.entity';

const ASK = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { ok } }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }';
const START = 'mutation($input: StartSecondFactorInput!) { startSecondFactor(input: $input) { secret } }';
const CONFIRM = 'mutation($input: ConfirmSecondFactorInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }';
const VIEWER = '{ viewer { id } }';
const OLD = 'correct horse battery';
const NEW = 'seven brown kettles sing';

describe('a password that is reset', () => {
  let test: TestServer;

  const database = () => test.server.platform.database;
  const reset = async ({ email }: Person): Promise<void> => {
    await test.shop.visitor().do(ASK, { input: { email } });
    test.server.workers.forEach((worker) => worker.nudge());
    const code = codeIn(await mailTo(test, email, 'Your code to reset the password'));
    await test.shop.visitor().do(RESET, { input: { email, code, newPassword: NEW } });
  };
  const setUpFactor = async (actor: Actor): Promise<void> => {
    const { startSecondFactor } = await actor.do<{ startSecondFactor: { secret: string } }>(START, { input: { password: OLD } });
    const code = generateSync({ secret: startSecondFactor.secret, epoch: Math.floor(test.clock.now().getTime() / 1_000) });
    await actor.do(CONFIRM, { input: { code } });
  };
  const audit = async ({ id }: Person): Promise<unknown[]> =>
    (await database().repository(SecurityEvent).find({ where: { userId: id }, order: { id: 'ASC' } })).map(({ type, details }) => ({ type, details }));

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  it('ends all access tokens and closes their sockets within a second, and leaves those of others', async () => {
    const ann = await confirmEmail(test, await test.shop.customer());
    const program = await test.shop.program(ann, ['TICKETS_READ']);
    const bobs = await test.shop.program(await test.shop.customer(), ['TICKETS_READ']);
    const feed = program.subscribe('subscription { ticketChanged { id } }');
    await program.overSocket(VIEWER);
    await reset(ann);
    await eventually('the end of the socket', () => feed.closed, 1_000);
    expect((await program.fail(VIEWER)).extensions.code).toBe('UNAUTHENTICATED');
    await bobs.do(VIEWER);
    expect(await audit(ann)).toContainEqual({ type: 'PASSWORD_RESET', details: { accessTokens: 1 } });
    expect((await mailTo(test, ann.email, 'Your password was changed')).text).toContain('its access tokens have ended');
  });

  it('leaves nothing to whoever signed up with an address that was not theirs', async () => {
    const squatter = await test.shop.customer();
    await setUpFactor(squatter);
    await reset(squatter);
    const owner = await test.shop.signIn(squatter.email, NEW);
    expect(await owner.do('{ viewer { id secondFactorEnabled emailVerified } }')).toEqual({
      viewer: { id: squatter.id, secondFactorEnabled: false, emailVerified: true },
    });
    expect(await database().repository(RecoveryCode).countBy({ userId: owner.id })).toBe(0);
    expect(await database().repository(KnownDevice).countBy({ userId: owner.id })).toBe(1); // the owner's
    expect(await audit(squatter)).toContainEqual({ type: 'SECOND_FACTOR_DISABLED', details: {} });
  });

  it('leaves a second factor to who had confirmed the address', async () => {
    const ann = await confirmEmail(test, await test.shop.customer());
    await setUpFactor(ann);
    await reset(ann);
    await expect(test.shop.signIn(ann.email, NEW)).rejects.toThrow('SECOND_FACTOR_REQUIRED');
  });
});

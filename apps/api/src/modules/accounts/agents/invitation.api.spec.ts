import { eventually, type Actor, type Person } from '@ccr/testkit';
import { AccountEvent } from '../account.events';
import { KnownDevice } from '../sessions/known-device.entity';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';
import { SecurityEvent } from '../security-log/security-event.entity';

const LOOK = 'query($token: String!) { invitation(token: $token) { name email expiresAt } }';
const ACCEPT = 'mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { viewer { id name duties emailVerified } } }';
const RESEND = 'mutation($input: ResendInvitationInput!) { resendInvitation(input: $input) { agent { id state } } }';
const DEACTIVATE = 'mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }';
const HOUR_MS = 60 * 60 * 1_000;
const PASSWORD = 'correct horse battery';

describe('an invitation', () => {
  let test: TestServer;
  let admin: Person;
  let counter = 0;

  const invite = async (): Promise<{ id: string; email: string; token: string }> => {
    const input = { name: 'Hari Nair', email: `hari.${++counter}@example.com` };
    const { createAgent } = await admin.do<{ createAgent: { agent: { id: string; state: string } } }>(
      'mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id state } } }',
      { input },
    );
    expect(createAgent.agent.state).toBe('INVITED');
    return { id: createAgent.agent.id, email: input.email, token: await newestToken(createAgent.agent.id) };
  };
  /** What the newest mail's link holds. */
  const newestToken = async (userId: string): Promise<string> => {
    const { events, secretKey } = test.server.platform;
    const rows = await events.read(userId, { limit: 100, includeInternal: true });
    const linkId = rows.findLast(({ type }) => type === AccountEvent.invited)?.data['linkId'];
    return secretKey.linkSecret(String(linkId));
  };
  const look = async (token: string): Promise<{ name: string; email: string; expiresAt: string } | null> =>
    (await test.shop.visitor().do<{ invitation: { name: string; email: string; expiresAt: string } | null }>(LOOK, { token })).invitation;
  const accept = async (token: string, actor: Actor = test.shop.visitor()): Promise<Actor> => {
    await actor.do(ACCEPT, { input: { token, password: PASSWORD } });
    return actor;
  };
  const audit = async (userId: string): Promise<SecurityEvent[]> =>
    test.server.platform.database.repository(SecurityEvent).find({ where: { userId }, order: { id: 'ASC' } });
  const refused = async (token: string): Promise<void> => {
    const { extensions } = await test.shop.visitor().fail(ACCEPT, { input: { token, password: PASSWORD } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.token' }] });
    expect(await look(token)).toBeNull();
  };

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  afterAll(() => test.stop());

  it('is mailed, says whom it is for, and lets them choose a password and come in', async () => {
    const { id, email, token } = await invite();
    const mail = await eventually('the mail', async () => (await test.mailsTo(email))[0]);
    expect(mail.text).toContain(token);
    expect(await look(token)).toMatchObject({ name: 'Hari Nair', email });

    const hari = test.shop.visitor();
    const { acceptInvitation } = await hari.do<{ acceptInvitation: object }>(ACCEPT, { input: { token, password: PASSWORD } });
    expect(acceptInvitation).toEqual({ viewer: { id, name: 'Hari Nair', duties: [], emailVerified: true } });
    await hari.do('{ tickets { nodes { id } } }');
    await test.shop.signIn(email, PASSWORD);
    expect((await audit(id)).map(({ type, actorId }) => [type, actorId])).toEqual(
      expect.arrayContaining([['STAFF_INVITED', admin.id], ['INVITATION_ACCEPTED', id]]),
    );
    const known = await test.server.platform.database.repository(KnownDevice).countBy({ userId: id });
    expect(known).toBeGreaterThan(0);
  });

  it('is good once, and for one of two who use it at the same moment', async () => {
    const { id, token } = await invite();
    const password = ['first one of the two', 'second one of the two'];
    const answers = await Promise.all(password.map((one) => test.shop.visitor().send(ACCEPT, { input: { token, password: one } })));
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['BAD_USER_INPUT', 'done']);
    await refused(token);
    expect((await audit(id)).filter(({ type }) => type === 'INVITATION_ACCEPTED')).toHaveLength(1);
  });

  it('is good for nothing when it is none of ours', async () => {
    await invite();
    await refused('x'.repeat(43));
    await refused('');
    const { extensions } = await test.shop.visitor().fail(ACCEPT, { input: { token: 'x'.repeat(101), password: PASSWORD } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.token' }] });
  });

  it('refuses passwords that are guessed first, and stays good', async () => {
    const { email, token } = await invite();
    for (const password of ['short', 'password1', email, 'Hari Nair']) {
      const { extensions } = await test.shop.visitor().fail(ACCEPT, { input: { token, password } });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] });
    }
    await accept(token);
  });

  it('lets nobody sign in before it is accepted', async () => {
    const { email } = await invite();
    for (const password of ['', PASSWORD]) {
      const { extensions } = await test.shop.visitor().fail('mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }', {
        input: { email, password },
      });
      expect(extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('ends the session of whoever was signed in where it is accepted', async () => {
    const { id, token } = await invite();
    const browser = await test.shop.customer();
    const before = browser.credentials();
    await accept(token, browser);
    const { viewer } = await browser.do<{ viewer: { id: string } }>('{ viewer { id } }');
    expect(viewer.id).toBe(id);
    const response = await fetch(`${test.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...before },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(await response.json()).toEqual({ data: { viewer: null } });
  });

  it('is sent again by an admin: the one before is good for nothing', async () => {
    const { id, email, token } = await invite();
    await admin.do(RESEND, { input: { agentId: id } });
    await refused(token);
    const again = await newestToken(id);
    await eventually('the second mail', async () => (await test.mailsTo(email)).some((mail) => mail.text?.includes(again)));
    await accept(again);
    expect((await admin.fail(RESEND, { input: { agentId: id } })).extensions.code).toBe('CONFLICT');
  });

  it('is sent again by nobody else, and to nobody else', async () => {
    const { id, token } = await invite();
    const customer = await test.shop.customer();
    const others: [Actor, string][] = [
      [customer, 'FORBIDDEN'],
      [await test.shop.agent(), 'FORBIDDEN'],
      [await test.shop.program(admin, ['TICKETS_WRITE']), 'FORBIDDEN'],
      [test.shop.visitor(), 'UNAUTHENTICATED'],
    ];
    for (const [actor, code] of others) expect((await actor.fail(RESEND, { input: { agentId: id } })).extensions.code).toBe(code);
    for (const agentId of [customer.id, 'nobody', '']) {
      expect((await admin.fail(RESEND, { input: { agentId } })).extensions.code).toBe('NOT_FOUND');
    }
    expect(await look(token)).not.toBeNull();
  });

  it('ends when who is invited is deactivated, and is sent anew once they are let in again', async () => {
    const { id, token } = await invite();
    await admin.do(DEACTIVATE, { input: { agentId: id } });
    await refused(token);
    expect((await admin.fail(RESEND, { input: { agentId: id } })).extensions.code).toBe('CONFLICT');
    await admin.do('mutation($input: ReactivateAgentInput!) { reactivateAgent(input: $input) { agent { id } } }', { input: { agentId: id } });
    await refused(token);
    await admin.do(RESEND, { input: { agentId: id } });
    await accept(await newestToken(id));
  });

  it('is not accepted in the moment in which they are deactivated', async () => {
    const { id, token } = await invite();
    await Promise.all([
      test.shop.visitor().send(ACCEPT, { input: { token, password: PASSWORD } }),
      admin.do(DEACTIVATE, { input: { agentId: id } }),
    ]);
    const user = await test.server.platform.database.repository(User).findOneByOrFail({ id });
    expect(user.deactivatedAt).not.toBeNull();
    await refused(token);
  });

  // These two last: they take the time and the attempts that the others need.
  it('is good for 72 hours', async () => {
    const { token } = await invite();
    test.clock.pass(72 * HOUR_MS - 60_000);
    expect(await look(token)).not.toBeNull();
    test.clock.pass(61_000);
    await refused(token);
  });

  it('is throttled per network', async () => {
    const visitor = test.shop.visitor();
    const codes: (string | undefined)[] = [];
    for (let attempt = 0; attempt <= 60; attempt++) codes.push((await visitor.send(LOOK, { token: 'x' })).errors?.[0]?.extensions.code);
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    expect((await visitor.fail(ACCEPT, { input: { token: 'x', password: PASSWORD } })).extensions.code).toBe('RATE_LIMITED');
  });
});

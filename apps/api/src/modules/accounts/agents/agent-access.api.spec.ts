import { randomUUID } from 'node:crypto';
import { eventually, type Actor, type Feed, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { AccessToken } from '../tokens/access-token.entity';
import { SecurityEvent } from '../security-log/security-event.entity';

const DEACTIVATE = 'mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id state } } }';
const REACTIVATE = 'mutation($input: ReactivateAgentInput!) { reactivateAgent(input: $input) { agent { id state } } }';
const CHANGES = 'subscription { ticketChanged { id } }';
const TICKETS = '{ tickets { nodes { id } } }';

describe('deactivating an agent', () => {
  let test: TestServer;
  let admin: Person;
  let gita: Person;

  const code = async (actor: Actor, query: string, agentId?: string): Promise<string> =>
    (await actor.send(query, agentId === undefined ? {} : { input: { agentId } })).errors?.[0]?.extensions.code ?? 'done';
  /** The subscriptions run: a change of a ticket of theirs has come through each. */
  const following = async (feeds: Feed<object>[]): Promise<void> => {
    const customer = await test.shop.customer();
    await eventually('the feeds', async () => {
      await test.shop.assignedTicket(customer, gita);
      return feeds.every(({ items }) => items.length > 0);
    });
  };
  const deactivate = (agentId = gita.id): Promise<unknown> => admin.do(DEACTIVATE, { input: { agentId } });
  const audit = async (userId: string): Promise<unknown[]> => {
    const rows = await test.server.platform.database.repository(SecurityEvent).find({ where: { userId }, order: { id: 'ASC' } });
    return rows.filter(({ type }) => /^AGENT_/.test(type)).map(({ type, actorId }) => ({ type, actorId }));
  };

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  beforeEach(async () => {
    gita = await test.shop.agent('Gita');
  });
  afterAll(() => test.stop());

  it('ends their sessions, tokens and sockets within a second', async () => {
    const elsewhere = await test.shop.signIn(gita.email);
    const program = await test.shop.program(gita, ['TICKETS_READ']);
    const all = [gita, elsewhere, program];
    const sockets = all.map((actor) => actor.subscribe<object>(CHANGES));
    await following(sockets);
    expect(await deactivate()).toEqual({ deactivateAgent: { agent: { id: gita.id, state: 'DEACTIVATED' } } });
    await eventually('the end of them all', () => sockets.every(({ closed }) => closed !== null), 1_000);
    for (const actor of all) expect(await code(actor, TICKETS)).toBe('UNAUTHENTICATED');
    const again = await gita.overSocket(TICKETS);
    expect(again.items).toEqual([]);
  });

  it('lets them sign in no more, and says so to nobody who has not the password', async () => {
    await deactivate();
    const signIn = (password: string): Promise<{ message: string; extensions: { code: string } }> =>
      test.shop.visitor().fail('mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }', { input: { email: gita.email, password } });
    const wrong = await signIn('not the password');
    const nobody = await test.shop.visitor().fail('mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }', {
      input: { email: `${randomUUID()}@example.com`, password: 'not the password' },
    });
    expect(wrong.message).toBe(nobody.message);
    expect(wrong.extensions).toEqual(nobody.extensions);
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain((await signIn('correct horse battery')).extensions.code);
  });

  it('is undone by letting them in again, with the old password and without the old tokens', async () => {
    const program = await test.shop.program(gita, ['TICKETS_READ']);
    await deactivate();
    expect(await admin.do(REACTIVATE, { input: { agentId: gita.id } })).toEqual({ reactivateAgent: { agent: { id: gita.id, state: 'ACTIVE' } } });
    expect(await code(gita, TICKETS)).toBe('UNAUTHENTICATED');
    expect(await code(program, TICKETS)).toBe('UNAUTHENTICATED');
    expect(await test.server.platform.database.repository(AccessToken).countBy({ userId: gita.id })).toBe(0);
    await (await test.shop.signIn(gita.email)).do(TICKETS);
    expect(await audit(gita.id)).toEqual([
      { type: 'AGENT_DEACTIVATED', actorId: admin.id },
      { type: 'AGENT_REACTIVATED', actorId: admin.id },
    ]);
  });

  it('twice, or at once by two admins, does it once', async () => {
    const second = await test.shop.agent('Second', 'ADMIN');
    expect(await Promise.all([admin, second].map((one) => code(one, DEACTIVATE, gita.id)))).toEqual(['done', 'done']);
    await deactivate();
    expect(await audit(gita.id)).toHaveLength(1);
    expect(await Promise.all([admin, second].map((one) => code(one, REACTIVATE, gita.id)))).toEqual(['done', 'done']);
    expect(await audit(gita.id)).toHaveLength(2);
  });

  it('is for admins, of staff, and not of oneself', async () => {
    const customer = await test.shop.customer();
    for (const query of [DEACTIVATE, REACTIVATE]) {
      expect(await code(gita, query, admin.id)).toBe('FORBIDDEN');
      expect(await code(customer, query, gita.id)).toBe('FORBIDDEN');
      expect(await code(await test.shop.program(admin, ['TICKETS_WRITE']), query, gita.id)).toBe('FORBIDDEN');
      expect(await code(test.shop.visitor(), query, gita.id)).toBe('UNAUTHENTICATED');
      for (const agentId of [customer.id, randomUUID(), '', gita.id.toUpperCase()]) expect(await code(admin, query, agentId)).toBe('NOT_FOUND');
    }
    const { extensions } = await admin.fail(DEACTIVATE, { input: { agentId: admin.id } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.agentId' }] });
    await gita.do(TICKETS);
    await customer.do(TICKETS);
    expect(await audit(customer.id)).toEqual([]);
  });
});

import { Role } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { IsNull } from 'typeorm';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from '../people/user.entity';

const UPDATE = 'mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }';
const DEACTIVATE = 'mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }';
const TICKETS = '{ tickets { nodes { id } } }';

describe('the last admin', () => {
  let test: TestServer;
  let admin: Person;

  const code = async (actor: Actor, query: string, input?: object): Promise<string> =>
    (await actor.send(query, input && { input })).errors?.[0]?.extensions.code ?? 'done';

  beforeEach(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  afterEach(() => test.stop());

  it('stays an admin; when there is another one it need not', async () => {
    const demotion = { agentId: admin.id, role: 'AGENT' };
    expect(await code(admin, UPDATE, demotion)).toBe('CONFLICT');
    expect(await code(admin, UPDATE, { agentId: admin.id, role: 'ADMIN', name: 'Chief' })).toBe('done');
    // Who is only invited can't come in and do an admin's work.
    const invited = { name: 'Invited', email: 'invited@example.com', role: 'ADMIN' };
    await admin.do('mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }', { input: invited });
    expect(await code(admin, UPDATE, demotion)).toBe('CONFLICT');
    await test.shop.agent('Second', 'ADMIN');
    expect(await code(admin, UPDATE, demotion)).toBe('done');
    expect(await code(admin, TICKETS)).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['deactivate', DEACTIVATE, {}],
    ['demote', UPDATE, { role: 'AGENT' }],
  ])('is left when two %s each other at the same moment', async (_what, query, more) => {
    const { database } = test.server.platform;
    for (let round = 1; round <= 3; round++) {
      const second = await test.shop.agent('Second', 'ADMIN');
      const pair: [Person, Person][] = [[admin, second], [second, admin]];
      // Open sockets know already who they act for: both pass the guard before either has done it.
      for (const [actor] of pair) {
        actor.subscribe('subscription { ticketChanged { id } }');
        await actor.overSocket(TICKETS);
      }
      await Promise.all(pair.map(([actor, other]) => actor.overSocket(query, { input: { agentId: other.id, ...more } })));
      await Promise.all(pair.map(([actor]) => actor.cut()));
      expect(await database.repository(User).countBy({ role: Role.ADMIN, deactivatedAt: IsNull() })).toBe(1);
      await database.unitOfWork(async () => {
        await database.manager.update(User, { id: second.id }, { role: Role.AGENT }); // for the next round
        await database.manager.update(User, { id: admin.id }, { role: Role.ADMIN, deactivatedAt: null });
      });
      admin = await test.shop.firstAdmin();
    }
  });

  it.each([
    ['is deactivated', { deactivatedAt: new Date() }],
    ['becomes an agent', { role: Role.AGENT }],
  ])('or any other does nothing to the staff any more who %s at that moment', async (_what, columns) => {
    const { database } = test.server.platform;
    const [second, gita] = [await test.shop.agent('Second', 'ADMIN'), await test.shop.agent('Gita')];
    second.subscribe('subscription { ticketChanged { id } }'); // an open socket knows already who it acts for
    await second.overSocket(TICKETS);
    await database.unitOfWork(() => database.manager.update(User, { id: second.id }, columns));
    const before = await database.repository(User).find({ order: { id: 'ASC' } });
    const attempts: [string, object][] = [
      [UPDATE, { agentId: gita.id, name: 'Changed' }],
      [UPDATE, { agentId: admin.id, role: 'AGENT' }],
      [DEACTIVATE, { agentId: admin.id }],
      ['mutation($input: ReactivateAgentInput!) { reactivateAgent(input: $input) { agent { id } } }', { agentId: second.id }],
      ['mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }', { name: 'Mine', email: 'mine@example.com', role: 'ADMIN' }],
    ];
    for (const [query, input] of attempts) {
      expect((await second.overSocket(query, { input })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    await second.cut();
    expect(await database.repository(User).find({ order: { id: 'ASC' } })).toEqual(before);
  });

  it('both who step down at the same moment leave one', async () => {
    const second = await test.shop.agent('Second', 'ADMIN');
    const codes = await Promise.all([admin, second].map((one) => code(one, UPDATE, { agentId: one.id, role: 'AGENT' })));
    expect(codes.filter((one) => one === 'done')).toHaveLength(1);
    expect(codes).toContain('CONFLICT');
  });
});

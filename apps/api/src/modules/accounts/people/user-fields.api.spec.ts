import { type Actor, eventually, type Person } from '@ccr/testkit';
import { IsNull, Not } from 'typeorm';
import { EventRow } from '../../../platform/events';
import { statementsDuring } from '../../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { User } from './user.entity';

const FIELDS = 'email emailVerified pendingEmail language timeZone duties secondFactorEnabled deletionDueAt state availability capacity';
const TICKET = `query($id: ID!) { ticket(id: $id) { customer { ${FIELDS} } assignee { ${FIELDS} } } }`;
const AT = new Date('2999-01-01T00:00:00.000Z');
const NOTHING = {
  email: null, emailVerified: null, pendingEmail: null, language: null, timeZone: null, duties: [], secondFactorEnabled: null,
  deletionDueAt: null, state: null, availability: null, capacity: null,
};

describe('what is shown of a person, to whom', () => {
  let test: TestServer;
  let ann: Person;
  let gita: Person;
  let admin: Person;
  let id: string;

  const change = (person: Person, values: Partial<User>) => {
    const { database } = test.server.platform;
    return database.unitOfWork(() => database.manager.update(User, { id: person.id }, values));
  };
  const seenBy = async (reader: Actor): Promise<{ customer: unknown; assignee: unknown }> =>
    (await reader.do<{ ticket: { customer: unknown; assignee: unknown } }>(TICKET, { id })).ticket;

  beforeAll(async () => {
    test = await startTestServer();
    [ann, gita, admin] = [await test.shop.customer(), await test.shop.agent(), await test.shop.firstAdmin()];
    id = (await test.shop.assignedTicket(ann, gita)).id;
    await change(ann, { language: 'en-IN', timeZone: 'Asia/Kolkata', secondFactorAt: AT, deletionDueAt: AT });
    await change(gita, { language: 'en-US', timeZone: 'America/New_York', capacity: 7 });
  });
  afterAll(() => test.stop());

  it('to themselves: everything but what they would take on as staff', async () => {
    expect((await seenBy(ann)).customer).toEqual({
      ...NOTHING, email: ann.email, emailVerified: false, language: 'en-IN', timeZone: 'Asia/Kolkata', secondFactorEnabled: true,
      deletionDueAt: AT.toISOString(), state: 'LEAVING',
    });
  });

  it('to an agent: of customers how to reach them, of themselves all', async () => {
    const { customer, assignee } = await seenBy(gita);
    expect(customer).toEqual({ ...NOTHING, email: ann.email, emailVerified: false, state: 'LEAVING' });
    expect(assignee).toEqual({
      ...NOTHING, email: gita.email, emailVerified: true, language: 'en-US', timeZone: 'America/New_York', secondFactorEnabled: false,
      state: 'ACTIVE', availability: 'ON', capacity: 7,
    });
  });

  it('to an admin: also how safe an account is, but no settings', async () => {
    const { customer, assignee } = await seenBy(admin);
    expect(customer).toEqual({
      ...NOTHING, email: ann.email, emailVerified: false, secondFactorEnabled: true, deletionDueAt: AT.toISOString(), state: 'LEAVING',
    });
    expect(assignee).toEqual({
      ...NOTHING, email: gita.email, emailVerified: true, secondFactorEnabled: false, state: 'ACTIVE', availability: 'ON', capacity: 7,
    });
  });

  it('to a customer, of staff: nothing of it, also through a program', async () => {
    await change(ann, { deletionDueAt: null }); // programs stop when their owner is leaving
    for (const reader of [ann, await test.shop.program(ann, ['TICKETS_READ'])]) expect((await seenBy(reader)).assignee).toEqual(NOTHING);
  });

  it('duties: one’s own, and as they are after the mutation that fulfils them', async () => {
    const hari = await test.shop.agent();
    await change(hari, { mustChangePassword: true });
    expect(await hari.do('{ viewer { duties } }')).toEqual({ viewer: { duties: ['CHANGE_PASSWORD'] } });
    const { agents } = await admin.do<{ agents: { nodes: { duties: string[] }[] } }>('{ agents { nodes { duties } } }');
    expect(agents.nodes.flatMap(({ duties }) => duties)).toEqual([]);
    const changed = await hari.do('mutation($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { duties } } }', {
      input: { currentPassword: 'correct horse battery', newPassword: 'seven brown kettles sing' },
    });
    expect(changed).toEqual({ changePassword: { viewer: { duties: [] } } });
  });

  it('no address of who was erased', async () => {
    const ben = await test.shop.customer();
    const ticket = await test.shop.ticket(ben);
    await change(ben, { erasedAt: new Date(), name: 'Deleted person', email: `erased-${ben.id}@erased.invalid` });
    const { customer } = (await admin.do<{ ticket: { customer: unknown } }>(`query($id: ID!) { ticket(id: $id) { customer { name ${FIELDS} } } }`, { id: ticket.id })).ticket;
    expect(customer).toEqual({ ...NOTHING, name: 'Deleted person', secondFactorEnabled: false, state: 'ERASED' });
  });

  it('costs a list no statement more, however long it is', async () => {
    const cost = async (count: number): Promise<number> =>
      (await statementsDuring(test.server.platform.database, () => ben.do(`{ tickets(first: ${count}) { nodes { customer { ${FIELDS} } } } }`))).length;
    const ben = await test.shop.customer();
    for (let ticket = 1; ticket <= 20; ticket++) await test.shop.ticket(ben);
    await eventually('quiet', async () => !(await test.server.platform.database.repository(EventRow).existsBy({ dueAt: Not(IsNull()) })));
    expect(await cost(20)).toBe(await cost(2));
  });
});

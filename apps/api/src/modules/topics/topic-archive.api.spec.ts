import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

const VERBS = ['updateTopic', 'archiveTopic', 'unarchiveTopic'] as const;
type Verb = (typeof VERBS)[number];
interface Shown {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
}

const mutation = (verb: Verb): string => {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  return `mutation($input: ${type}!) { ${verb}(input: $input) { topic { id name archived } } }`;
};

describe('topics in the hands of an admin', () => {
  let test: TestServer;
  let admin: Person;

  const change = async (verb: Verb, input: object, by: Actor = admin): Promise<Shown> =>
    (await by.do<Record<Verb, { topic: Shown }>>(mutation(verb), { input }))[verb].topic;
  const create = async (name: string): Promise<string> => {
    const query = 'mutation($name: String!) { createTopic(input: { name: $name }) { topic { id } } }';
    return (await admin.do<{ createTopic: { topic: { id: string } } }>(query, { name })).createTopic.topic.id;
  };
  const topics = async (by: Actor = admin, all = true): Promise<Shown[]> =>
    (await by.do<{ topics: Shown[] }>(`{ topics(includeArchived: ${all}) { id name archived } }`)).topics;
  const names = async (by: Actor, all: boolean): Promise<string[]> => (await topics(by, all)).map(({ name }) => name);

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  afterAll(() => test.stop());

  it('are renamed, also on the tickets that have them', async () => {
    const topicId = await create('Repairs');
    const ann = await test.shop.customer();
    const { id } = await test.shop.ticket(ann, { topicId });
    expect(await change('updateTopic', { topicId, name: ' Repairs and parts ' })).toEqual({ id: topicId, name: 'Repairs and parts', archived: false });
    expect(await ann.do('query($id: ID!) { ticket(id: $id) { topic { name } } }', { id })).toEqual({ ticket: { topic: { name: 'Repairs and parts' } } });
    expect((await change('updateTopic', { topicId, name: 'REPAIRS and parts' })).name).toBe('REPAIRS and parts');
  });

  it.each([
    ['the name of another one, in whatever case', 'pAYMENTS', 'There is a topic of this name already.'],
    ['a blank name', ' ', 'The name is needed.'],
    ['a name in two lines', 'a\nb', 'The name must be in one line.'],
  ])('are not renamed to %s', async (_what, name, message) => {
    const topicId = await create(`Stays ${randomUUID().slice(0, 8)}`);
    const error = await admin.fail(mutation('updateTopic'), { input: { topicId, name } });
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.name', message }] });
    expect((await topics()).find(({ id }) => id === topicId)?.name).toMatch(/^Stays/);
  });

  it('are one of a name, though several are renamed to it at once', async () => {
    const ids = await Promise.all([1, 2, 3].map((count) => create(`Before ${count}`)));
    const answers = await Promise.all(ids.map((topicId) => admin.send(mutation('updateTopic'), { input: { topicId, name: 'After' } })));
    expect(answers.filter(({ data }) => data)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors?.[0]?.extensions.code ?? [])).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect((await names(admin, true)).filter((name) => name === 'After')).toHaveLength(1);
  });

  it('are archived: offered no longer, kept by the tickets that have them, and brought back', async () => {
    const topicId = await create('Vouchers');
    const ann = await test.shop.customer();
    const { id } = await test.shop.ticket(ann, { topicId });
    for (const _ of [1, 2]) expect(await change('archiveTopic', { topicId })).toMatchObject({ archived: true });
    expect(await names(ann, false)).not.toContain('Vouchers');
    expect(await names(admin, true)).toContain('Vouchers');
    expect(await names(await test.shop.agent(), true)).toContain('Vouchers');
    for (const by of [ann, await test.shop.program(ann, ['TICKETS_READ'])]) expect((await by.fail('{ topics(includeArchived: true) { id } }')).extensions.code).toBe('FORBIDDEN');
    expect((await ann.do<{ topics: Shown[] }>('{ topics { name } }')).topics).toEqual((await names(ann, false)).map((name) => ({ name })));
    expect(await ann.do('query($id: ID!) { ticket(id: $id) { topic { name archived } } }', { id })).toEqual({ ticket: { topic: { name: 'Vouchers', archived: true } } });

    const raise = 'mutation($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } } }';
    const edit = 'mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }';
    const refusal = { code: 'BAD_USER_INPUT', issues: [{ path: 'input.topicId' }] };
    expect((await ann.fail(raise, { input: { subject: 'x', description: 'x', topicId } })).extensions).toMatchObject(refusal);
    const other = await test.shop.ticket(ann);
    expect((await ann.fail(edit, { input: { ticketId: other.id, topicId } })).extensions).toMatchObject(refusal);
    await ann.do(edit, { input: { ticketId: id, topicId, subject: 'The topic is what it was' } });

    for (const _ of [1, 2]) expect(await change('unarchiveTopic', { topicId })).toMatchObject({ archived: false });
    expect(await names(ann, false)).toContain('Vouchers');
    await ann.do(edit, { input: { ticketId: other.id, topicId } });
  });

  it('keep their names while they are archived', async () => {
    await change('archiveTopic', { topicId: await create('Seasonal') });
    const query = 'mutation { createTopic(input: { name: "seasonal" }) { topic { id } } }';
    expect((await admin.fail(query)).message).toBe('There is an archived topic of this name. Bring it back, or choose another name.');
  });

  it('stay what agents are expert in, and count those who are active', async () => {
    const topicId = await create('Crystal');
    const [gita, hari] = [await test.shop.agent('Gita'), await test.shop.agent('Hari')];
    const update = 'mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { topics { name } } } }';
    const counted = async (by: Actor): Promise<number | null | undefined> =>
      (await by.do<{ topics: { id: string; expertCount: number | null }[] }>('{ topics(includeArchived: true) { id expertCount } }')).topics.find(({ id }) => id === topicId)?.expertCount;
    expect(await counted(admin)).toBe(0);
    for (const { id } of [gita, hari]) await admin.do(update, { input: { agentId: id, topicIds: [topicId] } });
    await change('archiveTopic', { topicId });
    expect(await admin.do(update, { input: { agentId: gita.id, topicIds: [topicId] } })).toEqual({ updateAgent: { agent: { topics: [{ name: 'Crystal' }] } } });
    const offered = await (await test.shop.customer()).do<{ topics: { expertCount: number | null }[] }>('{ topics { expertCount } }');
    expect([await counted(admin), await counted(gita), ...new Set(offered.topics.map(({ expertCount }) => expertCount))]).toEqual([2, 2, null]);
    await admin.do('mutation($id: ID!) { deactivateAgent(input: { agentId: $id }) { agent { id } } }', { id: hari.id });
    expect(await counted(admin)).toBe(1);
  });

  it('are changed by an admin, and by nobody else', async () => {
    const topicId = await create('Untouched');
    const before = await topics();
    const others: [Actor, string][] = [
      [await test.shop.customer(), 'FORBIDDEN'],
      [await test.shop.agent(), 'FORBIDDEN'],
      [await test.shop.program(admin, ['TICKETS_READ', 'TICKETS_WRITE']), 'FORBIDDEN'],
      [test.shop.visitor(), 'UNAUTHENTICATED'],
    ];
    for (const verb of VERBS) {
      const more = verb === 'updateTopic' ? { name: 'Touched' } : {};
      for (const [actor, code] of others) expect((await actor.fail(mutation(verb), { input: { topicId, ...more } })).extensions.code).toBe(code);
      expect((await admin.fail(mutation(verb), { input: { topicId: randomUUID(), ...more } })).extensions.code).toBe('NOT_FOUND');
    }
    expect(await topics()).toEqual(before);
    expect((await change('archiveTopic', { topicId }, await test.shop.program(admin, ['ADMIN_WRITE']))).archived).toBe(true);
  });
});

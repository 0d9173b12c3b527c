import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { prepareShop } from '../../seed/prepare-shop';
import { startTestServer, type TestServer } from '../../testing/test-server';

const CREATE = 'mutation($input: CreateTopicInput!) { createTopic(input: $input) { topic { id name } } }';
const FIRST = ['Delivery', 'Payments', 'Products', 'Returns'];

describe('topics', () => {
  let test: TestServer;
  let admin: Person;

  const names = async (actor: Actor): Promise<string[]> =>
    (await actor.do<{ topics: { name: string }[] }>('{ topics { name } }')).topics.map((topic) => topic.name);
  const create = async (actor: Actor, input: object): Promise<{ id: string; name: string }> =>
    (await actor.do<{ createTopic: { topic: { id: string; name: string } } }>(CREATE, { input })).createTopic.topic;

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
  });
  afterAll(() => test.stop());

  it('are there from the first start, and made once however often it starts', async () => {
    expect(await names(admin)).toEqual(FIRST);
    await Promise.all([prepareShop(test.server), prepareShop(test.server)]);
    expect(await names(admin)).toEqual(FIRST);
  });

  it('are read by everyone who is signed in, by name', async () => {
    const agent = await test.shop.agent();
    const customer = await test.shop.customer();
    const readers = [customer, agent, admin, await test.shop.program(customer, ['TICKETS_READ'])];
    for (const reader of readers) expect(await names(reader)).toEqual(FIRST);
    expect((await test.shop.visitor().fail('{ topics { name } }')).extensions.code).toBe('UNAUTHENTICATED');
  });

  it('are made by an admin, and by nobody else', async () => {
    const input = { name: ' Gift cards 🎁 ' };
    const others: [Actor, string][] = [
      [await test.shop.customer(), 'FORBIDDEN'],
      [await test.shop.agent(), 'FORBIDDEN'],
      [await test.shop.program(admin, ['TICKETS_READ', 'TICKETS_WRITE']), 'FORBIDDEN'],
      [test.shop.visitor(), 'UNAUTHENTICATED'],
    ];
    for (const [actor, code] of others) expect((await actor.fail(CREATE, { input })).extensions.code).toBe(code);
    expect(await names(admin)).toEqual(FIRST);
    expect((await create(admin, input)).name).toBe('Gift cards 🎁');
    expect(await names(admin)).toContain('Gift cards 🎁');
  });

  it('have names of their own: the same one is refused, in whatever case', async () => {
    await create(admin, { name: 'Vouchers' });
    for (const name of ['Vouchers', ' Vouchers ', 'VOUCHERS', 'vouchers']) {
      const error = await admin.fail(CREATE, { input: { name } });
      const message = 'There is a topic of this name already.';
      expect(error).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.name', message }] } });
    }
    expect((await names(admin)).filter((name) => /vouchers/i.test(name))).toEqual(['Vouchers']);
  });

  it('are one when the same name is sent several times at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => admin.send(CREATE, { input: { name: 'At once' } })));
    expect(answers.filter((answer) => answer.data)).toHaveLength(1);
    expect(answers.flatMap((answer) => answer.errors?.[0]?.extensions.code ?? [])).toEqual(Array(3).fill('BAD_USER_INPUT'));
  });

  it.each([
    ['a blank name', ' '],
    ['a name of 61 characters', 'x'.repeat(61)],
    ['a name in two lines', 'a\nb'],
    ['a name with a control character', 'a\u0007b'],
  ])('are not made with %s', async (_what, name) => {
    const error = await admin.fail(CREATE, { input: { name } });
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.name' }] });
  });

  it('are made once with a clientMutationId, also when it is sent twice at once', async () => {
    const input = { name: 'Once', clientMutationId: randomUUID() };
    const made = await Promise.all([create(admin, input), create(admin, input)]);
    made.push(await create(admin, input));
    expect(new Set(made.map((topic) => topic.id)).size).toBe(1);
    expect((await names(admin)).filter((name) => name === 'Once')).toHaveLength(1);
  });

  it('come in the same order, whatever the case of their first letters', async () => {
    for (const name of ['alpha', 'Beta', 'Ärger', 'zeta']) await create(admin, { name });
    const all = await names(admin);
    expect(all).toEqual([...all].sort(new Intl.Collator('en').compare));
  });
});

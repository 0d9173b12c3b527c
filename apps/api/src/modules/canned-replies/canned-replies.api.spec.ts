import { randomUUID } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { CannedReply } from './canned-reply.entity';

const FIELDS = 'id title shortcut body shared createdAt';
const LIST = `{ cannedReplies { ${FIELDS} } }`;
const CREATE = `mutation($input: CreateCannedReplyInput!) { createCannedReply(input: $input) { cannedReply { ${FIELDS} } } }`;
const UPDATE = `mutation($input: UpdateCannedReplyInput!) { updateCannedReply(input: $input) { cannedReply { ${FIELDS} } } }`;
const DELETE = 'mutation($input: DeleteCannedReplyInput!) { deleteCannedReply(input: $input) { cannedReplyId } }';
const WORDS = { title: 'Refund', shortcut: 'refund', body: 'Dear {{customer.firstName}}, the money is back.' };

interface Reply {
  id: string;
  title: string;
  shortcut: string;
  body: string;
  shared: boolean;
}

describe('canned replies', () => {
  let test: TestServer;
  let people: Record<'gita' | 'hari' | 'admin' | 'ann', Person>;

  const list = async (by: Actor): Promise<Reply[]> => (await by.do<{ cannedReplies: Reply[] }>(LIST)).cannedReplies;
  const titles = async (by: Actor): Promise<string[]> => (await list(by)).map(({ title }) => title);
  const create = async (by: Actor, input: object = {}): Promise<Reply> =>
    (await by.do<{ createCannedReply: { cannedReply: Reply } }>(CREATE, { input: { ...WORDS, ...input } })).createCannedReply.cannedReply;
  const update = async (by: Actor, cannedReplyId: string, words: object = {}): Promise<Reply> =>
    (await by.do<{ updateCannedReply: { cannedReply: Reply } }>(UPDATE, { input: { cannedReplyId, ...WORDS, ...words } })).updateCannedReply.cannedReply;
  const remove = (by: Actor, cannedReplyId: string): Promise<unknown> => by.do(DELETE, { input: { cannedReplyId } });
  const refused = async (by: Actor, query: string, input: object): Promise<unknown> => (await by.fail(query, { input })).extensions;

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '10000000' });
    const { shop } = test;
    people = { gita: await shop.agent('Gita'), hari: await shop.agent('Hari'), admin: await shop.firstAdmin(), ann: await shop.customer('Ann') };
  });
  afterEach(() => test.server.platform.database.repository(CannedReply).clear());
  afterAll(() => test.stop());

  it('are seen by whom they belong to, and by all staff when they are for everybody, by title', async () => {
    await create(people.gita, { title: ' My own ' });
    await create(people.hari, { title: 'Another' });
    await create(people.admin, { title: 'Hello', shortcut: 'hello', shared: true });
    expect(await titles(people.gita)).toEqual(['Hello', 'My own']);
    expect(await titles(people.hari)).toEqual(['Another', 'Hello']);
    expect((await list(people.gita)).map(({ shared }) => shared)).toEqual([true, false]);
    expect(await titles(people.admin)).toEqual(['Hello']);
  });

  it('are changed and deleted by whom they belong to', async () => {
    const { id } = await create(people.gita);
    expect(await update(people.gita, id, { title: 'Money back', shortcut: 'money', body: '{{agent.name}}' })).toMatchObject({ title: 'Money back', shortcut: 'money', body: '{{agent.name}}' });
    expect(await titles(people.gita)).toEqual(['Money back']);
    await remove(people.gita, id);
    expect(await list(people.gita)).toEqual([]);
    expect(await refused(people.gita, DELETE, { cannedReplyId: id })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of somebody else are not there, for an admin neither', async () => {
    const { id: cannedReplyId } = await create(people.gita);
    for (const who of [people.hari, people.admin]) {
      expect(await refused(who, UPDATE, { cannedReplyId, ...WORDS })).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refused(who, DELETE, { cannedReplyId })).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await titles(people.gita)).toEqual(['Refund']);
  });

  it('for everybody are the admins’ to change, whichever of them made it', async () => {
    const second = await test.shop.agent('Asha', 'ADMIN');
    const { id: cannedReplyId } = await create(people.admin, { shared: true });
    expect(await refused(people.gita, CREATE, { ...WORDS, shortcut: 'x', shared: true })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(people.gita, UPDATE, { cannedReplyId, ...WORDS })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(people.gita, DELETE, { cannedReplyId })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await update(second, cannedReplyId, { title: 'Changed' })).title).toBe('Changed');
    await remove(second, cannedReplyId);
    expect(await list(people.gita)).toEqual([]);
  });

  it('are nothing for customers and visitors, and for programs only with the scope', async () => {
    const { id: cannedReplyId } = await create(people.admin, { shared: true });
    const attempts: [string, object][] = [[CREATE, WORDS], [UPDATE, { cannedReplyId, ...WORDS }], [DELETE, { cannedReplyId }]];
    for (const [query, input] of attempts) {
      expect(await refused(people.ann, query, input)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(test.shop.visitor(), query, input)).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(await refused(await test.shop.program(people.admin, ['TICKETS_READ']), query, input)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect((await people.ann.fail(LIST)).extensions.code).toBe('FORBIDDEN');
    const writes = await test.shop.program(people.admin, ['TICKETS_WRITE']);
    expect(await refused(writes, DELETE, { cannedReplyId })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await create(writes)).shared).toBe(false);
    const manages = await test.shop.program(people.admin, ['TICKETS_WRITE', 'ADMIN_WRITE']);
    await remove(manages, cannedReplyId);
  });

  it('have a shortcut of their own among one’s own, and among everybody’s', async () => {
    await create(people.gita);
    await create(people.hari);
    await create(people.admin, { shared: true });
    const taken = { code: 'BAD_USER_INPUT', issues: [{ path: 'input.shortcut' }] };
    expect(await refused(people.gita, CREATE, WORDS)).toMatchObject(taken);
    expect(await refused(people.admin, CREATE, { ...WORDS, shared: true })).toMatchObject(taken);
    const { id: cannedReplyId } = await create(people.gita, { shortcut: 'other' });
    expect(await refused(people.gita, UPDATE, { cannedReplyId, ...WORDS })).toMatchObject(taken);
    expect((await update(people.gita, cannedReplyId, { shortcut: 'other', title: 'Same shortcut' })).title).toBe('Same shortcut');
    const racing = Array.from({ length: 5 }, () => people.hari.send(CREATE, { input: { ...WORDS, shortcut: 'race' } }));
    expect((await Promise.all(racing)).filter(({ errors }) => !errors)).toHaveLength(1);
  });

  it('are made once with one clientMutationId', async () => {
    const clientMutationId = randomUUID();
    const made = await Promise.all(Array.from({ length: 5 }, () => create(people.gita, { clientMutationId })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await remove(people.gita, made[0]?.id ?? '');
    expect(await refused(people.gita, CREATE, { ...WORDS, clientMutationId })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are 200 at most of one person, also when the last two are made at once', async () => {
    const { database } = test.server.platform;
    const at = new Date();
    const rows = Array.from({ length: LIMITS.cannedReply.perPerson - 1 }, (_, i) => ({
      ...WORDS, id: randomUUID(), ownerId: people.gita.id, scope: people.gita.id, shortcut: `s${i}`, createdAt: at, updatedAt: at,
    }));
    await database.repository(CannedReply).insert(rows);
    const racing = await Promise.all(['a', 'b', 'c'].map((shortcut) => people.gita.send(CREATE, { input: { ...WORDS, shortcut } })));
    expect(racing.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'CONFLICT', 'done']);
    expect((await create(people.hari)).shortcut).toBe('refund');
  });

  it.each([
    ['title', { title: ' ' }],
    ['title', { title: 'a\nb' }],
    ['title', { title: 'a'.repeat(61) }],
    ['shortcut', { shortcut: '' }],
    ['shortcut', { shortcut: 'Refund' }],
    ['shortcut', { shortcut: 'a b' }],
    ['shortcut', { shortcut: 'a'.repeat(31) }],
    ['body', { body: '' }],
    ['body', { body: 'a'.repeat(5_001) }],
    ['body', { body: 'Dear {{customer.email}}' }],
    ['body', { body: '{{}}' }],
  ])('say what is wrong with the %s of %j', async (field, words) => {
    const { id: cannedReplyId } = await create(people.gita);
    for (const [query, input] of [[CREATE, words], [UPDATE, { cannedReplyId, ...words }]] as const) {
      const { code, issues } = (await refused(people.gita, query, { ...WORDS, ...input })) as { code: string; issues: { path: string }[] };
      expect([code, new Set(issues.map(({ path }) => path))]).toEqual(['BAD_USER_INPUT', new Set([`input.${field}`])]);
    }
    expect((await list(people.gita)).length).toBe(1);
  });
});

import { randomUUID } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { isInterfaceType } from 'graphql';
import { MoreThan } from 'typeorm';
import { readContract } from '../../testing/root-fields';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { SecurityEvent } from '../accounts/security-log/security-event.entity';
import { WebhookTarget } from './webhook.entity';

const FIELDS = 'id name url events state pausedReason createdAt';
const CREATE = `mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { ${FIELDS} } secret } }`;
const UPDATE = `mutation($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { ${FIELDS} } } }`;
const ROTATE = 'mutation($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { webhook { id } secret } }';
const PAUSE = `mutation($input: PauseWebhookInput!) { pauseWebhook(input: $input) { webhook { ${FIELDS} } } }`;
const RESUME = `mutation($input: ResumeWebhookInput!) { resumeWebhook(input: $input) { webhook { ${FIELDS} } } }`;
const DELETE = 'mutation($input: DeleteWebhookInput!) { deleteWebhook(input: $input) { webhookId } }';
const TEST = 'mutation($input: SendTestEventInput!) { sendTestEvent(input: $input) { delivery { id } } }';
const RESEND = 'mutation($input: ResendWebhookDeliveryInput!) { resendWebhookDelivery(input: $input) { delivery { id } } }';
const LIST = `query($first: Int, $after: String) { webhooks(first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;
const DELIVERIES = 'query($id: ID!) { webhookDeliveries(webhookId: $id) { nodes { id } } }';
const WORDS = { name: 'Warehouse', url: 'http://127.0.0.1:9/hook?key=of-the-path', events: ['TicketRaised', 'MessageSent'] };
const NOBODYS = '00000000-0000-7000-8000-000000000000';

interface Hook {
  id: string;
  name: string;
  url: string;
  events: string[];
  state: string;
}

describe('webhooks', () => {
  let test: TestServer;
  let people: Record<'admin' | 'gita' | 'ann', Person>;

  const create = async (by: Actor, input: object = {}): Promise<{ webhook: Hook; secret: string }> =>
    (await by.do<{ createWebhook: { webhook: Hook; secret: string } }>(CREATE, { input: { ...WORDS, ...input } })).createWebhook;
  const list = async (by: Actor): Promise<Hook[]> => (await by.do<{ webhooks: { nodes: Hook[] } }>(LIST)).webhooks.nodes;
  const refused = async (by: Actor, query: string, input: object): Promise<unknown> => (await by.fail(query, { input })).extensions;

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '10000000', PRIVATE_TARGETS: '127.0.0.1' });
    people = { admin: await test.shop.firstAdmin(), gita: await test.shop.agent(), ann: await test.shop.customer() };
  });
  afterEach(() => test.server.platform.database.manager.delete(WebhookTarget, { id: MoreThan('') }));
  afterAll(() => test.stop());

  it('are made, changed and deleted by admins, the newest first', async () => {
    const { webhook, secret } = await create(people.admin, { name: ' Warehouse ' });
    expect(webhook).toMatchObject({ ...WORDS, state: 'ACTIVE', pausedReason: null });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const second = await create(people.admin, { name: 'Chat' });
    expect((await list(people.admin)).map(({ name }) => name)).toEqual(['Chat', 'Warehouse']);
    const words = { name: 'Depot', url: 'http://127.0.0.1:9/other', events: ['TicketRated'] };
    await people.admin.do(UPDATE, { input: { webhookId: webhook.id, ...words } });
    await people.admin.do(DELETE, { input: { webhookId: second.webhook.id } });
    expect(await list(people.admin)).toMatchObject([words]);
  });

  it('never tell a secret again, and keep it encrypted', async () => {
    const { webhook, secret } = await create(people.admin);
    const { rotateWebhookSecret } = await people.admin.do<{ rotateWebhookSecret: { secret: string } }>(ROTATE, { input: { webhookId: webhook.id } });
    expect(rotateWebhookSecret.secret).not.toBe(secret);
    const rows = await test.server.platform.database.repository(WebhookTarget).find();
    const audit = await test.server.platform.database.repository(SecurityEvent).find();
    const told = JSON.stringify([await list(people.admin), rows, audit]);
    for (const one of [secret, rotateWebhookSecret.secret]) expect(told).not.toContain(one.slice('whsec_'.length));
  });

  it('are made once with one clientMutationId, which is told another secret', async () => {
    const clientMutationId = randomUUID();
    const [first, again] = [await create(people.admin, { clientMutationId }), await create(people.admin, { clientMutationId })];
    expect(again.webhook.id).toBe(first.webhook.id);
    expect(again.secret).not.toBe(first.secret);
    const { database, secretKey } = test.server.platform;
    const { id, sealedSecret } = await database.repository(WebhookTarget).findOneByOrFail({ id: first.webhook.id });
    expect(secretKey.open(sealedSecret, id)).toBe(again.secret); // it is the one that signs from now on
    await people.admin.do(DELETE, { input: { webhookId: first.webhook.id } });
    expect(await refused(people.admin, CREATE, { ...WORDS, clientMutationId })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are paused and resumed, twice as once', async () => {
    const { webhook } = await create(people.admin);
    for (const [query, state] of [[PAUSE, 'PAUSED'], [PAUSE, 'PAUSED'], [RESUME, 'ACTIVE'], [RESUME, 'ACTIVE']] as const) {
      await people.admin.do(query, { input: { webhookId: webhook.id } });
      expect(await list(people.admin)).toMatchObject([{ state, pausedReason: null }]);
    }
  });

  it('are for admins alone, and for their programs with the scope', async () => {
    const { webhook } = await create(people.admin);
    const named = { webhookId: webhook.id };
    const attempts: [string, object][] = [
      [CREATE, WORDS], [UPDATE, { ...named, ...WORDS }], [ROTATE, named], [PAUSE, named], [RESUME, named], [DELETE, named], [TEST, named], [RESEND, { deliveryId: NOBODYS }],
    ];
    for (const [query, input] of attempts) {
      for (const who of [people.ann, people.gita, await test.shop.program(people.admin, ['TICKETS_WRITE'])]) {
        expect(await refused(who, query, input)).toMatchObject({ code: 'FORBIDDEN' });
      }
      expect(await refused(test.shop.visitor(), query, input)).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect((await people.gita.fail(LIST)).extensions.code).toBe('FORBIDDEN');
    expect((await people.gita.fail(DELIVERIES, { id: webhook.id })).extensions.code).toBe('FORBIDDEN');
    const manages = await test.shop.program(people.admin, ['ADMIN_WRITE']);
    expect((await create(manages)).webhook.state).toBe('ACTIVE');
    expect(await list(manages)).toHaveLength(2);
  });

  it('that nobody made are not there', async () => {
    const named = { webhookId: NOBODYS };
    const attempts: [string, object][] = [[UPDATE, { ...named, ...WORDS }], [ROTATE, named], [PAUSE, named], [RESUME, named], [DELETE, named], [TEST, named], [RESEND, { deliveryId: NOBODYS }]];
    for (const [query, input] of attempts) expect(await refused(people.admin, query, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await people.admin.fail(DELIVERIES, { id: NOBODYS })).extensions.code).toBe('NOT_FOUND');
  });

  it.each([
    ['name', { name: ' ' }],
    ['name', { name: 'a'.repeat(LIMITS.webhook.name + 1) }],
    ['url', { url: '' }],
    ['url', { url: 'warehouse' }],
    ['url', { url: 'ftp://127.0.0.1/' }],
    ['url', { url: 'http://10.0.0.1/hook' }],
    ['url', { url: 'https://169.254.169.254/latest/meta-data' }],
    ['url', { url: 'https://[::1]/' }],
    ['url', { url: 'https://ann:word@127.0.0.1/' }],
    ['url', { url: `http://127.0.0.1/${'a'.repeat(LIMITS.webhook.url)}` }],
    ['events', { events: [] }],
    ['events', { events: ['TicketTagged'] }],
    ['events', { events: ['NoteWritten', 'TicketRaised'] }],
    ['events', { events: Array.from({ length: 11 }, () => 'TicketRaised') }],
  ])('say what is wrong with the %s of %.60j', async (field, words) => {
    const { webhook } = await create(people.admin);
    for (const [query, input] of [[CREATE, words], [UPDATE, { webhookId: webhook.id, ...words }]] as const) {
      const { code, issues } = (await refused(people.admin, query, { ...WORDS, ...input })) as { code: string; issues: { path: string }[] };
      expect([code, new Set(issues.map(({ path }) => path))]).toEqual(['BAD_USER_INPUT', new Set([`input.${field}`])]);
    }
    expect(await list(people.admin)).toMatchObject([WORDS]);
  });

  it('are 20 at most, also when two admins make the last ones at once', async () => {
    const other = await test.shop.agent('Asha', 'ADMIN');
    for (let count = 0; count < LIMITS.webhook.perShop - 1; count++) await create(people.admin);
    const racing = await Promise.all([people.admin, other, people.admin, other].map((who) => who.send(CREATE, { input: WORDS })));
    expect(racing.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done']);
  });

  it('can be told of all that customers may know of a ticket, and of nothing else', async () => {
    const contract = await readContract(test.shop.visitor());
    const event = contract.getType('TicketEvent');
    if (!isInterfaceType(event)) throw new Error('No interface TicketEvent');
    const { webhookEventTypes } = await people.admin.do<{ webhookEventTypes: string[] }>('{ webhookEventTypes }');
    const ofTheStaff = ['ParticipantsChanged', 'TicketTagged'];
    const all = contract.getPossibleTypes(event).map(({ name }) => name);
    expect(webhookEventTypes.toSorted()).toEqual(all.filter((name) => !ofTheStaff.includes(name)).toSorted());
  });

  it('are read page by page', async () => {
    for (const name of ['a', 'b', 'c']) await create(people.admin, { name });
    type Page = { webhooks: { nodes: Hook[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    const { webhooks: first } = await people.admin.do<Page>(LIST, { first: 2 });
    const { webhooks: rest } = await people.admin.do<Page>(LIST, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes].map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect([first, rest].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    expect((await people.admin.fail(LIST, { after: 'x' })).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('are in the audit, without the path of their address', async () => {
    const { webhook } = await create(people.admin);
    const input = { webhookId: webhook.id };
    await people.admin.do(UPDATE, { input: { ...input, ...WORDS, name: 'Depot' } });
    for (const query of [ROTATE, PAUSE, PAUSE, RESUME, DELETE]) await people.admin.do(query, { input });
    const rows = await test.server.platform.database.repository(SecurityEvent).find({ order: { id: 'ASC' } });
    const lines = rows.filter(({ details }) => details['webhookId'] === webhook.id);
    expect(lines.map(({ type }) => type)).toEqual(['WEBHOOK_CREATED', 'WEBHOOK_CHANGED', 'WEBHOOK_SECRET_ROTATED', 'WEBHOOK_PAUSED', 'WEBHOOK_RESUMED', 'WEBHOOK_DELETED']);
    expect(lines[1]).toMatchObject({ actorId: people.admin.id, details: { name: 'Depot', host: '127.0.0.1:9' } });
    expect(JSON.stringify(lines)).not.toContain('of-the-path');
  });
});

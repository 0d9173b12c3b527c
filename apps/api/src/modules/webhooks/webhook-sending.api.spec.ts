import { eventually, type Person } from '@ccr/testkit';
import { Webhook } from 'standardwebhooks';
import { IsNull, MoreThan } from 'typeorm';
import { SecretKey } from '../../platform/auth';
import { EventRow } from '../../platform/events';
import { Outbound } from '../../platform/outbound';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Received, WebhookReceiver } from '../../testing/webhook-receiver';
import { createWebhooks } from '.';
import { WebhookDelivery } from './webhook-delivery.entity';
import { WebhookTarget } from './webhook.entity';
import { WAITS_MS } from './webhook.sending';

const CREATE = 'mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret } }';
const ROTATE = 'mutation($id: ID!) { rotateWebhookSecret(input: { webhookId: $id }) { secret } }';
const PAUSE = 'mutation($id: ID!) { pauseWebhook(input: { webhookId: $id }) { webhook { state } } }';
const RESUME = 'mutation($id: ID!) { resumeWebhook(input: { webhookId: $id }) { webhook { state } } }';
const FIELDS = 'id eventType state attempts statusCode problem requestBody answer createdAt dueAt sentAt durationMs';
const TEST = `mutation($id: ID!) { sendTestEvent(input: { webhookId: $id }) { delivery { ${FIELDS} } } }`;
const RESEND = `mutation($id: ID!) { resendWebhookDelivery(input: { deliveryId: $id }) { delivery { ${FIELDS} } } }`;
const LIST = `query($id: ID!, $state: WebhookDeliveryState, $first: Int, $after: String) {
  webhookDeliveries(webhookId: $id, state: $state, first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } }
}`;
const ALL = ['TicketRaised', 'TicketAssigned', 'TicketUnassigned', 'TicketStatusChanged', 'TicketEdited', 'TicketMerged', 'TicketUnmerged', 'TicketSplit', 'MessageSent', 'TicketRated'];
const DAY = 24 * 60 * 60 * 1_000;

interface Delivery {
  id: string;
  eventType: string;
  state: string;
  attempts: number;
  statusCode: number | null;
  problem: string | null;
  requestBody: string;
  answer: string | null;
  dueAt: string | null;
  sentAt: string | null;
}

describe('deliveries to webhooks', () => {
  let test: TestServer;
  let target: WebhookReceiver;
  let people: Record<'admin' | 'gita' | 'ann', Person>;

  /** Sessions end while days pass; tokens that say so do not. */
  const lasting = async (person: Person): Promise<Person> => {
    const { id, name, email } = person;
    return Object.assign(await test.shop.program(person, ['TICKETS_WRITE', 'ADMIN_WRITE']), { id, name, email });
  };
  const create = async (events = ALL, url = target.url()): Promise<{ id: string; secret: string }> => {
    const { createWebhook } = await people.admin.do<{ createWebhook: { webhook: { id: string }; secret: string } }>(CREATE, { input: { name: 'Warehouse', url, events } });
    return { id: createWebhook.webhook.id, secret: createWebhook.secret };
  };
  const list = async (id: string, variables: object = {}): Promise<Delivery[]> =>
    (await people.admin.do<{ webhookDeliveries: { nodes: Delivery[] } }>(LIST, { id, ...variables })).webhookDeliveries.nodes;
  const only = async (id: string): Promise<Delivery | undefined> => (await list(id))[0];
  /** The delivery once that try of it has failed. */
  const settledTry = async (webhookId: string, attempts: number): Promise<Delivery | undefined> => {
    const isSettled = await test.server.platform.database.repository(WebhookDelivery).existsBy({ webhookId, attempts, leaseToken: IsNull() });
    return isSettled ? only(webhookId) : undefined;
  };
  const stateOf = async (id: string): Promise<WebhookTarget> => test.server.platform.database.repository(WebhookTarget).findOneByOrFail({ id });
  const reached = (count: number): Promise<Received[]> => eventually(`${count} requests`, () => target.received.length >= count && target.received);
  const said = ({ body }: Received): { type: string; data: Record<string, unknown> } => JSON.parse(body) as { type: string; data: Record<string, unknown> };
  const isSignedBy = ({ headers, body }: Received, secret: string): boolean => {
    const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
    return String(headers['webhook-signature']).split(' ').includes(new Webhook(secret).sign(String(headers['webhook-id']), at, body));
  };
  const quiet = async (): Promise<void> => {
    const { database } = test.server.platform;
    await eventually('every event told', async () => (await database.repository(EventRow).createQueryBuilder('event').where('event.dueAt IS NOT NULL').getCount()) === 0);
  };

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '10000000', PRIVATE_TARGETS: '127.0.0.1' });
    const { shop } = test;
    people = { admin: await lasting(await shop.firstAdmin()), gita: await lasting(await shop.agent()), ann: await lasting(await shop.customer()) };
  });
  beforeEach(async () => {
    target = await WebhookReceiver.start();
  });
  afterEach(async () => {
    await quiet();
    await test.server.platform.database.manager.delete(WebhookTarget, { id: MoreThan('') });
    await target.stop();
  });
  afterAll(() => test.stop());

  it('are signed as Standard Webhooks has it, so that its own library takes them', async () => {
    const { id, secret } = await create(['TicketRaised']);
    const ticket = await test.shop.ticket(people.ann);
    const [{ headers, body }] = (await reached(1)) as [Received];
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toEqual({
      type: 'TicketRaised',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      data: {
        eventId: expect.any(String) as string,
        seq: 1,
        actorId: people.ann.id,
        ticket: { ...ticket, status: 'NEW', priority: 'NORMAL', topicId: null, assigneeId: null, customerId: people.ann.id },
      },
    });
    expect(() => new Webhook(secret).verify(body.replace('NEW', 'OPEN'), headers as Record<string, string>)).toThrow();
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': expect.stringContaining('CustomerCareRegistry') as string });
    const sent = await eventually('the log', async () => (await list(id, { state: 'SENT' }))[0]);
    expect(sent).toMatchObject({ id: headers['webhook-id'], state: 'SENT', attempts: 1, statusCode: 200, problem: null, requestBody: body, answer: 'thanks', dueAt: null });
  });

  it('tell ids and names of values, and no text, tag, note or participant', async () => {
    const { id } = await create();
    const { ann, gita, admin } = people;
    const ticket = await test.shop.assignedTicket(ann, gita);
    await test.shop.message(gita, ticket.id, 'Between ourselves', 'NOTE');
    const message = await test.shop.message(gita, ticket.id, 'The money is back');
    await gita.do('mutation($input: SetTicketTagsInput!) { setTicketTags(input: $input) { ticket { id } } }', { input: { ticketId: ticket.id, tags: ['refund'] } });
    await admin.do('mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }', { input: { ticketId: ticket.id, priority: 'HIGH' } });
    await gita.do('mutation($id: ID!) { resolveTicket(input: { ticketId: $id }) { ticket { id } } }', { id: ticket.id });
    await ann.do('mutation($input: RateTicketInput!) { rateTicket(input: $input) { rating { score } } }', { input: { ticketId: ticket.id, score: 4, comment: 'Very kind' } });
    await quiet();
    await eventually('all sent', async () => (await list(id, { state: 'WAITING' })).length === 0);
    expect(await list(id)).toHaveLength(7);
    const data = new Map(target.received.map((one) => [said(one).type, said(one).data]));
    expect([...data.keys()].sort()).toEqual(['MessageSent', 'TicketAssigned', 'TicketEdited', 'TicketRaised', 'TicketRated', 'TicketStatusChanged']);
    expect(data.get('TicketAssigned')).toMatchObject({ assigneeId: gita.id, previousAssigneeId: null, actorId: admin.id });
    expect(data.get('MessageSent')).toMatchObject({ messageId: message.id });
    expect(data.get('TicketEdited')).toMatchObject({ fields: ['PRIORITY'] });
    expect(data.get('TicketStatusChanged')).toMatchObject({ to: 'RESOLVED' });
    expect(data.get('TicketRated')).toMatchObject({ score: 4 });
    const all = target.received.map(({ body }) => body).join();
    for (const text of ['Between', 'money', 'refund', 'kind', 'Paid twice', ann.name, ann.email, gita.name]) expect(all).not.toContain(text);
  });

  it('are of the events that were chosen, for webhooks that are active', async () => {
    const rated = await create(['TicketRated']);
    const paused = await create();
    await people.admin.do(PAUSE, { id: paused.id });
    await create(['TicketRaised']);
    await test.shop.ticket(people.ann);
    await reached(1);
    await quiet();
    expect([await list(rated.id), await list(paused.id)]).toEqual([[], []]);
    expect(target.received).toHaveLength(1);
  });

  it('go out once, with two processes at it, told of the event twice', async () => {
    const { platform } = test.server;
    const others = [createWebhooks(platform), createWebhooks(platform)];
    others.forEach(({ lanes }) => lanes.start());
    const { id } = await create(['TicketRaised']);
    for (let count = 0; count < 12; count++) await test.shop.ticket(people.ann);
    await quiet();
    const events = await platform.database.repository(EventRow).findBy({ type: 'TicketRaised' });
    const last = events.sort((one, other) => one.id.localeCompare(other.id)).slice(-12);
    await Promise.all(last.flatMap((event) => others.flatMap(({ handlers }) => handlers.map((handler) => handler.handle(event)))));
    await eventually('all sent', async () => (await list(id, { state: 'SENT' })).length === 12);
    await Promise.all(others.map(({ lanes }) => lanes.stop()));
    expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
    expect(target.received).toHaveLength(12);
  });

  it('are tried again on schedule, the very same, then given up: the webhook is paused, and the admins are told', async () => {
    const { id, secret } = await create(['TicketRaised']);
    target.answer = () => ({ status: 500, body: 'no' });
    await test.shop.ticket(people.ann);
    for (const [place, wait] of WAITS_MS.entries()) {
      await reached(place + 1);
      const delivery = await eventually('the next try', () => settledTry(id, place + 1));
      expect(delivery).toMatchObject({ state: 'WAITING', statusCode: 500, problem: 'The target answered 500.', answer: 'no' });
      const ahead = new Date(delivery.dueAt ?? 0).getTime() - test.clock.now().getTime();
      expect(ahead).toBeGreaterThan(wait - 9_000);
      expect(ahead).toBeLessThan(wait * 1.1 + 1_000);
      test.clock.pass(ahead + 1);
    }
    const given = await eventually('the end', async () => (await list(id, { state: 'FAILED' }))[0]);
    expect(given).toMatchObject({ attempts: 8, dueAt: null, sentAt: null });
    expect(target.received).toHaveLength(8);
    expect(new Set(target.received.map(({ body, headers }) => `${body} ${headers['webhook-id']}`)).size).toBe(1);
    expect(new Set(target.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(8);
    expect(target.received.every((one) => isSignedBy(one, secret))).toBe(true);
    expect(await stateOf(id)).toMatchObject({ state: 'PAUSED', pausedReason: expect.stringContaining('The last of 8 tries') as string });
    const { host } = new URL(target.url());
    const told = test.server.platform.database.repository('Notification');
    await eventually('the notice', () => told.existsBy({ recipientId: people.admin.id, kind: 'webhookPaused' }));
    expect(await test.server.platform.database.repository(EventRow).findBy({ streamId: id })).toMatchObject([{ seq: 1, type: 'WebhookPaused', actorId: null, data: { webhookId: id, host } }]);
  });

  it('that are answered 410 pause the webhook at once', async () => {
    const { id } = await create(['TicketRaised']);
    target.answer = () => ({ status: 410 });
    await test.shop.ticket(people.ann);
    await eventually('the pause', async () => (await stateOf(id)).state === 'PAUSED');
    expect(await only(id)).toMatchObject({ state: 'FAILED', attempts: 1, statusCode: 410 });
    expect(await test.server.platform.database.repository(EventRow).countBy({ streamId: id, type: 'WebhookPaused' })).toBe(1);
  });

  it('wait while the webhook is paused, and go out when it is resumed', async () => {
    const { id } = await create(['TicketRaised']);
    target.answer = () => ({ status: 503 });
    await test.shop.ticket(people.ann);
    await eventually('a try', async () => (await only(id))?.statusCode === 503);
    await people.admin.do(PAUSE, { id });
    test.clock.pass(15_000);
    await new Promise((resolve) => setTimeout(resolve, 2_500)); // longer than a sweep
    expect(target.received).toHaveLength(1);
    await people.admin.do(RESUME, { id });
    await reached(2);
    await eventually('another try', () => settledTry(id, 1));
    target.answer = () => ({ status: 204 });
    await people.admin.do(PAUSE, { id });
    await people.admin.do(RESUME, { id }); // not in ten seconds, but now
    const sent = await eventually('it sent', async () => (await list(id, { state: 'SENT' }))[0], 6_000);
    expect(sent).toMatchObject({ attempts: 1, statusCode: 204, problem: null });
  });

  it('of a target that hangs hold no other up', async () => {
    const hanging = await create(['TicketRaised']);
    target.answer = () => null;
    for (let count = 0; count < 10; count++) await test.shop.ticket(people.ann);
    await reached(1);
    const other = await WebhookReceiver.start();
    await create(['TicketRaised'], other.url());
    await test.shop.ticket(people.ann);
    await eventually('the other’s', () => other.received.length === 1, 5_000);
    expect(target.received.length).toBeLessThan(6); // and the rest of its own wait for an end of the first
    await people.admin.do(PAUSE, { id: hanging.id });
    await other.stop();
  });

  it('follow no redirect', async () => {
    const { id } = await create(['TicketRaised']);
    target.answer = () => ({ status: 302, headers: { location: '/inside' } });
    await test.shop.ticket(people.ann);
    expect(await eventually('the refusal', async () => (await only(id))?.problem)).toContain('redirects are not followed');
    expect(target.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('do not go to where a name leads by now, when that is no public address', async () => {
    const { id } = await create(['TicketRaised']);
    const { platform } = test.server;
    const { outbound } = platform;
    Object.assign(platform, { outbound: new Outbound([]) }); // what was let through at saving is not any more
    await test.shop.ticket(people.ann);
    const refused = await eventually('the refusal', () => settledTry(id, 1));
    Object.assign(platform, { outbound });
    expect(refused).toMatchObject({ state: 'WAITING', statusCode: null, problem: expect.stringContaining('private network') as string });
    expect(target.received).toEqual([]);
  });

  it('are signed with both secrets for a day after a rotation', async () => {
    const { id, secret } = await create(['TicketRaised']);
    const { rotateWebhookSecret } = await people.admin.do<{ rotateWebhookSecret: { secret: string } }>(ROTATE, { id });
    await test.shop.ticket(people.ann);
    const [during] = (await reached(1)) as [Received];
    expect([secret, rotateWebhookSecret.secret].map((one) => isSignedBy(during, one))).toEqual([true, true]);
    test.clock.pass(DAY);
    await test.shop.ticket(people.ann);
    const after = (await reached(2))[1] as Received;
    expect([secret, rotateWebhookSecret.secret].map((one) => isSignedBy(after, one))).toEqual([false, true]);
  });

  it('are sent once more when an admin asks, unless they wait anyway', async () => {
    const { id } = await create(['TicketRaised']);
    await test.shop.ticket(people.ann);
    const sent = await eventually('it sent', async () => (await list(id, { state: 'SENT' }))[0]);
    expect(await people.admin.do(RESEND, { id: sent.id })).toMatchObject({ resendWebhookDelivery: { delivery: { state: 'WAITING', attempts: 0, sentAt: null } } });
    await reached(2);
    expect(target.received[1]?.body).toBe(target.received[0]?.body);
    await eventually('it sent again', async () => (await only(id))?.state === 'SENT');
    await people.admin.do(PAUSE, { id });
    await people.admin.do(RESEND, { id: sent.id });
    expect((await people.admin.fail(RESEND, { id: sent.id })).extensions.code).toBe('CONFLICT');
  });

  it('as a test go out at once, also when paused, and are not tried again', async () => {
    const { id, secret } = await create(['TicketRaised']);
    await people.admin.do(PAUSE, { id });
    const { sendTestEvent } = await people.admin.do<{ sendTestEvent: { delivery: Delivery } }>(TEST, { id });
    expect(sendTestEvent.delivery).toMatchObject({ eventType: 'WebhookTest', state: 'SENT', attempts: 1, statusCode: 200, answer: 'thanks' });
    expect(isSignedBy(target.received[0] as Received, secret)).toBe(true);
    expect(said(target.received[0] as Received)).toMatchObject({ type: 'WebhookTest', data: { webhookId: id } });
    target.answer = () => ({ status: 410, body: 'x'.repeat(5_000) });
    await people.admin.do(RESUME, { id });
    const failed = await people.admin.do<{ sendTestEvent: { delivery: Delivery } }>(TEST, { id });
    expect(failed.sendTestEvent.delivery).toMatchObject({ state: 'FAILED', dueAt: null, statusCode: 410, answer: 'x'.repeat(1_000) });
    expect((await stateOf(id)).state).toBe('ACTIVE');
  });

  it('are read page by page, and forgotten after 30 days', async () => {
    const { id } = await create(['TicketRaised']);
    for (let count = 0; count < 3; count++) await people.admin.do(TEST, { id });
    const first = await list(id, { first: 2 });
    const { webhookDeliveries } = await people.admin.do<{ webhookDeliveries: { pageInfo: { endCursor: string } } }>(LIST, { id, first: 2 });
    const rest = await list(id, { first: 2, after: webhookDeliveries.pageInfo.endCursor });
    expect(new Set([...first, ...rest].map((one) => one.id)).size).toBe(3);
    const { database } = test.server.platform;
    test.clock.pass(30 * DAY - 60_000);
    test.server.workers.forEach((worker) => worker.nudge());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await database.repository(WebhookDelivery).countBy({ webhookId: id })).toBe(3);
    test.clock.pass(60_000);
    test.server.workers.forEach((worker) => worker.nudge());
    await eventually('them gone', async () => (await database.repository(WebhookDelivery).countBy({ webhookId: id })) === 0);
  });

  it('fail with a word on what to do when the secret was sealed with another key, rather than being tried for ever', async () => {
    const { id } = await create(['TicketRaised']);
    await test.server.platform.database.manager.update(WebhookTarget, { id }, { sealedSecret: new SecretKey('another key of the shop, long enough').seal('whsec_AAAA', id) });
    await test.shop.ticket(people.ann);
    expect(await eventually('a try', () => settledTry(id, 1))).toMatchObject({ state: 'WAITING', statusCode: null, problem: expect.stringMatching(/SECRET_KEY.*Make a new secret/) as string });
    expect(target.received).toEqual([]);
  });
});

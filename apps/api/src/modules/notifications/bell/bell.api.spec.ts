import { type Actor, eventually, type Person } from '@ccr/testkit';
import { newId } from '../../../platform/database';
import { EventRow } from '../../../platform/events';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { statementsDuring } from '../../../testing/statement-counter';
import { NotificationChannel } from '../notification.channel';
import { Notification, NotificationState } from '../notification.entity';
import { NEWS } from '../notification.kinds';
import { bellTopic } from './bell.topic';

const LIST = `query($first: Int, $after: String) { notifications(first: $first, after: $after) {
  nodes { id kind title body path readAt ticket { id subject } } pageInfo { hasNextPage endCursor } } }`;
const MARK = 'mutation($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { unread } }';
const READ_TICKET = 'mutation($ticketId: ID!, $seq: Int!) { markTicketRead(input: { ticketId: $ticketId, seq: $seq }) { ticket { id } } }';
const FOLLOW = 'subscription { notificationsChanged { unread notification { id title readAt ticket { id } } } }';
const SHARE = 'mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id } } }';
const SECRET = 'The blue vase of my aunt';

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly readAt: string | null;
  readonly ticket: { readonly id: string; readonly subject: string } | null;
}
interface Page {
  notifications: { nodes: Told[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
interface Change {
  notificationsChanged: { unread: number; notification: Told | null };
}

/** Most rows are made here, of a kind that is not told in the app by itself: so nothing comes in between. */
describe('what is told in the app', () => {
  let test: TestServer;
  let ann: Person;
  let ben: Person;
  let ticket: { id: string; reference: string };

  const tell = async (recipient: Person, ticketId = ticket.id, seq = 1, change: Partial<Notification> = {}): Promise<string> => {
    const { database, live } = test.server.platform;
    const event = await database.repository(EventRow).findOneByOrFail({ streamId: ticketId, seq });
    const id = newId();
    const row = {
      kind: 'ticketRaised', channel: NotificationChannel.IN_APP, state: NotificationState.SENT, address: null, problem: null, providerId: null, carriedById: null,
      createdAt: new Date(), sentAt: new Date(), readAt: null, dueAt: null, attempts: 0, leaseToken: null,
    };
    await database.unitOfWork(() => database.repository(Notification).insert({ id, eventId: event.id, recipientId: recipient.id, ticketId, seq, ...row, ...change }));
    live.publish(bellTopic(recipient.id), id);
    return id;
  };
  const list = async (by: Actor, first?: number, after?: string): Promise<Page['notifications']> => (await by.do<Page>(LIST, { first, after })).notifications;
  const ids = async (by: Actor): Promise<string[]> => (await list(by)).nodes.map(({ id }) => id);
  const unread = async (by: Actor): Promise<number> => (await by.do<{ unreadNotifications: number }>('{ unreadNotifications }')).unreadNotifications;
  const mark = async (by: Actor, input: object): Promise<number> =>
    (await by.do<{ markNotificationsRead: { unread: number } }>(MARK, { input })).markNotificationsRead.unread;
  const message = async (ticketId = ticket.id): Promise<number> => (await test.shop.message(ann, ticketId, 'And one more thing')).seq;

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    [ann, ben] = await Promise.all([test.shop.customer('Ann Rao'), test.shop.customer('Ben Other')]);
    ticket = await test.shop.ticket(ann);
  });

  it('is listed to whom it was told, the newest first, page by page', async () => {
    const [first, second] = [await tell(ann), await tell(ann, ticket.id, await message())];
    await tell(ann, ticket.id, 1, { channel: NotificationChannel.PUSH });
    await tell(ben, (await test.shop.ticket(ben)).id);
    const page = await list(ann, 1);
    expect(page).toMatchObject({ nodes: [{ id: second, kind: 'TICKET_RAISED', readAt: null, ticket: { id: ticket.id } }], pageInfo: { hasNextPage: true } });
    expect(page.nodes[0]).toMatchObject({ path: `/tickets/${ticket.reference}`, title: expect.stringMatching(/\w/) });
    const rest = await list(ann, 1, page.pageInfo.endCursor);
    expect(rest).toMatchObject({ nodes: [{ id: first }], pageInfo: { hasNextPage: false } });
    expect((await ann.fail(LIST, { after: 'x' })).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is counted until it is read: by its id, by its ticket, or all', async () => {
    const other = await test.shop.ticket(ann);
    const [one, two] = [await tell(ann), await tell(ann, ticket.id, await message())];
    await tell(ann, other.id);
    await tell(ben, (await test.shop.ticket(ben)).id);
    expect(await unread(ann)).toBe(3);
    expect(await mark(ann, { notificationIds: [one, one] })).toBe(2);
    expect((await list(ann)).nodes.map(({ id, readAt }) => id === one && readAt !== null)).toEqual([false, false, true]);
    expect(await mark(ann, { ticketId: ticket.id })).toBe(1);
    expect(await mark(ann, { notificationIds: [two] })).toBe(1);
    expect(await mark(ann, { all: true })).toBe(0);
    expect([await unread(ann), await unread(ben)]).toEqual([0, 1]);
  });

  it("is nobody else's to see or to mark", async () => {
    const [own, foreign] = [await tell(ann), await tell(ben, (await test.shop.ticket(ben)).id)];
    const pushed = await tell(ann, ticket.id, 1, { channel: NotificationChannel.PUSH });
    for (const notificationIds of [[foreign], [own, foreign], [pushed], [newId()], ['x']]) {
      expect((await ann.fail(MARK, { input: { notificationIds } })).extensions.code).toBe('NOT_FOUND');
    }
    expect((await ben.fail(MARK, { input: { ticketId: ticket.id } })).extensions.code).toBe('NOT_FOUND');
    expect(await ids(ann)).toEqual([own]);
    expect([await unread(ann), await unread(ben)]).toEqual([1, 1]);
    expect((await test.shop.visitor().fail('{ unreadNotifications }')).extensions.code).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['nothing', {}, 'input'],
    ['two ways', { all: true, ticketId: 'x' }, 'input'],
    ['not all', { all: false }, 'input.all'],
    ['no ids', { notificationIds: [] }, 'input.notificationIds'],
    ['too many ids', { notificationIds: Array.from({ length: 101 }, (_, index) => String(index)) }, 'input.notificationIds'],
  ])('refuses %s', async (_what, input, path) => {
    expect((await ann.fail(MARK, { input })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
  });

  it('is read when its ticket is read that far, also when it comes afterwards', async () => {
    await tell(ann);
    const seq = await message();
    const second = await tell(ann, ticket.id, seq);
    await ann.do(READ_TICKET, { ticketId: ticket.id, seq: 1 });
    expect(await unread(ann)).toBe(1);
    await ann.do(READ_TICKET, { ticketId: ticket.id, seq });
    expect(await unread(ann)).toBe(0);
    await tell(ann, ticket.id, seq, { kind: 'agentAssigned' });
    expect(await unread(ann)).toBe(0);
    expect((await list(ann)).nodes.filter(({ readAt }) => readAt === null)).toEqual([]);
    const { database } = test.server.platform;
    const settled = async (): Promise<boolean> => (await database.repository(Notification).findOneByOrFail({ id: second })).readAt !== null;
    await eventually('what is read to be written down', settled);
  });

  it('is counted up to 100', async () => {
    const { database } = test.server.platform;
    const kinds = Object.keys(NEWS);
    for (let seq = 1; seq <= 9; seq = await message()) for (const kind of kinds) await tell(ann, ticket.id, seq, { kind });
    expect(await database.repository(Notification).countBy({ recipientId: ann.id, channel: NotificationChannel.IN_APP })).toBeGreaterThan(101);
    expect(await unread(ann)).toBe(100);
    expect(await mark(ann, { ticketId: ticket.id })).toBe(0);
  });

  it('says nothing of a ticket that was taken from sight', async () => {
    const gita = await test.shop.agent();
    const { id } = await test.shop.ticket(ann, { subject: SECRET });
    const admin = await test.shop.firstAdmin();
    await admin.do(SHARE, { input: { ticketId: id, agentIds: [gita.id] } });
    const told = await tell(gita, id, 1, { kind: 'ticketOffered' });
    expect((await list(gita)).nodes).toMatchObject([{ id: told, ticket: { subject: SECRET } }]);
    const feed = gita.subscribe<Change>(FOLLOW);
    await feed.take(1);
    await admin.do(SHARE, { input: { ticketId: id, agentIds: [] } });
    const [hidden] = (await list(gita)).nodes;
    expect(hidden).toMatchObject({ id: told, ticket: null, path: '/tickets' });
    expect(JSON.stringify(hidden)).not.toContain(SECRET);
    await tell(gita, id, 1, { kind: 'ticketRated' });
    const [, change] = await feed.take(2);
    expect(change?.notificationsChanged).toMatchObject({ unread: 2, notification: { ticket: null } });
    expect(JSON.stringify(change)).not.toContain(SECRET);
    expect(await mark(gita, { notificationIds: [told] })).toBe(1);
    feed.stop();
  });

  it('costs as many statements however many there are', async () => {
    const costOf = async (): Promise<number> => (await statementsDuring(test.server.platform.database, () => list(ann))).length;
    await tell(ann);
    // What was raised just now is told to others meanwhile.
    const one = await eventually('a quiet moment', async () => {
      const cost = await costOf();
      return cost <= 10 && cost;
    });
    for (let count = 0; count < 12; count++) {
      const { id } = await test.shop.ticket(ann, { subject: `Number ${count}` });
      await tell(ann, id);
    }
    expect((await list(ann)).nodes).toHaveLength(13);
    await eventually('the same cost', async () => (await costOf()) <= one);
  });

  it('comes live to all that its recipient has open, and to nobody else', async () => {
    const program = await test.shop.program(ann, ['TICKETS_READ']);
    const elsewhere = ben.subscribe<Change>(FOLLOW);
    const hers = [ann, program].map((actor) => actor.subscribe<Change>(FOLLOW));
    const next = async (count: number): Promise<unknown[]> => Promise.all(hers.map(async (feed) => (await feed.take(count))[count - 1]?.notificationsChanged));
    for (const feed of [...hers, elsewhere]) expect(await feed.take(1)).toEqual([{ notificationsChanged: { unread: 0, notification: null } }]);
    const id = await tell(ann);
    for (const change of await next(2)) expect(change).toMatchObject({ unread: 1, notification: { id, readAt: null } });
    await mark(program, { notificationIds: [id] });
    for (const change of await next(3)) expect(change).toEqual({ unread: 0, notification: null });
    const seq = await message();
    await tell(ann, ticket.id, seq);
    await next(4);
    await ann.do(READ_TICKET, { ticketId: ticket.id, seq });
    for (const change of await next(5)) expect(change).toEqual({ unread: 0, notification: null });
    expect(elsewhere.items).toHaveLength(1);
    for (const feed of [...hers, elsewhere]) feed.stop();
  });

  it('comes of what happens to tickets, by itself', async () => {
    const gita = await test.shop.agent('Gita Mehta');
    const feed = ann.subscribe<Change>(FOLLOW);
    await feed.take(1);
    const { id, reference } = await test.shop.assignedTicket(ann, gita);
    const hers = await feed.until('who has the ticket', ({ notificationsChanged: { notification } }) => notification !== null);
    expect(hers.notificationsChanged).toMatchObject({ unread: 1, notification: { title: 'Gita Mehta has your ticket', ticket: { id } } });
    await test.shop.message(gita, id, 'I look into it.');
    await feed.until('the reply', ({ notificationsChanged: { notification } }) => notification?.title === 'Gita Mehta replied');
    await eventually('the assignment', async () => (await list(gita)).nodes.some(({ kind, path }) => kind === 'TICKET_ASSIGNED_TO_YOU' && path === `/tickets/${reference}`));
    feed.stop();
  });

  it('comes no more when the session has ended', async () => {
    const feed = ann.subscribe<Change>(FOLLOW);
    await feed.take(1);
    await ann.do('mutation { signOut { ok } }');
    await eventually('the socket to close', () => feed.closed !== null);
    expect(feed.closed?.code).toBe(4401);
    await tell(ann);
    expect(feed.items).toHaveLength(1);
  });
});

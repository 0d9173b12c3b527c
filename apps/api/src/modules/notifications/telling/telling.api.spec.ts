import { randomUUID } from 'node:crypto';
import { Role } from '@ccr/domain';
import { eventually, type Person } from '@ccr/testkit';
import { EventRow } from '../../../platform/events';
import { confirmEmail } from '../../../testing/mailed-codes';
import { statementsDuring } from '../../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { does } from '../../../testing/ticket-moves';
import { User } from '../../accounts';
import { ExpertTopic } from '../../topics';
import { bellTopic } from '../bell/bell.topic';
import { NotificationChannel } from '../notification.channel';
import { Notification } from '../notification.entity';
import { NotificationChoices } from '../notification-choices.service';
import { NotifyPeople } from '../notification.handler';

const SET = 'mutation($input: SetNotificationChoiceInput!) { setNotificationChoice(input: $input) { choice { kind } } }';
const CREATE_TOPIC = 'mutation($name: String!) { createTopic(input: { name: $name }) { topic { id } } }';
const SET_EXPERT = 'mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }';
const RATE = 'mutation($input: RateTicketInput!) { rateTicket(input: $input) { rating { score } } }';
const AUTO_ASSIGN = 'mutation($on: Boolean!) { updateShopSettings(input: { autoAssign: $on }) { settings { autoAssign } } }';

describe('telling people of an event', () => {
  let test: TestServer;
  let [ann, gita, admin]: Person[] = [];

  const person = (one: Person | undefined): Person => one as Person;
  const database = () => test.server.platform.database;
  const change = (one: Person, values: Partial<User>) => database().unitOfWork(() => database().manager.update(User, { id: one.id }, values));
  const allTold = () =>
    eventually('every event to be told', async () => !(await database().repository(EventRow).createQueryBuilder('e').where('e.dueAt IS NOT NULL').getExists()));
  const rowsOf = async (ticketId: string, to?: Person): Promise<Notification[]> => {
    await allTold();
    return database().repository(Notification).find({ where: { ticketId, ...(to && { recipientId: to.id }) }, order: { id: 'ASC' } });
  };
  const waysOf = async (ticketId: string, to: Person, ...kinds: string[]): Promise<string[]> =>
    (await rowsOf(ticketId, to)).filter(({ kind }) => kinds.includes(kind)).map(({ kind, channel }) => `${kind} ${channel}`).sort();
  const handler = (): NotifyPeople => {
    const { clock, live } = test.server.platform;
    const channels = Object.values(NotificationChannel);
    return new NotifyPeople({ database: database(), choices: new NotificationChoices(database(), clock), clock, live, channels, onWaiting: () => undefined });
  };
  /** Forgets that the event was told, and tells it, as if everything could be sent here. */
  const tellAgain = async (where: { streamId: string; type: string }): Promise<Notification[]> => {
    await allTold();
    const event = await database().repository(EventRow).findOneByOrFail(where);
    await database().unitOfWork(() => database().manager.delete(Notification, { eventId: event.id }));
    await handler().handle(event);
    return database().repository(Notification).find({ where: { eventId: event.id }, order: { recipientId: 'ASC' } });
  };
  const topic = async (...experts: Person[]): Promise<string> => {
    const { createTopic } = await person(admin).do<{ createTopic: { topic: { id: string } } }>(CREATE_TOPIC, { name: `Topic ${randomUUID()}` });
    for (const { id } of experts) await person(admin).do(SET_EXPERT, { input: { agentId: id, topicIds: [createTopic.topic.id] } });
    return createTopic.topic.id;
  };
  const want = (one: Person, kind: string, changes: object) => one.do(SET, { input: { kind, ...changes } });

  beforeAll(async () => {
    test = await startTestServer();
    [gita, admin] = [await test.shop.agent('Gita Mehta'), await test.shop.firstAdmin()];
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ann = await confirmEmail(test, await test.shop.customer());
  });

  it('in the app at once, as read by nobody, and whoever looks is woken', async () => {
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    await allTold();
    const woken: string[] = [];
    const stop = test.server.platform.live.listen([bellTopic(person(ann).id)], (rowId) => void woken.push(rowId));
    const { seq } = await test.shop.message(person(gita), id, 'Here I am.');
    const row = (await rowsOf(id, ann)).find((one) => one.channel === 'IN_APP' && one.kind === 'replyReceived');
    stop();
    expect(row).toMatchObject({ state: 'SENT', seq, dueAt: null, readAt: null, sentAt: row?.createdAt });
    expect(woken).toEqual([row?.id]);
  });

  it('over the channels that are wanted, and no others', async () => {
    await want(person(ann), 'REPLY_RECEIVED', { inApp: false, push: true, mail: false });
    await want(person(gita), 'REPLY_RECEIVED', { push: false });
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    await test.shop.message(person(gita), id, 'Here I am.');
    await test.shop.message(person(ann), id, 'And so am I.');
    expect(await waysOf(id, person(ann), 'replyReceived')).toEqual(['replyReceived PUSH']);
    expect(await waysOf(id, person(gita), 'replyReceived')).toEqual(['replyReceived IN_APP', 'replyReceived MAIL']);
    await want(person(gita), 'REPLY_RECEIVED', { push: true });
  });

  it('by SMS only what is worth it, to a mobile that is confirmed, when it is chosen', async () => {
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    await does(person(gita), 'markPending', id);
    await does(person(gita), 'resolve', id);
    const bySms = async (type: string): Promise<string[]> =>
      (await tellAgain({ streamId: id, type })).filter(({ channel, recipientId }) => channel === 'SMS' && recipientId === ann?.id).map(({ kind }) => kind);
    const resolved = async (): Promise<string[]> => {
      const moves = await database().repository(EventRow).find({ where: { streamId: id, type: 'TicketStatusChanged' }, order: { seq: 'ASC' } });
      for (const event of moves) {
        await database().unitOfWork(() => database().manager.delete(Notification, { eventId: event.id }));
        await handler().handle(event);
      }
      return (await rowsOf(id, ann)).filter(({ channel }) => channel === 'SMS').map(({ kind }) => kind);
    };
    const confirmed = { mobile: '+919876543210', mobileVerifiedAt: new Date() };
    await change(person(ann), confirmed);
    expect(await bySms('TicketAssigned')).toEqual([]);
    for (const kind of ['AGENT_ASSIGNED', 'STATUS_CHANGED']) await want(person(ann), kind, { sms: true });
    expect(await bySms('TicketAssigned')).toEqual(['agentAssigned']);
    expect(await resolved()).toEqual(expect.arrayContaining(['ticketResolved']));
    expect(await resolved()).not.toContain('ticketPending');
    await change(person(ann), { mobileVerifiedAt: null });
    expect(await bySms('TicketAssigned')).toEqual([]);
  });

  it('to the experts, but for who is gone; to the admins where there is none', async () => {
    const [hari, gone, boss] = [await test.shop.agent('Hari'), await test.shop.agent('Gone'), await test.shop.agent('Boss', 'ADMIN')];
    await test.shop.agent('No expert');
    const topicId = await topic(hari, gone);
    await change(gone, { deactivatedAt: new Date() });
    const offeredTo = async (id: string): Promise<string[]> => {
      const told = (await rowsOf(id)).filter(({ kind, channel }) => kind === 'ticketOffered' && channel === 'IN_APP');
      return told.map(({ recipientId }) => recipientId).sort();
    };
    expect(await offeredTo((await test.shop.ticket(person(ann), { topicId })).id)).toEqual([hari.id]);
    const admins = [person(admin).id, boss.id].sort();
    expect(await offeredTo((await test.shop.ticket(person(ann))).id)).toEqual(admins);
    await change(hari, { deactivatedAt: new Date() });
    expect(await offeredTo((await test.shop.ticket(person(ann), { topicId })).id)).toEqual(admins);
    await change(boss, { deactivatedAt: new Date() });
  });

  it('not to the experts, when the shop has given it to one of them', async () => {
    const [hari, other] = [await test.shop.agent('Hari'), await test.shop.agent('Other')];
    const topicId = await topic(hari, other);
    await person(admin).do(AUTO_ASSIGN, { on: true });
    const { id } = await test.shop.ticket(person(ann), { topicId });
    const kinds = [...new Set((await rowsOf(id)).map(({ kind }) => kind))].sort();
    await person(admin).do(AUTO_ASSIGN, { on: false });
    expect(kinds).toEqual(['agentAssigned', 'ticketAssignedToYou', 'ticketRaised']);
  });

  it('to as many experts as there are in as many statements', async () => {
    const topicId = await topic();
    await want(person(ann), 'TICKET_RAISED', { mail: false }); // or the outbox would work meanwhile
    const { id } = await test.shop.ticket(person(ann), { topicId });
    const experts = async (count: number): Promise<void> => {
      const people = Array.from({ length: count }, () => randomUUID());
      const now = new Date();
      const rows = people.map((one) => ({
        id: one, name: 'An expert', email: `${one}@example.com`, mobile: null, role: Role.AGENT, passwordHash: 'x', createdAt: now, emailVerifiedAt: now, lastSeq: 0,
      }));
      await database().unitOfWork(async () => {
        await database().repository(User).insert(rows);
        await database().repository(ExpertTopic).insert(people.map((agentId) => ({ agentId, topicId, createdAt: now })));
      });
    };
    const cost = async (expected: number): Promise<number> => {
      await allTold();
      const event = await database().repository(EventRow).findOneByOrFail({ streamId: id, type: 'TicketRaised' });
      await database().unitOfWork(() => database().manager.delete(Notification, { eventId: event.id }));
      const statements = await statementsDuring(database(), () => handler().handle(event));
      expect(await database().repository(Notification).countBy({ eventId: event.id, kind: 'ticketOffered' })).toBe(expected);
      return statements.length;
    };
    await experts(2);
    const few = await cost(2);
    await experts(38);
    expect(await cost(40)).toBe(few);
  });

  it('of a rating: who has the ticket, and the admins', async () => {
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    await does(person(gita), 'resolve', id);
    for (const score of [2, 4]) await person(ann).do(RATE, { input: { ticketId: id, score, comment: 'Hm' } });
    const told = (await rowsOf(id)).filter(({ kind }) => kind === 'ticketRated').map(({ recipientId, channel }) => `${recipientId} ${channel}`);
    const both = [person(gita), person(admin)].map((one) => `${one.id} IN_APP`);
    expect(told.sort()).toEqual([...both, ...both].sort());
  });

  it('not to who does not see the ticket any more', async () => {
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    await does(person(admin), 'assign', id, (await test.shop.agent('Hari')).id);
    await allTold();
    const [first] = await database().repository(EventRow).find({ where: { streamId: id, type: 'TicketAssigned' }, order: { seq: 'ASC' } });
    await database().unitOfWork(() => database().manager.delete(Notification, { eventId: first?.id ?? '' }));
    await handler().handle(first as EventRow);
    const rows = await database().repository(Notification).findBy({ eventId: first?.id ?? '' });
    expect([...new Set(rows.map(({ recipientId }) => recipientId))]).toEqual([person(ann).id]);
  });

  it('of a note: nobody', async () => {
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    const before = (await rowsOf(id)).length;
    await test.shop.message(person(admin), id, 'Between us.', 'NOTE');
    expect(await rowsOf(id)).toHaveLength(before);
  });

  it('a reply that opens a ticket again is told once', async () => {
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    await does(person(gita), 'resolve', id);
    await does(person(ann), 'reply', id);
    await does(person(gita), 'resolve', id);
    await does(person(ann), 'reopen', id);
    const told = await waysOf(id, person(gita), 'replyReceived', 'assignedTicketMoved');
    expect(told.filter((way) => way.endsWith('IN_APP'))).toEqual(['assignedTicketMoved IN_APP', 'replyReceived IN_APP']);
  });

  it('the end of a ticket that they ended themselves only by mail', async () => {
    const { id } = await test.shop.assignedTicket(person(ann), person(gita));
    await does(person(gita), 'resolve', id);
    await does(person(ann), 'close', id);
    expect(await waysOf(id, person(ann), 'ticketClosed')).toEqual(['ticketClosed MAIL']);
  });
});

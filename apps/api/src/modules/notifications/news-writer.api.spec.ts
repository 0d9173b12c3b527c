import { eventually, type Person } from '@ccr/testkit';
import { IsNull, LessThanOrEqual, Not } from 'typeorm';
import { newId } from '../../platform/database';
import { EventRow } from '../../platform/events';
import { statementsDuring } from '../../testing/statement-counter';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';
import { NewsWriter } from './news-writer';
import { NotificationChannel } from './notification.channel';
import { Notification, NotificationState } from './notification.entity';
import type { NotificationKind } from './notification.kinds';

const SUBJECT = 'Paid twice for one order';
const RATE = 'mutation($input: RateTicketInput!) { rateTicket(input: $input) { rating { score } } }';

describe('news in few words', () => {
  let test: TestServer;
  let [ann, gita, admin]: Person[] = [];
  let ticket: { id: string; reference: string };
  let writer: NewsWriter;

  const person = (one: Person | undefined): Person => one as Person;
  const database = () => test.server.platform.database;
  const eventOf = async (type: string): Promise<EventRow> =>
    (await database().repository(EventRow).find({ where: { streamId: ticket.id, type }, order: { seq: 'DESC' } }))[0] as EventRow;
  const row = ({ id, seq }: Pick<EventRow, 'id' | 'seq'>, kind: NotificationKind, to: Person | undefined, ticketId: string | null = ticket.id): Notification =>
    Object.assign(new Notification(), {
      id: newId(), eventId: id, recipientId: person(to).id, channel: NotificationChannel.IN_APP, kind, ticketId, seq, state: NotificationState.SENT,
    });
  const words = async (type: string, kind: NotificationKind, to: Person | undefined): Promise<string> => {
    const told = row(await eventOf(type), kind, to);
    const text = (await writer.of([told])).get(told.id);
    return text ? `${text.title} | ${text.body} | ${text.path.replace(ticket.reference, 'REF')}` : 'nothing';
  };

  beforeAll(async () => {
    test = await startTestServer();
    writer = new NewsWriter(database());
    [ann, gita, admin] = [await test.shop.customer('Ann Rao'), await test.shop.agent('Gita Mehta'), await test.shop.firstAdmin()];
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ticket = await test.shop.assignedTicket(person(ann), person(gita));
  });

  it('say what happened, and where', async () => {
    const about = `${SUBJECT} | /tickets/REF`;
    expect(await words('TicketRaised', 'ticketRaised', ann)).toBe(`We have your ticket | ${about}`);
    expect(await words('TicketRaised', 'ticketOffered', admin)).toBe(`A ticket has come in that nobody has | ${about}`);
    expect(await words('TicketAssigned', 'agentAssigned', ann)).toBe(`Gita Mehta has your ticket | ${about}`);
    expect(await words('TicketAssigned', 'ticketAssignedToYou', gita)).toBe(`A ticket is assigned to you | ${about}`);
    await does(person(gita), 'markPending', ticket.id);
    expect(await words('TicketStatusChanged', 'ticketPending', ann)).toBe(`Your ticket waits for you | ${about}`);
    await does(person(gita), 'reopen', ticket.id);
    expect(await words('TicketStatusChanged', 'ticketReopened', ann)).toBe(`Your ticket is open again | ${about}`);
    await does(person(gita), 'resolve', ticket.id);
    expect(await words('TicketStatusChanged', 'ticketResolved', ann)).toBe(`Your ticket is solved | ${about}`);
    await person(ann).do(RATE, { input: { ticketId: ticket.id, score: 4, comment: 'Quick' } });
    expect(await words('TicketRated', 'ticketRated', gita)).toBe(`The help was rated 4 of 5 | ${about}`);
    await does(person(ann), 'close', ticket.id);
    expect(await words('TicketStatusChanged', 'ticketClosed', ann)).toBe(`Your ticket is closed | ${about}`);
    expect(await words('TicketStatusChanged', 'assignedTicketMoved', gita)).toBe(`Ann Rao closed your ticket | ${about}`);
  });

  it('say what was written, without its marks, in a line that is not too long', async () => {
    await test.shop.message(person(gita), ticket.id, `**We** pay you back.\n\n- today ${'or tomorrow '.repeat(20)}`);
    const [title, body] = (await words('MessageSent', 'replyReceived', ann)).split(' | ');
    expect(title).toBe('Gita Mehta replied');
    expect(body).toMatch(/^We pay you back\. today or tomorrow .*…$/);
    expect(body?.length).toBeLessThanOrEqual(140);
    await test.shop.message(person(gita), ticket.id, `${'x'.repeat(138)}🙂🙂`);
    expect(await words('MessageSent', 'replyReceived', ann)).toContain(`| ${'x'.repeat(138)}… |`);
  });

  it('never show customers a note', async () => {
    await test.shop.message(person(gita), ticket.id, 'Between us.', 'NOTE');
    expect(await words('MessageSent', 'replyReceived', ann)).not.toContain('Between us');
  });

  it('are none for who does not see the ticket any more, nor for what is about an account', async () => {
    await does(person(admin), 'assign', ticket.id, (await test.shop.agent('Hari')).id);
    expect(await words('TicketAssigned', 'assignedTicketMoved', gita)).toBe('nothing');
    expect(await words('TicketAssigned', 'assignedTicketMoved', admin)).not.toBe('nothing');
    expect(await words('TicketAssigned', 'passwordChanged', ann)).toBe('nothing');
  });

  it('are of a ticket that nobody has for its experts', async () => {
    const name = 'Seasonal';
    const { createTopic } = await person(admin).do<{ createTopic: { topic: { id: string } } }>('mutation($name: String!) { createTopic(input: { name: $name }) { topic { id } } }', { name });
    const expert = await test.shop.agent('Expert');
    ticket = await test.shop.ticket(person(ann), { topicId: createTopic.topic.id });
    expect(await words('TicketRaised', 'ticketOffered', expert)).toBe('nothing');
    const input = { agentId: expert.id, topicIds: [createTopic.topic.id] };
    await person(admin).do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }', { input });
    expect(await words('TicketRaised', 'ticketOffered', expert)).toContain(SUBJECT);
  });

  it('lead to feedback and webhooks', async () => {
    const facts = [{ type: 'FeedbackAnswered', data: {} }, { type: 'WebhookPaused', data: { webhookId: 'w', host: 'shop.test' } }];
    const events = facts.map((fact) => Object.assign(new EventRow(), { id: newId(), streamId: newId(), seq: 1, at: new Date(), actorId: null, internal: false, dueAt: null, attempts: 0, leaseToken: null, ...fact }));
    await database().unitOfWork(() => database().manager.save(events));
    const rows = [row(events[0] as EventRow, 'feedbackAnswered', ann, null), row(events[1] as EventRow, 'webhookPaused', admin, null)];
    expect([...(await writer.of(rows)).values()]).toEqual([
      { title: 'Your feedback has an answer', body: 'Read what we wrote to you.', path: '/feedback' },
      { title: 'A webhook is paused', body: 'shop.test does not take what we send.', path: '/webhooks' },
    ]);
  });

  it('cost two statements, however many there are, and none for nothing', async () => {
    for (const body of ['one', 'two', 'three']) await test.shop.message(person(gita), ticket.id, body);
    const other = await test.shop.assignedTicket(person(ann), person(gita));
    await eventually('quiet', async () => {
      const inHand = [{ dueAt: LessThanOrEqual(test.clock.now()) }, { leaseToken: Not(IsNull()) }];
      return !(await database().repository(EventRow).existsBy({ dueAt: Not(IsNull()) })) && !(await database().repository(Notification).existsBy(inHand));
    });
    const events = await database().repository(EventRow).findBy([{ streamId: ticket.id }, { streamId: other.id }]);
    const rows = events.map((event) => row(event, event.type === 'MessageSent' ? 'replyReceived' : 'agentAssigned', ann, event.streamId));
    const written = new Map<number, number>();
    for (const count of [1, rows.length]) {
      let texts = 0;
      const statements = await statementsDuring(database(), async () => void (texts = (await writer.of(rows.slice(0, count))).size));
      written.set(texts, statements.length);
    }
    expect([...written]).toEqual([[1, 2], [rows.length, 2]]);
    expect(await statementsDuring(database(), () => writer.of([]))).toEqual([]);
  });
});

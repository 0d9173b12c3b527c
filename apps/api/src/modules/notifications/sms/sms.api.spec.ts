import { randomInt } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import { eventually, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { answering, TWILIO_ACCOUNT, TWILIO_SID, TwilioDouble } from '../../../testing/twilio-double';
import { User } from '../../accounts';
import { NotificationChannel } from '../notification.channel';
import { Notification, NotificationState } from '../notification.entity';

const CHOOSE = 'mutation($input: SetNotificationChoiceInput!) { setNotificationChoice(input: $input) { choice { sms } } }';
const ASSIGN = 'mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }';
const PENDING = 'mutation($input: MarkTicketPendingInput!) { markTicketPending(input: $input) { ticket { id } } }';
const RESOLVE = 'mutation($input: ResolveTicketInput!) { resolveTicket(input: $input) { ticket { id } } }';
const UPDATE = 'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { id } } }';
const LATER = 10 * 60_000;
const DAY = 24 * 60 * 60_000;

const number = (): string => `+4477009${String(randomInt(100_000)).padStart(5, '0')}`;

describe('a text message', () => {
  let test: TestServer;
  let twilio: TwilioDouble;
  let admin: Person;
  let ann: Person;
  let gita: Person;
  let ticket: { id: string; reference: string };
  let mobile: string;

  const database = () => test.server.platform.database;
  const sms = ({ id }: Person): Promise<Notification[]> =>
    database().repository(Notification).find({ where: { recipientId: id, channel: NotificationChannel.SMS }, order: { id: 'ASC' } });
  const withNumber = async (person: Person, { confirmed = true } = {}): Promise<string> => {
    const own = number();
    const values = { mobile: own, mobileVerifiedAt: confirmed ? test.clock.now() : null };
    await database().unitOfWork(() => database().manager.update(User, { id: person.id }, values));
    return own;
  };
  const choose = (person: Person, kind: string) => person.do(CHOOSE, { input: { kind, sms: true } });
  const assignTo = ({ id: agentId }: Person, ticketId: string) => admin.do(ASSIGN, { input: { ticketId, agentId } });
  const assign = (agent = gita) => assignTo(agent, ticket.id);
  const stateOf = async (person: Person): Promise<NotificationState | undefined> => (await sms(person)).at(-1)?.state;
  const comesTo = (person: Person, state: NotificationState) => eventually(`a text message that is ${state}`, async () => (await stateOf(person)) === state);
  const refusing = (status: number): void => void (twilio.answer = answering(status, { code: 21211, message: `'To' number ${mobile} is not valid`, status }));
  /** What is told after it has been told before, too, as events come in their order. */
  const told = (person: Person, kind: string) =>
    eventually(`the mail ${kind}`, () => database().repository(Notification).existsBy({ recipientId: person.id, kind, channel: NotificationChannel.MAIL }));

  beforeAll(async () => {
    twilio = new TwilioDouble();
    await twilio.start();
    test = await startTestServer({ ...twilio.settings(), SHOP_NAME: 'Example Shop' });
    admin = await test.shop.firstAdmin();
    gita = await test.shop.agent('Gita Mehta');
  });
  afterAll(async () => {
    await test.stop();
    await twilio.stop();
  });
  beforeEach(async () => {
    twilio.answer = answering(201, { sid: TWILIO_SID });
    ann = await test.shop.customer();
    mobile = await withNumber(ann);
    ticket = await test.shop.ticket(ann);
  });

  it('tells a customer who has chosen it who their expert is, and where', async () => {
    await choose(ann, 'AGENT_ASSIGNED');
    await assign();
    await comesTo(ann, NotificationState.SENT);
    const [text, ...more] = twilio.textsTo(mobile);
    expect(text).toMatch(new RegExp(`^Example Shop: Gita Mehta has your ticket\\..* http://localhost:4000/tickets/${ticket.reference}$`));
    expect(more).toEqual([]);
    expect(twilio.requests.at(-1)?.form['From']).toBe(TWILIO_ACCOUNT.from);
    expect(await sms(ann)).toMatchObject([{ kind: 'agentAssigned', address: null, providerId: TWILIO_SID, problem: null, sentAt: expect.any(Date) }]);
  });

  it('tells that a ticket is resolved, and of no other step', async () => {
    await choose(ann, 'STATUS_CHANGED');
    await assign();
    await gita.do(PENDING, { input: { ticketId: ticket.id } });
    await gita.do(RESOLVE, { input: { ticketId: ticket.id } });
    await comesTo(ann, NotificationState.SENT);
    expect((await sms(ann)).map(({ kind }) => kind)).toEqual(['ticketResolved']);
  });

  it('does not come more than so often in a day', async () => {
    await choose(ann, 'AGENT_ASSIGNED');
    const { smsPerDay } = LIMITS.notification;
    for (let each = 0; each < smsPerDay + 2; each++) await assignTo(gita, (await test.shop.ticket(ann)).id);
    await eventually('all the mails', async () => (await database().repository(Notification).countBy({ recipientId: ann.id, kind: 'agentAssigned', channel: NotificationChannel.MAIL })) === smsPerDay + 2);
    expect(await sms(ann)).toHaveLength(smsPerDay);
    const yesterday = new Date(test.clock.now().getTime() - DAY);
    await database().unitOfWork(() => database().manager.update(Notification, { recipientId: ann.id }, { createdAt: yesterday }));
    await assign();
    await eventually('one of the next day', async () => (await sms(ann)).length === smsPerDay + 1);
  });

  it('comes to nobody who has not chosen it, or not confirmed the number', async () => {
    const ben = await test.shop.customer();
    await withNumber(ben, { confirmed: false });
    await choose(ben, 'AGENT_ASSIGNED');
    await assign();
    ticket = await test.shop.ticket(ben);
    await assign();
    for (const person of [ann, ben]) {
      await told(person, 'agentAssigned');
      expect(await sms(person)).toEqual([]);
    }
  });

  it('does not go to a number that is not theirs any more by then', async () => {
    refusing(503);
    await choose(ann, 'AGENT_ASSIGNED');
    await assign();
    await eventually('a try', () => twilio.textsTo(mobile).length > 0);
    const other = number();
    await ann.do(UPDATE, { input: { mobile: other } });
    twilio.answer = answering(201, { sid: TWILIO_SID });
    test.clock.pass(LATER);
    await comesTo(ann, NotificationState.CANCELLED);
    expect(twilio.textsTo(other)).toEqual([]);
  });

  it('does not tell an agent of a ticket that somebody else has by then', async () => {
    const hari = await test.shop.agent('Hari Nair');
    const haris = await withNumber(hari);
    await choose(hari, 'TICKET_ASSIGNED_TO_YOU');
    refusing(429);
    await assign(hari);
    await eventually('a try', () => twilio.textsTo(haris).length > 0);
    await assign(gita);
    const tries = twilio.textsTo(haris).length;
    twilio.answer = answering(201, { sid: TWILIO_SID });
    test.clock.pass(LATER);
    await comesTo(hari, NotificationState.CANCELLED);
    expect(twilio.textsTo(haris)).toHaveLength(tries);
  });

  it('goes out later when Twilio is away, and never when it is refused, which names no number', async () => {
    refusing(500);
    await choose(ann, 'AGENT_ASSIGNED');
    await assign();
    await eventually('a try', () => twilio.textsTo(mobile).length > 0);
    twilio.answer = answering(201, { sid: TWILIO_SID });
    await comesTo(ann, NotificationState.SENT);
    const ben = await test.shop.customer();
    mobile = await withNumber(ben);
    refusing(400);
    ticket = await test.shop.ticket(ben);
    await choose(ben, 'AGENT_ASSIGNED');
    await assign();
    await comesTo(ben, NotificationState.FAILED);
    expect(twilio.textsTo(mobile)).toHaveLength(1);
    expect(await sms(ben)).toMatchObject([{ problem: 'Twilio refused the message (400, error 21211).' }]);
    const alarms = test.alarms.splice(0).join('');
    expect(alarms).toContain('A notification was refused for good');
    expect(alarms).not.toContain(mobile.slice(1));
  });
});

import { LIMITS } from '@ccr/domain';
import { eventually, type Person } from '@ccr/testkit';
import { In } from 'typeorm';
import { EventRow } from '../../../platform/events';
import { confirmEmail } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { does } from '../../../testing/ticket-moves';
import { NotificationChannel } from '../notification.channel';
import { Notification } from '../notification.entity';
import { NotificationChoices } from '../notification-choices.service';
import { NotifyPeople } from '../notification.handler';

const WAIT_MS = LIMITS.notification.waitSeconds * 1_000;
const READ = 'mutation($input: MarkTicketReadInput!) { markTicketRead(input: $input) { ticket { id } } }';

describe('mail about replies', () => {
  let test: TestServer;
  let [ann, gita, admin]: Person[] = [];
  let ticketId: string;

  const database = () => test.server.platform.database;
  const person = (one: Person | undefined): Person => one as Person;
  const allTold = () =>
    eventually('every event to be told', async () => !(await database().repository(EventRow).createQueryBuilder('e').where('e.dueAt IS NOT NULL').getExists()));
  const rowsOf = async (to: Person | undefined, id = ticketId): Promise<Notification[]> => {
    await allTold();
    const kind = In(['replyReceived', 'ticketPending', 'ticketResolved', 'ticketReopened', 'ticketClosed', 'assignedTicketMoved']);
    const where = { recipientId: person(to).id, ticketId: id, channel: NotificationChannel.MAIL, kind };
    return database().repository(Notification).find({ where, order: { seq: 'ASC' } });
  };
  const statesOf = async (to: Person | undefined): Promise<string[]> => (await rowsOf(to)).map(({ kind, state }) => `${kind} ${state}`);
  const become = (to: Person | undefined, expected: string[]) =>
    eventually(expected.join(', '), async () => JSON.stringify(await statesOf(to)) === JSON.stringify(expected));
  /** The texts of the mails that hold any of these words. */
  const mailsWith = async (to: Person | undefined, words: RegExp): Promise<string[]> =>
    (await test.mailsTo(person(to).email)).map(({ text }) => text ?? '').filter((text) => words.test(text));
  const say = (by: Person | undefined, body: string, kind?: string) => test.shop.message(person(by), ticketId, body, kind);
  const read = (by: Person | undefined, seq: number) => person(by).do(READ, { input: { ticketId, seq } });
  /** Waits until the replies are written down, then lets the time pass in which they could be read. */
  const wait = async (): Promise<void> => {
    await allTold();
    test.clock.pass(WAIT_MS);
  };

  beforeAll(async () => {
    test = await startTestServer();
    [gita, admin] = [await test.shop.agent('Gita Mehta'), await test.shop.firstAdmin()];
    ann = await confirmEmail(test, await test.shop.customer());
  });
  afterAll(() => test.stop());
  beforeEach(async () => {
    ({ id: ticketId } = await test.shop.assignedTicket(person(ann), person(gita)));
    await allTold();
  });

  it('goes out when two minutes have passed, not before, and once', async () => {
    const { seq } = await say(gita, 'We look into it.');
    const [row] = await rowsOf(ann);
    const event = await database().repository(EventRow).findOneByOrFail({ streamId: ticketId, seq });
    expect(row).toMatchObject({ kind: 'replyReceived', state: 'WAITING', seq, attempts: 0, dueAt: new Date(event.at.getTime() + WAIT_MS) });
    expect(await statesOf(gita)).toEqual([]);
    await wait();
    await become(ann, ['replyReceived SENT']);
    expect(await mailsWith(ann, /We look into it\./)).toHaveLength(1);
  });

  it('does not when it was read in time', async () => {
    const { seq } = await say(gita, 'Read at once.');
    await read(ann, seq);
    await wait();
    await become(ann, ['replyReceived CANCELLED']);
    expect(await mailsWith(ann, /Read at once/)).toEqual([]);
  });

  it('tells all that was not read in that time, in one mail', async () => {
    const { seq } = await say(gita, 'The first.');
    await say(gita, 'The second.');
    await say(admin, 'The third.');
    await say(gita, 'Between us.', 'NOTE');
    await read(ann, seq);
    await wait();
    await become(ann, ['replyReceived SENT', 'replyReceived CARRIED', 'replyReceived CARRIED']);
    const [leader, ...carried] = await rowsOf(ann);
    expect(carried.map(({ carriedById, dueAt }) => [carriedById, dueAt])).toEqual([[leader?.id, null], [leader?.id, null]]);
    const mails = await mailsWith(ann, /The (first|second|third)|Between us/);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/The second[\s\S]*The third/);
    expect(mails[0]).not.toMatch(/The first|Between us/);
    expect(mails[0]).not.toMatch(new RegExp([gita, admin].map((one) => person(one).email).join('|')));
    await become(gita, ['replyReceived SENT']); // of the admin's
  });

  it('gives a reply its own two minutes when all before it was read', async () => {
    const { seq } = await say(gita, 'Seen.');
    await allTold();
    test.clock.pass(WAIT_MS - 10_000);
    await read(ann, seq);
    await say(gita, 'Not seen.');
    const [leader, carried] = await rowsOf(ann);
    expect(carried).toMatchObject({ state: 'CARRIED', carriedById: leader?.id });
    const second = await database().repository(EventRow).findOneByOrFail({ streamId: ticketId, seq: carried?.seq ?? 0 });
    expect(leader?.dueAt).toEqual(new Date(second.at.getTime() + WAIT_MS));
  });

  it('takes along where the ticket came to stand', async () => {
    await say(gita, 'It is mended.');
    await does(person(gita), 'resolve', ticketId);
    expect(await statesOf(ann)).toEqual(['replyReceived WAITING', 'ticketResolved CARRIED']);
    await wait();
    await become(ann, ['replyReceived SENT', 'ticketResolved CARRIED']);
    const mails = await mailsWith(ann, /It is mended|solved/);
    expect(mails.filter((text) => text.includes('It is mended'))).toHaveLength(1);
    expect(mails.at(-1)).toMatch(/It is mended[\s\S]*solved/);
  });

  it('tells where it came to stand alone, when the reply was read meanwhile', async () => {
    const { seq } = await say(gita, 'You know this.');
    await does(person(gita), 'resolve', ticketId);
    await allTold();
    await read(ann, seq);
    await wait();
    await become(ann, ['replyReceived SENT', 'ticketResolved CARRIED']);
    expect(await mailsWith(ann, /You know this/)).toEqual([]);
  });

  it('lets a status go at once when there is no reply left to wait with', async () => {
    const { seq } = await say(gita, 'Seen at once.');
    await allTold();
    await read(ann, seq);
    await does(person(gita), 'resolve', ticketId);
    await become(ann, ['replyReceived WAITING', 'ticketResolved SENT']);
  });

  it('tells nothing when both were read, nor what is not so any more', async () => {
    const { seq } = await say(gita, 'All known.');
    await does(person(gita), 'resolve', ticketId);
    await allTold();
    await read(ann, seq + 1);
    await wait();
    await become(ann, ['replyReceived CANCELLED', 'ticketResolved CANCELLED']);

    ({ id: ticketId } = await test.shop.assignedTicket(person(ann), person(gita)));
    const other = await say(gita, 'Known too.');
    await does(person(gita), 'resolve', ticketId);
    await does(person(ann), 'reply', ticketId); // which opens it again
    await allTold();
    await read(ann, other.seq);
    await wait();
    await become(ann, ['replyReceived CANCELLED', 'ticketResolved CANCELLED']);
  });

  it('holds up no status that follows no reply', async () => {
    await does(person(gita), 'markPending', ticketId);
    await become(ann, ['ticketPending SENT']);
  });

  it('begins anew once a mail has gone', async () => {
    await say(gita, 'Early.');
    await wait();
    await become(ann, ['replyReceived SENT']);
    await say(gita, 'Late.');
    expect(await statesOf(ann)).toEqual(['replyReceived SENT', 'replyReceived WAITING']);
    await wait();
    await become(ann, ['replyReceived SENT', 'replyReceived SENT']);
    expect((await mailsWith(ann, /Early\.|Late\./)).map((text) => /Early|Late/.exec(text)?.[0])).toEqual(['Early', 'Late']);
  });

  it('is the same for who has the ticket: the reply, and with it that the customer has closed it', async () => {
    await does(person(gita), 'resolve', ticketId);
    await say(ann, 'Thank you.');
    expect(await statesOf(gita)).toEqual(['replyReceived WAITING']); // which tells that it is open again
    await does(person(gita), 'resolve', ticketId);
    await does(person(ann), 'close', ticketId);
    expect(await statesOf(gita)).toEqual(['replyReceived WAITING', 'assignedTicketMoved CARRIED']);
    await wait();
    await become(gita, ['replyReceived SENT', 'assignedTicketMoved CARRIED']);
    expect(await mailsWith(gita, /Thank you\./)).toHaveLength(1);
  });

  it('goes to nobody who may not see the ticket any more', async () => {
    await say(ann, 'For whoever has it.');
    await allTold();
    await does(person(admin), 'assign', ticketId, (await test.shop.agent('Hari')).id);
    await wait();
    await become(gita, ['replyReceived CANCELLED']);
    expect(await mailsWith(gita, /For whoever has it/)).toEqual([]);
  });

  it('waits with all it carries until the address is confirmed', async () => {
    const ben = await test.shop.customer('Ben');
    ({ id: ticketId } = await test.shop.assignedTicket(ben, person(gita)));
    await say(gita, 'One for Ben.');
    await say(gita, 'Two for Ben.');
    await does(person(gita), 'resolve', ticketId);
    expect(await statesOf(ben)).toEqual(['replyReceived HELD', 'replyReceived CARRIED', 'ticketResolved CARRIED']);
    await confirmEmail(test, ben);
    await wait();
    await become(ben, ['replyReceived SENT', 'replyReceived CARRIED', 'ticketResolved CARRIED']);
    expect(await mailsWith(ben, /(One|Two) for Ben/)).toHaveLength(1);
  });

  it('has one leader, and each row once, however many tell of the same replies at once', async () => {
    await say(gita, 'One.');
    await say(gita, 'Two.');
    await allTold();
    const events = await database().repository(EventRow).findBy({ streamId: ticketId, type: 'MessageSent' });
    await database().unitOfWork(() => database().manager.delete(Notification, { eventId: In(events.map(({ id }) => id)) }));
    const { clock, live } = test.server.platform;
    const choices = new NotificationChoices(database(), clock);
    const handlers = Array.from({ length: 4 }, () => new NotifyPeople({ database: database(), choices, clock, live, channels: [NotificationChannel.MAIL], onWaiting: () => undefined }));
    await Promise.all(handlers.flatMap((handler) => events.map((event) => handler.handle(event))));
    expect((await statesOf(ann)).sort()).toEqual(['replyReceived CARRIED', 'replyReceived WAITING']);
  });

  it('loses none that comes at the very moment when the mail before it is taken', async () => {
    const ids: string[] = [];
    while (ids.length < 12) ids.push((await test.shop.assignedTicket(person(ann), person(gita))).id);
    await Promise.all(ids.map((id, number) => test.shop.message(person(gita), id, `before ${number}.`)));
    await allTold();
    test.clock.pass(WAIT_MS - 300);
    await Promise.all(ids.map((id, number) => new Promise((done) => setTimeout(done, 30 * number)).then(() => test.shop.message(person(gita), id, `after ${number}.`))));
    await wait();
    await eventually('all mails', async () => (await Promise.all(ids.map((id) => rowsOf(ann, id)))).flat().every(({ state }) => state === 'SENT' || state === 'CARRIED'));
    const text = (await mailsWith(ann, /(before|after) \d/)).join('\n');
    const times = (words: string): number => text.split(`${words}.`).length - 1;
    expect(ids.map((_, number) => [times(`before ${number}`), times(`after ${number}`)])).toEqual(ids.map(() => [1, 1]));
  });
});

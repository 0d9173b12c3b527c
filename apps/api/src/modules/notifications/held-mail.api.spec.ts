import { eventually, type Person } from '@ccr/testkit';
import { EventRow } from '../../platform/events';
import { confirmEmail, mailTo, titleOf } from '../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';
import { AccountEvent, User } from '../accounts';
import { NotificationChoices } from './notification-choices.service';
import { NotificationChannel } from './notification.channel';
import { Notification, NotificationState } from './notification.entity';
import { NotifyPeople } from './notification.handler';

describe('mail to people whose address nobody has confirmed', () => {
  let test: TestServer;
  let admin: Person;
  let agent: Person;

  const database = () => test.server.platform.database;
  const subjects = async ({ email }: Person): Promise<string[]> => (await test.mailsTo(email)).map(titleOf);
  const rowsFor = ({ id }: Person): Promise<Notification[]> =>
    database().repository(Notification).find({ where: { recipientId: id, channel: NotificationChannel.MAIL }, order: { id: 'ASC' } });
  const statesOf = async (person: Person): Promise<string[]> => (await rowsFor(person)).map(({ kind, state }) => `${kind} ${state}`).sort();
  /** Once the dispatcher has told every event. */
  const allTold = () =>
    eventually('every event to be told', async () => !(await database().repository(EventRow).createQueryBuilder('e').where('e.dueAt IS NOT NULL').getExists()));
  const change = ({ id }: Person, values: Partial<User>) => database().unitOfWork(() => database().manager.update(User, { id }, values));
  /** Forgets that the event was told, and tells it. */
  const tellAgain = async (which: { streamId: string; type: string }): Promise<void> => {
    await allTold();
    const event = await database().repository(EventRow).findOneByOrFail(which);
    await database().unitOfWork(() => database().manager.delete(Notification, { eventId: event.id }));
    const { clock, live } = test.server.platform;
    const choices = new NotificationChoices(database(), clock);
    await new NotifyPeople({ database: database(), choices, clock, live, channels: [NotificationChannel.MAIL], onWaiting: () => undefined }).handle(event);
  };
  const eraseNow = ({ id }: Person) =>
    database().unitOfWork(async () => {
      const user = await database().findAndLock(User, { id });
      if (user) await test.server.platform.events.record(user, { type: AccountEvent.erased, actorId: null }, { erasedAt: new Date() });
    });

  beforeAll(async () => {
    test = await startTestServer();
    admin = await test.shop.firstAdmin();
    agent = await test.shop.agent();
  });
  afterAll(() => test.stop());

  it('waits, but for the code; then all of it goes out, once', async () => {
    const ann = await test.shop.customer();
    const { id, reference } = await test.shop.ticket(ann, { subject: 'Paid twice' });
    await does(admin, 'assign', id, agent.id);
    await allTold();
    await eventually('the mail with the code', async () => (await statesOf(ann)).includes('confirmEmail SENT'));
    expect(await statesOf(ann)).toEqual(['agentAssigned HELD', 'confirmEmail SENT', 'ticketRaised HELD', 'welcome HELD']);
    test.clock.pass(60_000); // no sweep finds it due
    expect(await subjects(ann)).toEqual(['Confirm your e-mail address']);

    await confirmEmail(test, ann);
    const expected = [
      'Confirm your e-mail address',
      'Welcome to Customer Care Registry',
      `[${reference}] Paid twice: We have your ticket`,
      `[${reference}] Paid twice: ${agent.name} has your ticket`,
    ];
    await eventually('all mails', async () => (await subjects(ann)).length >= expected.length);
    await allTold();
    expect((await subjects(ann)).sort()).toEqual(expected.sort());
  });

  it('is neither lost nor doubled when the confirmation comes in the middle of much', async () => {
    const ann = await test.shop.customer();
    const tickets = Promise.all(Array.from({ length: 12 }, () => test.shop.ticket(ann)));
    await confirmEmail(test, ann);
    const references = (await tickets).map(({ reference }) => reference);
    await eventually('all mails', async () => (await subjects(ann)).filter((subject) => subject.endsWith('We have your ticket')).length >= references.length);
    await allTold();
    const told = await subjects(ann);
    for (const reference of references) expect(told.filter((subject) => subject.includes(reference))).toHaveLength(1);
    await eventually('each to be known as sent', async () => (await rowsFor(ann)).every(({ state }) => state === 'SENT'));
  });

  it('about a sign-in is dropped: of it a stranger has nothing to learn, and later it is no news', async () => {
    const ann = await test.shop.customer();
    for (let count = 0; count < 3; count++) await test.shop.signIn(ann.email);
    await allTold();
    expect(await statesOf(ann)).toEqual(expect.not.arrayContaining([expect.stringContaining('newDevice')]));
    await confirmEmail(test, ann);
    await allTold();
    expect((await subjects(ann)).join()).not.toContain('New sign-in');
    await test.shop.signIn(ann.email);
    await mailTo(test, ann.email, 'New sign-in to your account');
  });

  it('waits for nothing when it is to staff', async () => {
    const ann = await test.shop.customer();
    const { id, reference } = await test.shop.ticket(ann);
    await does(admin, 'assign', id, agent.id);
    await mailTo(test, agent.email, new RegExp(`^\\[${reference}\\].*: A ticket was assigned to you$`));
  });

  it('stops for staff who were deactivated, but for what concerns their account', async () => {
    const gone = await test.shop.agent();
    const { id } = await test.shop.ticket(await test.shop.customer());
    await does(admin, 'assign', id, gone.id);
    await mailTo(test, gone.email, /A ticket was assigned to you$/);
    await change(gone, { deactivatedAt: new Date() });
    await tellAgain({ streamId: id, type: 'TicketAssigned' });
    expect((await rowsFor(gone)).map(({ kind }) => kind)).not.toContain('ticketAssignedToYou');
    await tellAgain({ streamId: gone.id, type: 'PasswordChanged' });
    expect((await rowsFor(gone)).map(({ kind }) => kind)).toContain('passwordChanged');
  });

  it('stops for who was erased, and where it went is forgotten', async () => {
    const ann = await confirmEmail(test, await test.shop.customer());
    await mailTo(test, ann.email, /^Welcome/);
    const { id } = await test.shop.ticket(ann);
    await mailTo(test, ann.email, /We have your ticket$/);
    const held = await rowsFor(ann);
    const unsent = { state: NotificationState.WAITING, dueAt: new Date('2999-01-01T00:00:00Z'), sentAt: null, problem: `${ann.email} is full` };
    await database().unitOfWork(() => database().manager.update(Notification, { id: held.at(-1)?.id ?? '' }, unsent));
    await eraseNow(ann);
    await eventually('the mail to be given up', async () => (await rowsFor(ann)).at(-1)?.state === 'CANCELLED');
    for (const row of await rowsFor(ann)) expect(row).toMatchObject({ address: null, problem: null, dueAt: null });

    await tellAgain({ streamId: id, type: 'TicketRaised' });
    expect((await rowsFor(ann)).map(({ kind }) => kind)).not.toContain('ticketRaised');
  });

  it('that is in the outbox when its recipient is erased is not sent', async () => {
    const ann = await confirmEmail(test, await test.shop.customer());
    await mailTo(test, ann.email, /^Welcome/);
    const [row] = await rowsFor(ann);
    await change(ann, { erasedAt: new Date(), name: 'Deleted person', email: `erased-${ann.id}@erased.invalid` });
    const due = { state: NotificationState.WAITING, dueAt: new Date(0), sentAt: null };
    await database().unitOfWork(() => database().manager.update(Notification, { id: row?.id ?? '' }, due));
    await eventually('the mail to be given up', async () => (await rowsFor(ann))[0]?.state === 'CANCELLED');
    expect(await test.mailsTo(`erased-${ann.id}@erased.invalid`)).toEqual([]);
  });
});

import { eventually, type Person } from '@ccr/testkit';
import { EventRow } from '../../platform/events';
import { confirmEmail, titleOf } from '../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does } from '../../testing/ticket-moves';
import { NotificationChannel } from './notification.channel';
import { Notification } from './notification.entity';
import { NotificationChoices } from './notification-choices.service';
import { NotifyPeople } from './notification.handler';

describe('telling people by mail', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let hari: Person;

  /** Of the mails about the shop's business; those about the account's safety come as well. */
  const subjects = async (person: Person): Promise<string[]> =>
    (await test.mailsTo(person.email)).map(titleOf).filter((subject) => /ticket|welcome/i.test(subject));
  const told = (person: Person, subject: string): Promise<boolean> =>
    eventually(`the mail "${subject}"`, async () => (await subjects(person)).includes(subject));

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await confirmEmail(test, await shop.customer('Ann Rao')), agent: await shop.agent('Gita Mehta'), admin: await shop.firstAdmin() };
    hari = await shop.agent('Hari');
  });
  afterAll(() => test.stop());

  it('each step of a ticket’s life is told once, to whom it concerns', async () => {
    const { customer, agent, admin } = cast;
    const { id, reference } = await test.shop.ticket(customer, { subject: 'Paid twice' });
    const steps: [() => Promise<unknown>, Person, string][] = [
      [async () => undefined, customer, 'Welcome to Customer Care Registry'],
      [async () => undefined, customer, `[${reference}] Paid twice: We have your ticket`],
      [() => does(admin, 'assign', id, agent.id), customer, `[${reference}] Paid twice: Gita Mehta has your ticket`],
      [async () => undefined, agent, `[${reference}] Paid twice: A ticket was assigned to you`],
      [() => does(agent, 'markPending', id), customer, `[${reference}] Paid twice: Your ticket is waiting for you`],
      [() => does(agent, 'reopen', id), customer, `[${reference}] Paid twice: Your ticket is open again`],
      [() => does(agent, 'resolve', id), customer, `[${reference}] Paid twice: Your ticket is solved`],
      [() => does(customer, 'reply', id), customer, `[${reference}] Paid twice: Your ticket is solved`], // told nothing of their own doing
      [() => does(agent, 'note', id), customer, `[${reference}] Paid twice: Your ticket is solved`],
      [async () => [await does(agent, 'resolve', id), await does(customer, 'close', id)], customer, `[${reference}] Paid twice: Your ticket is closed`],
    ];
    for (const [step, person, subject] of steps) {
      await step();
      await told(person, subject);
    }
    const expected = [0, 1, 2, 4, 5, 6, 6, 9].map((step) => steps[step]?.[2] ?? '');
    await eventually('all mails', async () => (await subjects(customer)).length >= expected.length);
    expect((await subjects(customer)).sort()).toEqual(expected.sort());
    expect(await subjects(agent)).toEqual([`[${reference}] Paid twice: A ticket was assigned to you`]);
    expect([...(await subjects(hari)), ...(await subjects(admin))]).toEqual([]);
  });

  it('a mail leads to the ticket and shows what people wrote as text', async () => {
    const { reference } = await test.shop.ticket(cast.customer, { subject: '<script>alert("x")</script>' });
    await told(cast.customer, `[${reference}] <script>alert("x")</script>: We have your ticket`);
    const mail = (await test.mailsTo(cast.customer.email)).find((each) => each.subject?.includes(reference));
    expect(mail?.from).toMatchObject({ name: 'Customer Care Registry' });
    expect(mail?.text).toContain(`http://localhost:4000/tickets/${reference}`);
    expect(mail?.html).toContain(`href="http://localhost:4000/tickets/${reference}"`);
    expect(mail?.html).toContain('&lt;script&gt;');
    expect(mail?.html).not.toContain('<script>');
  });

  it('a ticket that changes hands twice names each of them in their turn', async () => {
    const { id, reference } = await test.shop.ticket(cast.customer);
    await does(cast.admin, 'assign', id, cast.agent.id);
    await told(cast.agent, `[${reference}] Paid twice for one order: A ticket was assigned to you`);
    await does(cast.admin, 'assign', id, hari.id);
    for (const name of ['Gita Mehta', 'Hari']) await told(cast.customer, `[${reference}] Paid twice for one order: ${name} has your ticket`);
    await told(hari, `[${reference}] Paid twice for one order: A ticket was assigned to you`);
  });

  it('who is told of an event is written down once, however often and however much at once the handler is told', async () => {
    const { database, clock, live } = test.server.platform;
    const { id } = await test.shop.ticket(cast.customer);
    await does(cast.admin, 'assign', id, cast.agent.id);
    const event = await database.repository(EventRow).findOneByOrFail({ streamId: id, type: 'TicketAssigned' });
    const rows = (): Promise<Notification[]> => database.repository(Notification).findBy({ eventId: event.id, channel: NotificationChannel.MAIL });
    await eventually('the first time', async () => (await rows()).length > 0);
    let waiting = 0;
    const handler = new NotifyPeople({ database, choices: new NotificationChoices(database, clock), clock, live, channels: [NotificationChannel.MAIL], onWaiting: () => waiting++ });
    await handler.handle(event);
    expect(await rows()).toHaveLength(2);
    expect(waiting).toBe(0);

    await eventually('the mails', async () => (await rows()).every((row) => row.dueAt === null));
    await database.unitOfWork(() => database.repository(Notification).delete({ eventId: event.id }));
    await Promise.all(Array.from({ length: 8 }, () => handler.handle(event)));
    expect((await rows()).map((row) => `${row.recipientId} ${row.kind}`).sort()).toEqual(
      [`${cast.customer.id} agentAssigned`, `${cast.agent.id} ticketAssignedToYou`].sort(),
    );
    expect(waiting).toBe(1);
  });
});

import { eventually, type Person } from '@ccr/testkit';
import { EventRow } from '../../platform/events';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does } from '../../testing/ticket-moves';
import { Notification } from './notification.entity';
import { NotifyPeople } from './notification.handler';

describe('telling people by mail', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let hari: Person;

  const subjects = async (person: Person): Promise<string[]> => (await test.mailsTo(person.email)).map((mail) => mail.subject ?? '');
  const told = (person: Person, subject: string): Promise<boolean> =>
    eventually(`the mail "${subject}"`, async () => (await subjects(person)).includes(subject));

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer('Ann Rao'), agent: await shop.agent('Gita Mehta'), admin: await shop.firstAdmin() };
    hari = await shop.agent('Hari');
  });
  afterAll(() => test.stop());

  it('each step of a ticket’s life is told once, to whom it concerns', async () => {
    const { customer, agent, admin } = cast;
    const { id, reference } = await test.shop.ticket(customer, { subject: 'Paid twice' });
    const steps: [() => Promise<unknown>, Person, string][] = [
      [async () => undefined, customer, 'Welcome to Customer Care Registry'],
      [async () => undefined, customer, `We have your ticket ${reference}: Paid twice`],
      [() => does(admin, 'assign', id, agent.id), customer, `Gita Mehta answers your ticket ${reference}`],
      [() => does(agent, 'reply', id), agent, `Ticket ${reference} is yours: Paid twice`],
      [() => does(agent, 'markPending', id), customer, `We need something from you for ticket ${reference}`],
      [() => does(agent, 'reopen', id), customer, `Your ticket ${reference} is open again`],
      [() => does(agent, 'resolve', id), customer, `Your ticket ${reference} is solved`],
      [() => does(customer, 'reply', id), customer, `Your ticket ${reference} is solved`], // told nothing of their own doing
      [() => does(agent, 'note', id), customer, `Your ticket ${reference} is solved`],
      [async () => [await does(agent, 'resolve', id), await does(customer, 'close', id)], customer, `Ticket closed: ${reference}`],
    ];
    for (const [step, person, subject] of steps) {
      await step();
      await told(person, subject);
    }
    const expected = [0, 1, 2, 4, 5, 6, 6, 9].map((step) => steps[step]?.[2] ?? '');
    await eventually('all mails', async () => (await subjects(customer)).length >= expected.length);
    expect((await subjects(customer)).sort()).toEqual(expected.sort());
    expect(await subjects(agent)).toEqual([`Ticket ${reference} is yours: Paid twice`]);
    expect([...(await subjects(hari)), ...(await subjects(admin))]).toEqual([]);
  });

  it('a mail leads to the ticket and shows what people wrote as text', async () => {
    const { reference } = await test.shop.ticket(cast.customer, { subject: '<script>alert("x")</script>' });
    await told(cast.customer, `We have your ticket ${reference}: <script>alert("x")</script>`);
    const mail = (await test.mailsTo(cast.customer.email)).find((each) => each.subject?.includes(reference));
    expect(mail?.from).toMatchObject({ name: 'Customer Care Registry' });
    expect(mail?.text).toContain(`http://localhost:4000/tickets/${reference}`);
    expect(mail?.html).toContain(`href="http://localhost:4000/tickets/${reference}"`);
    expect(mail?.html).toContain('&lt;script&gt;');
    expect(mail?.html).not.toContain('<script>');
  });

  it('a ticket that changes hands twice names each of them in their turn', async () => {
    const { id, reference } = await test.shop.ticket(cast.customer);
    await Promise.all([does(cast.admin, 'assign', id, cast.agent.id), does(cast.admin, 'assign', id, hari.id)]);
    for (const name of ['Gita Mehta', 'Hari']) await told(cast.customer, `${name} answers your ticket ${reference}`);
    await told(hari, `Ticket ${reference} is yours: Paid twice for one order`);
  });

  it('who is told of an event is written down once, however often and however much at once the handler is told', async () => {
    const { database, clock } = test.server.platform;
    const { id } = await test.shop.ticket(cast.customer);
    await does(cast.admin, 'assign', id, cast.agent.id);
    const event = await database.repository(EventRow).findOneByOrFail({ streamId: id, type: 'TicketAssigned' });
    const rows = (): Promise<Notification[]> => database.repository(Notification).findBy({ eventId: event.id });
    await eventually('the first time', async () => (await rows()).length > 0);
    let waiting = 0;
    const handler = new NotifyPeople(database, clock, () => waiting++);
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

import { eventually, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { does } from '../../testing/ticket-moves';
import { MailWriter } from './mail-writer';
import { NotificationChannel } from './notification.channel';
import { Notification } from './notification.entity';

describe('the mail of a notification', () => {
  let test: TestServer;
  let ann: Person;
  let ben: Person;
  let gita: Person;
  let hari: Person;
  let admin: Person;

  const database = () => test.server.platform.database;
  const writer = () => new MailWriter(database(), test.server.platform.secretKey, test.server.platform.config);
  const rowFor = ({ id: recipientId }: Person, ticketId: string, kind: string): Promise<Notification> =>
    eventually(`the ${kind}`, async () => (await database().repository(Notification).findBy({ recipientId, ticketId, kind, channel: NotificationChannel.MAIL })).at(-1));

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    [ann, ben, gita, hari, admin] = [await shop.customer('Ann Rao'), await shop.customer('Ben'), await shop.agent('Gita'), await shop.agent('Hari'), await shop.firstAdmin()];
  });
  afterAll(() => test.stop());

  it('is not written to who may not see the ticket any more, or never did', async () => {
    const { id } = await test.shop.ticket(ann);
    await does(admin, 'assign', id, gita.id);
    const row = await rowFor(gita, id, 'ticketAssignedToYou');
    expect(await writer().write(row)).toMatchObject({ to: { email: gita.email } });
    await does(admin, 'assign', id, hari.id);
    expect(await writer().write(row)).toBeNull();
    for (const { id: recipientId } of [gita, ben]) {
      for (const kind of ['agentAssigned', 'ticketResolved', 'ticketClosed', 'replyReceived', 'ticketRated']) expect(await writer().write({ ...row, recipientId, kind })).toBeNull();
    }
  });

  it('is not written to who was deactivated meanwhile, but for what is about their account', async () => {
    const gone = await test.shop.agent('Ida', 'ADMIN'); // who would see every ticket
    const { id } = await test.shop.ticket(ann);
    const row = await rowFor(ann, id, 'ticketRaised');
    expect(await writer().write({ ...row, recipientId: gone.id, kind: 'ticketOffered' })).not.toBeNull();
    await admin.do('mutation($id: ID!) { deactivateAgent(input: { agentId: $id }) { agent { id } } }', { id: gone.id });
    for (const kind of ['ticketOffered', 'webhookPaused']) expect(await writer().write({ ...row, recipientId: gone.id, kind })).toBeNull();
    expect(await writer().write({ ...row, recipientId: gone.id, kind: 'passwordChanged' })).toMatchObject({ to: { email: gone.email } });
  });

  it('is of one thread with the others, has its own way out, and names no address of the staff', async () => {
    const { id, reference } = await test.shop.ticket(ann);
    await does(admin, 'assign', id, gita.id);
    const mails = await Promise.all(['ticketRaised', 'agentAssigned'].map(async (kind) => writer().write(await rowFor(ann, id, kind))));
    for (const mail of mails) expect(mail).toMatchObject({ thread: `ticket-${id}`, subject: `[${reference}] Paid twice for one order`, to: { name: 'Ann Rao', email: ann.email } });
    expect(new Set(mails.map((mail) => mail?.unsubscribeUrl)).size).toBe(2);
    for (const { email } of [gita, admin]) expect(mails.map((mail) => `${mail?.text}${mail?.html}`).join()).not.toContain(email);
  });

  it('tells what has not been read when it is written, and nothing once all is', async () => {
    const { id } = await test.shop.ticket(ann);
    await does(admin, 'assign', id, gita.id);
    await test.shop.message(gita, id, 'I found **both** charges.');
    const row = await rowFor(ann, id, 'replyReceived');
    const mail = await writer().write(row);
    expect(mail?.text).toMatch(/^Gita replied\n\nGita, .+:\n> I found both charges\.\n/);
    await ann.do('mutation($input: MarkTicketReadInput!) { markTicketRead(input: $input) { ticket { id } } }', { input: { ticketId: id, seq: row.seq } });
    expect(await writer().write(row)).toBeNull();
  });

  it('asks for a rating until there is one', async () => {
    const { id } = await test.shop.ticket(ann);
    await does(admin, 'assign', id, gita.id);
    await does(gita, 'resolve', id);
    await does(gita, 'close', id);
    const row = await rowFor(ann, id, 'ticketClosed');
    expect((await writer().write(row))?.text).toContain('Rate the help:');
    await ann.do('mutation($input: RateTicketInput!) { rateTicket(input: $input) { ticket { id } } }', { input: { ticketId: id, score: 5, comment: 'Kind' } });
    expect((await writer().write(row))?.text).not.toContain('Rate the help:');
    const rated = { ...row, kind: 'ticketRated' };
    expect((await writer().write({ ...rated, recipientId: gita.id }))?.text).toMatch(/5 of 5\.(?![^]*Kind)/);
    expect((await writer().write({ ...rated, recipientId: admin.id }))?.text).toContain('> Kind');
  });
});

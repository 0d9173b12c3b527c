import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, eventually, type Person, Shop } from '@ccr/testkit';
import { buildApi, ServerProcess } from './testing/server-process';
import { createTestDatabase, type TestDatabase } from './testing/test-database';

const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
const SEND = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id seq } } }';
const RAISE = 'mutation($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id reference } } }';
const FOLLOW = 'subscription ($id: ID!) { ticketEvents(ticketId: $id, after: 0) { seq ... on MessageSent { message { id body } } } }';

interface Event {
  ticketEvents: { seq: number; message?: { id: string; body: string } };
}
interface Write {
  readonly query: string;
  readonly input: Record<string, unknown>;
  /** What the server said it made; null while it has not answered. */
  made: { id: string; reference?: string } | null;
}

describe('kill -9 in the middle of a burst of writes', () => {
  jest.setTimeout(180_000);
  const built = buildApi();
  let folder: string;
  let database: TestDatabase;
  let server: ServerProcess;

  const start = async (): Promise<string> => {
    server = new ServerProcess(built.main, {
      DATA_DIR: folder,
      ...(database.url && { DATABASE_URL: database.url }),
      INITIAL_ADMIN_EMAIL: ADMIN.email,
      INITIAL_ADMIN_PASSWORD: ADMIN.password,
    });
    return server.origin();
  };
  const attempt = async (actor: Actor, write: Write): Promise<void> => {
    const { data } = await actor.send<Record<string, Record<string, Write['made']>>>(write.query, { input: write.input });
    const [payload] = Object.values(data ?? {});
    write.made = Object.values(payload ?? {})[0] ?? null;
  };
  const newWrites = (ticketId: string, count: number): Write[] =>
    Array.from({ length: count }, (_, i) => {
      const clientMutationId = randomUUID();
      const message = { query: SEND, input: { ticketId, body: clientMutationId, clientMutationId }, made: null };
      const ticket = { query: RAISE, input: { subject: `Ticket ${i}`, description: 'Burst', clientMutationId }, made: null };
      return i % 3 ? message : ticket;
    });
  const mailCount = async (text: string): Promise<number> => {
    const names = (await readdir(join(folder, 'mail'))).filter((name) => name.endsWith('.eml'));
    const mails = await Promise.all(names.map((name) => readFile(join(folder, 'mail', name), 'utf8')));
    return mails.filter((mail) => /^Subject: We have your ticket/m.test(mail) && mail.includes(text)).length;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ccr-kill-'));
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await server.kill();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
    built.remove();
  });

  it('loses no acknowledged write, no event and no mail, and doubles nothing', async () => {
    let shop = new Shop(await start(), ADMIN);
    const { email }: Person = await shop.customer();
    let customer: Person = await shop.signIn(email);
    const { id } = await shop.ticket(customer);
    const writes: Write[] = [];

    for (const enough of [3, 15, 40]) {
      const burst = newWrites(id, 120);
      writes.push(...burst);
      const answers = Promise.allSettled(burst.map((write) => attempt(customer, write)));
      await eventually(`${enough} answers`, () => burst.filter((write) => write.made).length >= enough);
      await server.kill();
      await answers;
      shop = new Shop(await start(), ADMIN);
      customer = await shop.signIn(email);
    }
    const acknowledged = writes.filter((write) => write.made);
    const unanswered = writes.filter((write) => !write.made);
    expect(acknowledged.length).toBeGreaterThanOrEqual(3 + 15 + 40);
    expect(unanswered.length).toBeGreaterThan(0); // else nothing was interrupted
    const firstAnswers = new Map(acknowledged.map((write) => [write, write.made?.id]));
    for (const write of writes) await attempt(customer, write); // as a client that got no answer would
    expect(writes.filter((write) => firstAnswers.has(write) && firstAnswers.get(write) !== write.made?.id)).toEqual([]);

    const messages = writes.filter((write) => write.query === SEND);
    const feed = customer.subscribe<Event>(FOLLOW, { id });
    const events = (await feed.take(1 + messages.length)).map((item) => item.ticketEvents);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, i) => i + 1));
    const bodies = events.flatMap((event) => (event.message ? [event.message.body] : []));
    expect(bodies.sort()).toEqual(messages.map((write) => write.input['body']).sort());

    for (const { made } of writes.filter((write) => write.query === RAISE)) {
      await eventually(`the mail about ${made?.reference}`, async () => (await mailCount(made?.reference ?? '')) === 1, 60_000);
    }
    feed.stop();
    await customer.cut();
  });
});

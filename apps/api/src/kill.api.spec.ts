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
const VERIFY = 'mutation($input: VerifyEmailInput!) { verifyEmail(input: $input) { viewer { id } } }';
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
      return i % 4 ? message : ticket;
    });
  const mails = async (): Promise<string[]> => {
    const names = (await readdir(join(folder, 'mail')).catch(() => [])).filter((name) => name.endsWith('.eml'));
    return Promise.all(names.map((name) => readFile(join(folder, 'mail', name), 'utf8')));
  };
  /** Other mail waits for it. */
  const confirmEmail = async (customer: Actor): Promise<void> => {
    const mail = await eventually('the mail with the code', async () =>
      (await mails()).find((one) => one.includes('Subject: Confirm your e-mail address')),
    );
    await customer.do(VERIFY, { input: { code: /^\d{6}$/m.exec(mail.replaceAll('\r', ''))?.[0] } });
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
    let customer: Person = await shop.customer();
    const { email } = customer;
    await confirmEmail(customer);
    const { id } = await shop.ticket(customer);
    const writes: Write[] = [];

    for (const enough of [3, 10, 20]) {
      const burst = newWrites(id, 44); // three times fewer messages than one person may send in a minute
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
    expect(acknowledged.length).toBeGreaterThanOrEqual(3 + 10 + 20);
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

    const { ticketCounts } = await customer.do<{ ticketCounts: { new: number; waitingForShop: number } }>('{ ticketCounts { new waitingForShop } }');
    const raised = 1 + writes.filter((write) => write.query === RAISE).length;
    expect(ticketCounts).toEqual({ new: raised, waitingForShop: raised });

    const references = writes.filter((write) => write.query === RAISE).map((write) => write.made?.reference ?? 'none');
    const told = async (): Promise<number[]> => {
      const confirmations = (await mails()).filter((mail) => /^We have your ticket/m.test(mail));
      return references.map((reference) => confirmations.filter((mail) => mail.includes(reference)).length);
    };
    await eventually('a mail about each ticket', async () => (await told()).every((count) => count > 0), 60_000);
    expect(await told()).toEqual(references.map(() => 1));
    feed.stop();
    await customer.cut();
  });
});

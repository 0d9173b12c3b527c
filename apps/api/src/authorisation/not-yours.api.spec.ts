import { type Actor, eventually, type GraphqlError, type Person } from '@ccr/testkit';
import { type Attempt, type Outcomes, tryBothWays } from '../testing/both-ways';
import { readContract, type RootField, rootFields } from '../testing/root-fields';
import { startTestServer, type TestServer } from '../testing/test-server';

type Kind = 'ticket' | 'reference' | 'agent' | 'session' | 'accessToken' | 'topic' | 'person' | 'message' | 'feedback' | 'cannedReply' | 'notification' | 'webhook' | 'delivery';

/** What is named by an argument or input field of that name. One that is not here fails. */
const KINDS: Record<string, Kind> = {
  ticketId: 'ticket',
  intoTicketId: 'ticket',
  messageId: 'message',
  ticketIds: 'ticket',
  id: 'ticket', // of `ticket` alone
  reference: 'reference',
  agentId: 'agent',
  agentIds: 'agent',
  sessionId: 'session',
  accessTokenId: 'accessToken',
  topicId: 'topic',
  topicIds: 'topic',
  userId: 'person',
  replyToId: 'message',
  feedbackId: 'feedback',
  cannedReplyId: 'cannedReply',
  webhookId: 'webhook',
  deliveryId: 'delivery',
  notificationIds: 'notification',
  assigneeId: 'person', // of a filter alone: it narrows what one sees anyway
  customerId: 'person',
  recipientId: 'person',
  expectedAssigneeId: 'person', // compared with who has a ticket that one sees anyway
};
/** Topics, webhooks and deliveries belong to the whole shop, and the audit to those who may read it: there is no "somebody else's". */
const NOBODYS: readonly Kind[] = ['topic', 'person', 'webhook', 'delivery'];
/** Where the answer says which field to change, because an admin may know everybody. */
const SAYS_WHICH = ['assignTicket input.agentId', 'assignTickets input.agentId', 'setParticipants input.agentIds'];

const kindOf = (path: string): Kind | undefined => KINDS[path.split('.').at(-1) ?? ''];
const codeOf = (error: GraphqlError | undefined): string => error?.extensions.code ?? 'done';

/** Ids of one person's objects, or of some that are not theirs. */
type Objects = Partial<Record<Kind, string>>;
interface Naming {
  readonly field: RootField;
  readonly path: string;
  readonly kind: Kind;
}

describe('what belongs to somebody else', () => {
  let test: TestServer;
  let fields: RootField[];
  let people: Record<'ann' | 'ben' | 'gita' | 'hari' | 'admin', Person>;
  let objects: Record<'ann' | 'ben' | 'gita' | 'hari', Objects>;

  const namings = (): Naming[] =>
    fields.flatMap((field) => field.idPaths.map((path) => ({ field, path, kind: kindOf(path) as Kind })));
  const nameOf = ({ field, path }: Naming): string => `${field.name} ${path}`;
  /** The operation that names the other's object at the path, and one's own wherever else one is needed. */
  const attempt = ({ field, path, kind }: Naming, others: Objects, own: Objects): Attempt => ({
    name: `${field.name} ${path}`,
    kind: field.kind,
    operation: field.naming(path, (at) => (at === path ? others[kind] : own[kindOf(at) as Kind]) ?? 'none'),
  });

  const sessionOf = async (person: Person): Promise<string> => {
    const { sessions } = await person.do<{ sessions: { id: string; current: boolean }[] }>('{ sessions { id current } }');
    return sessions.find(({ current }) => current)?.id ?? '';
  };
  const tokenOf = async (person: Person): Promise<string> => {
    const create = 'mutation { createAccessToken(input: { name: "x", scopes: [TICKETS_READ] }) { accessToken { id } } }';
    return (await person.do<{ createAccessToken: { accessToken: { id: string } } }>(create)).createAccessToken.accessToken.id;
  };
  const feedbackOf = async (person: Person): Promise<string> => {
    const send = 'mutation { sendFeedback(input: { body: "x" }) { feedback { id } } }';
    return (await person.do<{ sendFeedback: { feedback: { id: string } } }>(send)).sendFeedback.feedback.id;
  };
  /** Customers have none. */
  const cannedReplyOf = async (person: Person): Promise<string> => {
    const create = 'mutation { createCannedReply(input: { title: "x", shortcut: "x", body: "x" }) { cannedReply { id } } }';
    const { data } = await person.send<{ createCannedReply: { cannedReply: { id: string } } }>(create);
    return data?.createCannedReply.cannedReply.id ?? 'none';
  };
  /** Each of them was told who has the ticket. */
  const notificationOf = (person: Person): Promise<string> =>
    eventually('a notification', async () => {
      const { notifications } = await person.do<{ notifications: { nodes: { id: string }[] } }>('{ notifications { nodes { id } } }');
      return notifications.nodes[0]?.id;
    });
  const objectsOf = async (person: Person, ticket: { id: string; reference: string }): Promise<Objects> => ({
    ticket: ticket.id,
    reference: ticket.reference,
    agent: person.id,
    session: await sessionOf(person),
    accessToken: await tokenOf(person),
    feedback: await feedbackOf(person),
    cannedReply: await cannedReplyOf(person),
    notification: await notificationOf(person),
    message: (await test.shop.message(person, ticket.id, 'Some words')).id,
  });

  /** All that the shop holds, but for what the server does by itself when time passes. */
  const everything = async (): Promise<Record<string, string[]>> => {
    const { source } = test.server.platform.database;
    const tables: Record<string, string[]> = {};
    for (const { name, target } of source.entityMetadatas) {
      tables[name] = (await source.getRepository(target).find()).map((row) => JSON.stringify(row)).sort();
    }
    return tables;
  };
  const settled = async (): Promise<Record<string, string[]>> => {
    let last = await everything();
    await eventually('quiet', async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const now = await everything();
      const isQuiet = JSON.stringify(now) === JSON.stringify(last);
      last = now;
      return isQuiet;
    }, 20_000);
    return last;
  };

  /** Tries every way to name the other's objects. Resolves to what was neither refused nor told apart from nothing. */
  async function leaks(actor: Actor, others: Objects, own: Objects): Promise<Record<string, Outcomes>> {
    const tried = namings().filter(({ kind }) => others[kind] !== undefined);
    expect(tried.length).toBeGreaterThan(3);
    const outcomes = await tryBothWays(actor, tried.map((naming) => attempt(naming, others, own)), codeOf);
    const isRefused = (name: string, code: string): boolean =>
      ['NOT_FOUND', 'FORBIDDEN', ...(SAYS_WHICH.includes(name) ? ['BAD_USER_INPUT'] : [])].includes(code);
    return Object.fromEntries(Object.entries(outcomes).filter(([name, { http, socket }]) => !isRefused(name, http) || !isRefused(name, socket)));
  }

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '100000000' });
    const { shop } = test;
    fields = rootFields(await readContract(shop.visitor()));
    const [ann, ben, gita, hari] = [await shop.customer('Ann Rao'), await shop.customer('Ben Other'), await shop.agent('Gita Mehta'), await shop.agent('Hari Nair')];
    people = { ann, ben, gita, hari, admin: await shop.firstAdmin() };
    const assigned = async (customer: Person, agent: Person): Promise<{ id: string; reference: string }> => {
      const ticket = await shop.ticket(customer);
      await people.admin.do('mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }', { input: { ticketId: ticket.id, agentId: agent.id } });
      return ticket;
    };
    const [annsTicket, bensTicket] = [await assigned(ann, gita), await assigned(ben, hari)];
    objects = {
      ann: await objectsOf(ann, annsTicket),
      ben: await objectsOf(ben, bensTicket),
      gita: await objectsOf(gita, annsTicket),
      hari: await objectsOf(hari, bensTicket),
    };
  });
  afterAll(() => test.stop());

  it('is known for every argument that names an object', () => {
    expect(namings().filter(({ kind }) => kind === undefined).map(nameOf)).toEqual([]);
    expect(namings().filter(({ field, path }) => path === 'id' && field.name !== 'ticket').map(nameOf)).toEqual([]);
    expect(namings().length).toBeGreaterThan(15);
  });

  it.each([
    ['a customer', () => people.ann, () => objects.ben, () => objects.ann],
    ['an agent', () => people.gita, () => objects.hari, () => objects.gita],
    // An admin sees every ticket and manages the staff, but nobody's sessions and tokens, and no customer as if staff.
    ['an admin', () => people.admin, () => ({ session: objects.hari.session, accessToken: objects.hari.accessToken, agent: people.ben.id }), () => objects.hari],
  ])('is neither seen nor changed by %s, nor by a program of theirs, over HTTP and WebSocket', async (_who, actor, others, own) => {
    const program = await test.shop.program(actor(), ['TICKETS_READ', 'TICKETS_WRITE', 'ADMIN_WRITE']);
    await program.do('{ viewer { id } }');
    const before = await settled();
    expect(await leaks(actor(), others(), own())).toEqual({});
    expect(await leaks(program, others(), own())).toEqual({});
    expect(await everything()).toEqual(before);
  });

  it('is found by whom it belongs to, so that a refusal above is no accident', async () => {
    const holders: Partial<Record<Kind, Person>> = {
      ticket: people.admin,
      reference: people.admin,
      accessToken: people.hari,
      message: people.hari,
      cannedReply: people.hari,
      notification: people.hari,
      session: people.hari,
      agent: people.admin,
      feedback: people.admin,
    };
    const inOrder = Object.keys(holders) as Kind[]; // what is done to an agent ends their session
    expect(namings().filter(({ kind }) => !inOrder.includes(kind) && !NOBODYS.includes(kind)).map(nameOf)).toEqual([]);
    const missed: string[] = [];
    for (const naming of inOrder.flatMap((kind) => namings().filter((one) => one.kind === kind))) {
      const { operation, kind, name } = attempt(naming, objects.hari, objects.hari);
      if (kind === 'subscription') continue; // it goes on; the specs of the feeds follow it
      const code = codeOf((await (holders[naming.kind] as Person).send(operation)).errors?.[0]);
      if (['NOT_FOUND', 'UNAUTHENTICATED'].includes(code)) missed.push(name);
    }
    expect(missed).toEqual([]);
  });
});

import { MessageKind, Role } from '@ccr/domain';
import { AccountEvent, type User } from '../modules/accounts';
import { ConfigError } from '../platform/config';
import type { Viewer } from '../platform/auth';
import type { Server } from '../server';
import type { DemoClock } from './demo-clock';
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoName, type DemoPerson } from './demo-people';
import { DEMO_CANNED_REPLIES, DEMO_FEEDBACK, DEMO_FIRST_ANSWERS } from './demo-desk';
import { DEMO_TICKETS, type DemoStep, type DemoTicket } from './demo-tickets';

/** How to come into the demo shop. */
export interface DemoSignIn {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

const SHOP_OPENED_MINUTES_AGO = 10 * 24 * 60;
const MINUTES_BETWEEN_STEPS = 4;

type Viewers = Record<DemoName, Viewer>;

/** Fills an empty shop through the services, as people would. Does nothing when there is anybody in it. */
export async function buildDemoShop(server: Server, clock: DemoClock): Promise<readonly DemoSignIn[]> {
  if (server.platform.config.production) throw new Error('The demo shop has public passwords: it is not for production.');
  const { name, email } = DEMO_PEOPLE.admin;
  clock.putBack(SHOP_OPENED_MINUTES_AGO);
  if (await server.accounts.ensureFirstAdmin({ name, email, password: DEMO_PASSWORD })) {
    await server.topics.ensureFirstTopics();
    const viewers = await buildPeople(server);
    const raised = new Map<string, string>();
    for (const ticket of DEMO_TICKETS) {
      clock.putBack(ticket.raisedMinutesAgo);
      await buildTicket(server, { viewers, raised }, ticket, clock);
    }
    await buildDesk(server, viewers);
  }
  clock.putBack(0);
  if (!(await server.accounts.findByEmail(email))) {
    throw new ConfigError(['The demo needs a database of its own, and this one has a shop in it. Set DATA_DIR or DATABASE_URL.']);
  }
  return Object.values(DEMO_PEOPLE).map((person) => ({
    role: person.role.toLowerCase(),
    email: person.email,
    password: DEMO_PASSWORD,
  }));
}

/** Everybody comes in as people do: agents by their invitation, customers by sign-up, both with what they were mailed. */
async function buildPeople(server: Server): Promise<Viewers> {
  const admin = viewerOf(await find(server, DEMO_PEOPLE.admin));
  const viewers: Partial<Viewers> = { admin };
  for (const [name, person] of Object.entries(DEMO_PEOPLE) as [DemoName, DemoPerson][]) {
    if (person.role === Role.CUSTOMER) await signUp(server, person);
    else if (name !== 'admin') await invite(server, admin, person);
    viewers[name] = viewerOf(await find(server, person));
  }
  return viewers as Viewers;
}

const viewerOf = ({ id, role }: User): Viewer => ({ id, role, credential: { kind: 'session', id: 'demo' }, duties: [], topicIds: [] });

async function find({ accounts }: Server, { email }: DemoPerson): Promise<User> {
  const user = await accounts.findByEmail(email);
  if (!user) throw new Error(`${email} is not in the shop`);
  return user;
}

async function signUp(server: Server, { name, email }: DemoPerson): Promise<void> {
  const customer = await server.accounts.signUp({ name, email, password: DEMO_PASSWORD }, null);
  const codeId = await mailed(server, customer, AccountEvent.emailVerificationRequested, 'codeId');
  await server.verification.verify(viewerOf(customer), server.platform.secretKey.code(codeId), null);
}

async function invite(server: Server, admin: Viewer, { name, email, role, topics, capacity }: DemoPerson): Promise<void> {
  const topicIds = (await server.topics.list()).filter((topic) => topics.includes(topic.name)).map(({ id }) => id);
  const agent = await server.agents.create(admin, { name, email, role, topicIds, capacity }, null);
  const linkId = await mailed(server, agent, AccountEvent.invited, 'linkId');
  await server.invitations.accept(server.platform.secretKey.linkSecret(linkId), DEMO_PASSWORD, null);
}

/** What the mail to a person about that event is made from. */
async function mailed({ platform }: Server, { id }: User, type: string, what: string): Promise<string> {
  const events = await platform.events.read(id, { limit: 10, includeInternal: true });
  return String(events.find((event) => event.type === type)?.data[what]);
}

/** What there is so far: who is in the shop, and the ids of tickets by their subject. */
interface Shop {
  readonly viewers: Viewers;
  readonly raised: Map<string, string>;
}

async function buildTicket(server: Server, shop: Shop, ticketOf: DemoTicket, clock: DemoClock): Promise<void> {
  const { steps, customer, topic, raisedMinutesAgo: _, ...words } = ticketOf;
  const { viewers, raised } = shop;
  const topicId = (await server.topics.list()).find(({ name }) => name === topic)?.id;
  const ticket = await server.raising.create(viewers[customer], { ...words, topicId });
  raised.set(ticket.subject, ticket.id);
  for (const step of steps) {
    clock.pass(MINUTES_BETWEEN_STEPS);
    await take(server, shop, ticket.id, step);
  }
}

async function take(server: Server, { viewers, raised }: Shop, ticketId: string, step: DemoStep): Promise<void> {
  const { tickets, conversation } = server;
  const viewer = viewers[step.by];
  if ('assigns' in step) await tickets.assign(viewer, { ticketId, agentId: viewers[step.assigns].id });
  else if ('says' in step) await conversation.send(viewer, { ticketId, body: step.says, kind: MessageKind.REPLY });
  else if ('notes' in step) await conversation.send(viewer, { ticketId, body: step.notes, kind: MessageKind.NOTE });
  else if ('tags' in step) await server.tags.set(viewer, ticketId, step.tags);
  else if ('rates' in step) await server.ratings.rate(viewer, { ticketId, score: step.rates, comment: step.comment });
  else if ('goesOn' in step) await server.raising.followUp(viewer, { ticketId, description: step.goesOn });
  else if ('mergesInto' in step) await server.merging.merge(viewer, { ticketId, intoTicketId: raised.get(step.mergesInto) ?? '' });
  else if (step.does === 'read') await server.reads.markRead(viewer, ticketId, (await tickets.get(viewer, ticketId)).lastPublicSeq);
  else await tickets[step.does](viewer, ticketId);
}

/** What the staff have ready, and what people say of the shop. */
async function buildDesk(server: Server, viewers: Viewers): Promise<void> {
  const topics = await server.topics.list();
  for (const { topic, firstAnswer } of DEMO_FIRST_ANSWERS) {
    const topicId = topics.find(({ name }) => name === topic)?.id;
    if (topicId) await server.topics.update(viewers.admin, { topicId, firstAnswer });
  }
  for (const { by, ...reply } of DEMO_CANNED_REPLIES) await server.cannedReplies.create(viewers[by], reply);
  for (const { by, body, answer } of DEMO_FEEDBACK) {
    const { id } = await server.feedback.send(viewers[by], { body });
    if (answer) await server.feedback.answer(viewers.admin, id, answer);
  }
}

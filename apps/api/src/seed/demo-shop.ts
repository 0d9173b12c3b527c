import { MessageKind } from '@ccr/domain';
import { ConfigError } from '../platform/config';
import type { Viewer } from '../platform/auth';
import type { Server } from '../server';
import type { DemoClock } from './demo-clock';
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoName } from './demo-people';
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
    for (const ticket of DEMO_TICKETS) {
      clock.putBack(ticket.raisedMinutesAgo);
      await buildTicket(server, viewers, ticket, clock);
    }
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

async function buildPeople(server: Server): Promise<Viewers> {
  const viewers: Partial<Viewers> = {};
  const viewerOf = async (email: string): Promise<Viewer> => {
    const user = await server.accounts.findByEmail(email);
    if (!user) throw new Error(`${email} is not in the shop`);
    return { id: user.id, role: user.role, credential: { kind: 'session', id: 'demo' } };
  };
  const admin = await viewerOf(DEMO_PEOPLE.admin.email);
  for (const [name, person] of Object.entries(DEMO_PEOPLE) as [DemoName, (typeof DEMO_PEOPLE)[DemoName]][]) {
    const newcomer = { ...person, password: DEMO_PASSWORD };
    if (person.role === 'CUSTOMER') await server.accounts.signUp(newcomer);
    else if (name !== 'admin') await server.accounts.createAgent(admin, newcomer);
    viewers[name] = await viewerOf(person.email);
  }
  return viewers as Viewers;
}

async function buildTicket(server: Server, viewers: Viewers, ticketOf: DemoTicket, clock: DemoClock): Promise<void> {
  const { steps, customer, topic, raisedMinutesAgo: _, ...words } = ticketOf;
  const topicId = (await server.topics.list()).find(({ name }) => name === topic)?.id;
  const ticket = await server.tickets.create(viewers[customer], { ...words, topicId });
  for (const step of steps) {
    clock.pass(MINUTES_BETWEEN_STEPS);
    await take(server, viewers, ticket.id, step);
  }
}

async function take({ tickets, conversation }: Server, viewers: Viewers, ticketId: string, step: DemoStep): Promise<void> {
  const viewer = viewers[step.by];
  if ('assigns' in step) await tickets.assign(viewer, { ticketId, agentId: viewers[step.assigns].id });
  else if ('says' in step) await conversation.send(viewer, { ticketId, body: step.says, kind: MessageKind.REPLY });
  else if ('notes' in step) await conversation.send(viewer, { ticketId, body: step.notes, kind: MessageKind.NOTE });
  else await tickets[step.does](viewer, ticketId);
}

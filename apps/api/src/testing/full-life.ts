import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { Availability } from '@ccr/domain';
import { Actor, eventually, type Person } from '@ccr/testkit';
import { User } from '../modules/accounts';
import { Topic } from '../modules/topics';
import type { TestServer } from './test-server';

/** What people with a full life are called, so that whatever says it can be found. */
export const TRACES = {
  customer: { name: 'Wilhelmina Brandtner', mobile: '+4915198765432', formerEmail: 'wilhelmina.former@example.com' },
  agent: { name: 'Balthasar Okonkwo', mobile: '+447700900987', formerEmail: 'balthasar.former@example.com' },
  userAgent: 'Tracebrowser/7.3',
} as const;
export const NOTE = 'between ourselves: handle with care';
export const REPLY = 'we have sent the money back';

/** People who have used everything there is. */
export interface FullLives {
  readonly customer: Person;
  readonly agent: Person;
  readonly ticketId: string;
}

const PASSWORD = 'correct horse battery';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id } } }';

/** The rows that a person comes to have in tables to which the way through the API is long; by their names, for they are inside of modules. */
async function leaveRows({ server, clock }: TestServer, userId: string, address: string, formerAddress: string): Promise<void> {
  const { database } = server.platform;
  const at = clock.now();
  const owned = { userId, createdAt: at, expiresAt: at, endedAt: null };
  const hash = (): string => randomUUID().replaceAll('-', '').repeat(2);
  await database.unitOfWork(async () => {
    const { manager } = database;
    await manager.delete('KnownDevice', { userId });
    await manager.insert('KnownDevice', { id: randomUUID(), userId, secretHash: hash(), lastSeenAt: at });
    await manager.insert('OneTimeCode', { ...owned, id: randomUUID(), purpose: 'CHANGE_EMAIL', codeHash: hash(), address, formerAddress });
    await manager.insert('AccountLink', { ...owned, id: randomUUID(), purpose: 'REPORT_SIGN_IN', secretHash: hash() });
    const counts = { wrong: 1, windowEndsAt: at, wrongToday: 1, sentToday: 1, dayEndsAt: at };
    await manager.insert('CodeAttempts', { userId, purpose: 'CHANGE_EMAIL', ...counts });
    await manager.insert('SecondFactor', { userId, sealedSecret: hash(), confirmedAt: at, lastStep: 1, createdAt: at });
    await manager.insert('RecoveryCode', { id: randomUUID(), userId, codeHash: hash(), usedAt: null });
    await manager.insert('NotificationChoiceRow', { userId, kind: 'AGENT_ASSIGNED', mail: true, updatedAt: at });
    await manager.insert('BlockedAddress', { id: randomUUID(), recipientId: userId, address: formerAddress, reason: 'BOUNCED', detail: null, createdAt: at });
    await manager.update('Notification', { recipientId: userId, state: 'SENT' }, { address: formerAddress, problem: `no mailbox ${formerAddress}` });
  });
}

/** Signs in once more with a browser that can be told apart, after a try with a wrong password. */
async function signInFrom(test: TestServer, email: string): Promise<void> {
  const headers = { 'user-agent': TRACES.userAgent };
  for (const password of ['wrong horse battery', PASSWORD]) {
    await new Actor(test.origin).post(JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } }), headers);
  }
}

async function fillIn(test: TestServer, person: Person, { name, mobile, formerEmail }: (typeof TRACES)['customer' | 'agent']): Promise<void> {
  await person.do('mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { id } } }', {
    input: { name, mobile, language: 'en-IN', timeZone: 'Europe/Berlin' },
  });
  await person.do('mutation($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { token } }', {
    input: { name: `${name}'s laptop`, scopes: ['TICKETS_READ'] },
  });
  await person.do('mutation($input: SubscribeToPushInput!) { subscribeToPush(input: $input) { ok } }', {
    input: { endpoint: `https://93.184.215.14/${randomUUID()}`, p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
  });
  await signInFrom(test, person.email);
  const told = test.server.platform.database.repository('Notification');
  await eventually('a mail', async () => (await told.countBy({ recipientId: person.id, state: 'SENT' })) > 0);
  await leaveRows(test, person.id, person.email, formerEmail);
}

/** A customer and an agent with rows in every table that holds something on people. */
export async function liveFully(test: TestServer): Promise<FullLives> {
  const { shop, server, clock } = test;
  const { database } = server.platform;
  const customer = await shop.customer(TRACES.customer.name);
  await database.repository(User).update({ id: customer.id }, { emailVerifiedAt: clock.now() }); // mail for them no longer waits
  const agent = await shop.agent(TRACES.agent.name);
  const ticket = await shop.assignedTicket(customer, agent);
  await shop.message(customer, ticket.id, 'I paid twice');
  await shop.message(agent, ticket.id, REPLY);
  await shop.message(agent, ticket.id, NOTE, 'NOTE');
  for (const person of [customer, agent]) {
    await person.do('mutation { sendFeedback(input: { body: "I like it here" }) { feedback { id } } }');
  }
  const shared = await shop.ticket(customer);
  await (await shop.firstAdmin()).do('mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id } } }', {
    input: { ticketId: shared.id, agentIds: [agent.id] },
  });
  await database.repository('Feedback').update({ authorId: customer.id }, { answer: 'Thank you', answeredAt: clock.now(), answeredById: agent.id });
  const topic = await database.repository(Topic).findOneByOrFail({ name: 'Payments' });
  await agent.do('mutation { createCannedReply(input: { title: "Hello", shortcut: "hello", body: "Good day" }) { cannedReply { id } } }');
  await database.repository(Topic).update({ id: topic.id }, { firstAnswer: 'We look into it', firstAnswerById: agent.id });
  await database.repository('WebhookTarget').insert({
    ...{ id: randomUUID(), name: 'Warehouse', url: 'https://93.184.215.14/hook', events: [], state: 'PAUSED', pausedReason: null, createdById: agent.id },
    ...{ sealedSecret: randomUUID(), formerSealedSecret: randomUUID(), formerSecretUntil: clock.now(), createdAt: clock.now(), lastSeq: 0 },
  });
  await database.repository('ExpertTopic').insert({ agentId: agent.id, topicId: topic.id, createdAt: clock.now() });
  await database.repository(User).update({ id: agent.id }, { availability: Availability.AWAY, capacity: 7 });
  await fillIn(test, customer, TRACES.customer);
  await fillIn(test, agent, TRACES.agent);
  return { customer, agent, ticketId: ticket.id };
}

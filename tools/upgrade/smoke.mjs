/** What people do all day, through the public API: it must go on with one version while another one migrates. */
import { randomUUID } from 'node:crypto';

const WITHIN_MS = 30_000;
const FOLLOW = 'subscription ($id: ID!) { ticketEvents(ticketId: $id, after: 0) { seq ... on MessageSent { message { body } } } }';
const ASK = 'query ($id: ID!) { ticket(id: $id) { status subject assignee { name } } }';

const verb = (actor, name, type, input) => actor.do(`mutation ($input: ${type}!) { ${name}(input: $input) { ticket { status } } }`, { input });

/** Somebody who follows a ticket from its beginning finds each of the messages there, once and in order. */
const insistOnMessages = async ({ eventually }, actor, id, bodies) => {
  const feed = actor.subscribe(FOLLOW, { id });
  const heard = () => feed.items.map(({ ticketEvents }) => ticketEvents.message?.body).filter(Boolean);
  try {
    await eventually(`the messages ${bodies.join(', ')}; came: ${heard().join(', ')}`, () => heard().join() === bodies.join(), WITHIN_MS);
  } finally {
    feed.stop();
  }
};

/** Resolves to what it has made, for `goOn`. `testkit` is that of the version that answers. */
export const liveOn = async (testkit, origin, admin) => {
  const shop = new testkit.Shop(origin, admin);
  const ann = await shop.customer();
  const gita = await shop.agent();
  const word = `smoke${randomUUID().replaceAll('-', '')}`;
  const ticket = await shop.ticket(ann, { subject: `About ${word}` });
  await verb(await shop.firstAdmin(), 'assignTicket', 'AssignTicketInput', { ticketId: ticket.id, agentId: gita.id });
  await shop.message(gita, ticket.id, 'Which order was it?');
  await shop.message(ann, ticket.id, 'The one of May.');
  await verb(gita, 'resolveTicket', 'ResolveTicketInput', { ticketId: ticket.id });
  await verb(ann, 'rateTicket', 'RateTicketInput', { ticketId: ticket.id, score: 5, comment: 'Quick' });

  const { ticket: found } = await ann.do(ASK, { id: ticket.id });
  if (found.status !== 'RESOLVED' || !found.assignee) throw new Error(`It should be resolved by an agent: ${JSON.stringify(found)}`);
  await insistOnMessages(testkit, ann, ticket.id, ['Which order was it?', 'The one of May.']);
  const { tickets } = await gita.do('{ tickets(first: 10) { nodes { id } } }');
  if (!tickets.nodes.some(({ id }) => id === ticket.id)) throw new Error('The agent does not find the ticket in the list.');
  await testkit.eventually(
    'the ticket to be found by its words',
    async () => (await gita.do(`{ searchTickets(text: "${word}", first: 10) { nodes { ticket { id } } } }`)).searchTickets.nodes.length === 1,
    WITHIN_MS,
  );
  return { shop, ann, gita, ticket };
};

/** Those who were there before write on, in their sessions from before. */
export const goOn = async (testkit, { shop, ann, gita, ticket }) => {
  await verb(ann, 'reopenTicket', 'ReopenTicketInput', { ticketId: ticket.id });
  await shop.message(ann, ticket.id, 'It came back.');
  await insistOnMessages(testkit, gita, ticket.id, ['Which order was it?', 'The one of May.', 'It came back.']);
  for (const actor of [ann, gita]) await actor.cut();
};

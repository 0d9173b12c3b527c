import type { TicketStatus } from '@ccr/domain';
import type { Actor, Person, Shop } from '@ccr/testkit';

/** The mutation of each verb but `reply` and `note`, which are messages. */
const MUTATIONS = {
  edit: 'updateTicket',
  assign: 'assignTicket',
  markPending: 'markTicketPending',
  resolve: 'resolveTicket',
  reopen: 'reopenTicket',
  close: 'closeTicket',
} as const;

/** What is done to a ticket by a mutation. */
export interface Move {
  readonly query: string;
  readonly variables: { readonly input: Record<string, unknown> };
}
export type Verb = keyof typeof MUTATIONS | 'reply' | 'note';

/** The verb as a mutation that answers with the ticket's status. `agentId` is for `assign`. */
export function move(verb: Verb, ticketId: string, agentId?: string): Move {
  if (verb === 'reply' || verb === 'note') {
    const query = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { ticket { id status } } }';
    return { query, variables: { input: { ticketId, body: 'Some words', kind: verb.toUpperCase() } } };
  }
  const name = MUTATIONS[verb];
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ticket { id status } } }`;
  const more = { ...(verb === 'assign' && { agentId }), ...(verb === 'edit' && { priority: 'HIGH' }) };
  return { query, variables: { input: { ticketId, ...more } } };
}

/** Does it and resolves to the status afterwards. */
export async function does(actor: Actor, verb: Verb, ticketId: string, agentId?: string): Promise<string> {
  const { query, variables } = move(verb, ticketId, agentId);
  const answer = await actor.do<Record<string, { ticket: { status: string } }>>(query, { ...variables });
  return Object.values(answer)[0]?.ticket.status ?? '';
}

/** Tries it and resolves to the code of the refusal, or to `done`. */
export async function tries(actor: Actor, verb: Verb, ticketId: string, agentId?: string): Promise<string> {
  const { query, variables } = move(verb, ticketId, agentId);
  const { errors } = await actor.send(query, { ...variables });
  return errors?.[0]?.extensions.code ?? 'done';
}

/** Who is needed to bring a ticket anywhere. */
export interface Cast {
  readonly shop: Shop;
  readonly customer: Actor;
  readonly agent: Person;
  readonly admin: Actor;
}

/** What is done to a NEW ticket, by the admin or its agent, until it stands there. */
const WAY: Record<`${TicketStatus}`, readonly Verb[]> = {
  NEW: [],
  OPEN: ['assign'],
  PENDING: ['assign', 'markPending'],
  RESOLVED: ['assign', 'resolve'],
  CLOSED: ['assign', 'resolve', 'close'],
};

/** Raises a ticket and brings it to that status. Resolves to its id. */
export async function ticketThatIs(status: `${TicketStatus}`, { shop, customer, agent, admin }: Cast): Promise<string> {
  const { id } = await shop.ticket(customer);
  for (const verb of WAY[status]) await does(admin, verb, id, agent.id);
  return id;
}

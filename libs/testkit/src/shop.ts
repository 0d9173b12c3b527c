import { randomUUID } from 'node:crypto';
import { Actor } from './actor';

/** Someone signed in, and what others see of them. */
export interface Person extends Actor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** A ticket as builders give it back. */
export interface TicketRef {
  readonly id: string;
  readonly reference: string;
}

const PASSWORD = 'correct horse battery';
/** What an admin tells a new agent, who must change it. */
const FIRST_PASSWORD = 'staple glue and paper';
const CREATE_TICKET = /* GraphQL */ `
  mutation ($input: CreateTicketInput!) {
    createTicket(input: $input) {
      ticket {
        id
        reference
      }
    }
  }
`;

/** Builds people and tickets in a shop through its public API. Every name is new, so specs don't meet. */
export class Shop {
  private counter = 0;

  /** `admin` is the one whom the first start made. */
  constructor(
    private readonly origin: string,
    private readonly admin: { readonly email: string; readonly password: string },
  ) {}

  /** Nobody in particular. */
  visitor(): Actor {
    return new Actor(this.origin);
  }

  async customer(name = 'Ann Rao'): Promise<Person> {
    const actor = this.visitor();
    const input = { name, email: this.address('customer'), password: PASSWORD };
    const { signUp } = await actor.do<{ signUp: { viewer: { id: string } } }>(
      'mutation($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }',
      { input },
    );
    return Object.assign(actor, { id: signUp.viewer.id, name, email: input.email });
  }

  async firstAdmin(): Promise<Person> {
    return this.signIn(this.admin.email, this.admin.password);
  }

  /** An agent, or an admin, whom the first admin makes and who has changed the first password. */
  async agent(name = 'Gita Mehta', role: 'AGENT' | 'ADMIN' = 'AGENT'): Promise<Person> {
    const admin = await this.firstAdmin();
    const input = { name, email: this.address('agent'), password: FIRST_PASSWORD, role };
    await admin.do('mutation($input: CreateAgentInput!) { createAgent(input: $input) { agent { id } } }', { input });
    const agent = await this.signIn(input.email, FIRST_PASSWORD);
    await agent.do('mutation($input: ChangePasswordInput!) { changePassword(input: $input) { viewer { id } } }', {
      input: { currentPassword: FIRST_PASSWORD, newPassword: PASSWORD },
    });
    return agent;
  }

  async signIn(email: string, password = PASSWORD): Promise<Person> {
    const actor = this.visitor();
    const { signIn } = await actor.do<{ signIn: { viewer: { id: string; name: string } } }>(
      'mutation($input: SignInInput!) { signIn(input: $input) { viewer { id name } } }',
      { input: { email, password } },
    );
    return Object.assign(actor, { ...signIn.viewer, email });
  }

  /** A program that acts for the person with such scopes. */
  async program(owner: Person, scopes: readonly string[]): Promise<Actor> {
    const { createAccessToken } = await owner.do<{ createAccessToken: { token: string } }>(
      'mutation($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { token } }',
      { input: { name: 'program', scopes } },
    );
    return new Actor(this.origin, createAccessToken.token);
  }

  async ticket(customer: Actor, input: Record<string, unknown> = {}): Promise<TicketRef> {
    const words = { subject: 'Paid twice for one order', description: 'There are two charges on my card.' };
    const { createTicket } = await customer.do<{ createTicket: { ticket: TicketRef } }>(CREATE_TICKET, {
      input: { ...words, clientMutationId: randomUUID(), ...input },
    });
    return createTicket.ticket;
  }

  /** A ticket that the agent has. */
  async assignedTicket(customer: Actor, agent: Person): Promise<TicketRef> {
    const ticket = await this.ticket(customer);
    const admin = await this.firstAdmin();
    await admin.do('mutation($input: AssignTicketInput!) { assignTicket(input: $input) { ticket { id } } }', {
      input: { ticketId: ticket.id, agentId: agent.id },
    });
    return ticket;
  }

  /** Sends a message. Resolves to its id and seq. */
  async message(author: Actor, ticketId: string, body: string, kind = 'REPLY'): Promise<{ id: string; seq: number }> {
    const { sendMessage } = await author.do<{ sendMessage: { message: { id: string; seq: number } } }>(
      'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { id seq } } }',
      { input: { ticketId, body, kind, clientMutationId: randomUUID() } },
    );
    return sendMessage.message;
  }

  private address(who: string): string {
    return `${who}.${++this.counter}.${randomUUID().slice(0, 8)}@example.com`;
  }
}

import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@ccr/testkit';
import { confirmEmail, mailTo } from '../../../testing/mailed-codes';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { type Cast, ticketThatIs } from '../../../testing/ticket-moves';

const SPLIT = /* GraphQL */ `
  mutation ($input: SplitMessageInput!) {
    splitMessage(input: $input) {
      ticket { id reference subject description status priority assignee { id } customer { id } topic { id } splitFrom { id } }
    }
  }
`;
const TICKET = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      reference lastSeq splitFrom { id } abilities { split }
      messages(last: 5) { nodes { id body } }
      events(last: 1) { nodes { __typename actor { id } ... on TicketSplit { newTicket { id } message { id } } } }
    }
  }
`;

interface Made {
  readonly id: string;
  readonly reference: string;
}
interface Seen {
  readonly lastSeq: number;
  readonly splitFrom: { id: string } | null;
  readonly abilities: { split: boolean };
  readonly messages: { readonly nodes: readonly { id: string; body: string }[] };
  readonly events: { readonly nodes: readonly object[] };
}

describe('splitting a message from a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };

  const split = async (by: Actor, messageId: string, more: object = {}): Promise<Made | null> =>
    (await by.do<{ splitMessage: { ticket: Made | null } }>(SPLIT, { input: { messageId, subject: ' The other parcel ', ...more } })).splitMessage.ticket;
  const refusal = async (by: Actor, messageId: string): Promise<string> =>
    (await by.fail(SPLIT, { input: { messageId, subject: 'The other parcel' } })).extensions.code;
  const seen = async (by: Actor, id: string): Promise<Seen> => (await by.do<{ ticket: Seen }>(TICKET, { id })).ticket;
  const asked = async (ticketId: string, by: Actor = cast.customer): Promise<string> => (await test.shop.message(by, ticketId, 'And where is my other parcel?')).id;

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await confirmEmail(test, await shop.customer()), agent: await shop.agent(), admin: await shop.firstAdmin() };
  });
  afterAll(() => test.stop());

  it('makes a NEW ticket of the same customer, leaves the message, links both, and tells the customer', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const messageId = await asked(id);
    const made = await split(cast.admin, messageId);
    expect(made).toMatchObject({
      subject: 'The other parcel',
      description: 'And where is my other parcel?',
      status: 'NEW',
      priority: 'NORMAL',
      assignee: null,
      customer: { id: cast.customer.id },
      splitFrom: { id },
    });
    const origin = await seen(cast.customer, id);
    expect(origin.messages.nodes).toContainEqual({ id: messageId, body: 'And where is my other parcel?' });
    expect(origin.events.nodes).toEqual([{ __typename: 'TicketSplit', actor: { id: cast.admin.id }, newTicket: { id: made?.id }, message: { id: messageId } }]);
    expect((await seen(cast.customer, made?.id ?? '')).events.nodes).toEqual([{ __typename: 'TicketRaised', actor: { id: cast.admin.id } }]);
    await mailTo(test, cast.customer.email, new RegExp(made?.reference ?? 'none'));
  });

  it('shows an agent who sees only their own tickets none, and no link to it', async () => {
    const id = await ticketThatIs('OPEN', cast);
    expect((await seen(cast.agent, id)).abilities.split).toBe(true);
    expect(await split(cast.agent, await asked(id))).toBeNull();
    expect((await seen(cast.agent, id)).events.nodes).toMatchObject([{ __typename: 'TicketSplit', newTicket: null }]);
  });

  it('is for who answers the ticket', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const messageId = await asked(id);
    expect(await refusal(cast.customer, messageId)).toBe('FORBIDDEN');
    expect(await refusal(await test.shop.agent('Hari Other'), messageId)).toBe('NOT_FOUND');
    expect(await refusal(test.shop.visitor(), messageId)).toBe('UNAUTHENTICATED');
    expect(await refusal(await test.shop.program(cast.agent, ['TICKETS_READ']), messageId)).toBe('FORBIDDEN');
    expect(await refusal(cast.admin, randomUUID())).toBe('NOT_FOUND');
    expect((await seen(cast.customer, id)).abilities.split).toBe(false);
    expect((await seen(cast.admin, id)).lastSeq).toBe(4); // raised, assigned, OPEN, and the message: nothing else
  });

  it.each([
    ['an answer of the staff', () => cast.agent, 'REPLY'],
    ['a note', () => cast.agent, 'NOTE'],
  ])('refuses %s', async (_what, author, kind) => {
    const id = await ticketThatIs('OPEN', cast);
    const { id: messageId } = await test.shop.message(author(), id, 'Some words', kind);
    const { extensions } = await cast.agent.fail(SPLIT, { input: { messageId, subject: 'Mine' } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.messageId' }] });
  });

  it.each([' ', 'x'.repeat(201), 'two\nlines'])('refuses the subject %j', async (subject) => {
    const messageId = await asked(await ticketThatIs('OPEN', cast));
    expect((await cast.agent.fail(SPLIT, { input: { messageId, subject } })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.subject' }] });
  });

  it('makes one ticket, however often the same is sent', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const messageId = await asked(id);
    const again = { clientMutationId: randomUUID() };
    const made = await Promise.all([1, 2, 3].map(() => split(cast.admin, messageId, again)));
    expect(new Set(made.map((ticket) => ticket?.id)).size).toBe(1);
    const { lastSeq } = await seen(cast.admin, id);
    await split(cast.admin, messageId, again);
    expect((await seen(cast.admin, id)).lastSeq).toBe(lastSeq);
  });
});

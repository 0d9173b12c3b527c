import { randomUUID } from 'node:crypto';
import { LIMITS } from '@ccr/domain';
import type { Actor } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';

const SEND = 'mutation($input: SendMessageInput!) { sendMessage(input: $input) { message { seq } } }';
const RAISE = 'mutation($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id } } }';
const FOLLOW_UP = 'mutation($input: RaiseFollowUpInput!) { raiseFollowUp(input: $input) { ticket { id } } }';

describe('how much one person says', () => {
  let test: TestServer;

  beforeAll(async () => {
    test = await startTestServer();
  });
  afterAll(() => test.stop());

  /** As many at once as a client may. */
  const many = async (count: number, once: (index: number) => Promise<unknown>): Promise<void> => {
    for (let done = 0; done < count; done += 10) await Promise.all(Array.from({ length: Math.min(10, count - done) }, (_, index) => once(done + index)));
  };
  const refusal = async (actor: Actor, query: string, input: object): Promise<Record<string, unknown>> => ({ ...(await actor.fail(query, { input })).extensions });

  it('is so many messages in a minute, over all tickets, and nobody else is kept from writing', async () => {
    const [customer, agent] = [await test.shop.customer(), await test.shop.agent()];
    const tickets = [await test.shop.assignedTicket(customer, agent), await test.shop.assignedTicket(customer, agent)];
    const retry = randomUUID();
    const say = (actor: Actor, index: number): Promise<unknown> =>
      actor.do(SEND, { input: { ticketId: tickets[index % 2]?.id, body: `Message ${index}`, ...(index === 0 && { clientMutationId: retry }) } });
    await many(LIMITS.message.perMinute, (index) => say(customer, index));
    const { code, retryAfterSeconds } = await refusal(customer, SEND, { ticketId: tickets[0]?.id, body: 'One more' });
    expect(code).toBe('RATE_LIMITED');
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    const program = await test.shop.program(customer, ['TICKETS_WRITE']);
    expect(await refusal(program, SEND, { ticketId: tickets[0]?.id, body: 'Nor by another way' })).toMatchObject({ code: 'RATE_LIMITED' });
    await say(customer, 0); // it was sent already
    await say(agent, 1);
  });

  it('is so many tickets in an hour, follow-ups among them', async () => {
    const [customer, other] = [await test.shop.customer(), await test.shop.customer()];
    const input = { subject: 'Once more', description: 'And again.' };
    await many(LIMITS.ticket.perHour, () => customer.do(RAISE, { input }));
    const { code, retryAfterSeconds } = await refusal(customer, RAISE, input);
    expect(code).toBe('RATE_LIMITED');
    expect(retryAfterSeconds).toBeGreaterThan(3_000);
    const ticket = await test.shop.ticket(other);
    expect(await refusal(customer, FOLLOW_UP, { ticketId: ticket.id, description: 'And again.' })).toMatchObject({ code: 'RATE_LIMITED' });
  });
});

import { randomUUID } from 'node:crypto';
import { statusAfter, type Role } from '@ccr/domain';
import type { Actor, Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { type Cast, does, move, ticketThatIs, tries, type Verb } from '../../testing/ticket-moves';

const STATUSES = ['NEW', 'OPEN', 'PENDING', 'RESOLVED', 'CLOSED'] as const;
const VERBS = ['edit', 'assign', 'reply', 'note', 'markPending', 'resolve', 'reopen', 'close'] as const;
const SEEN = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      status lastSeq updatedAt lastActivityAt
      abilities { ${VERBS.join(' ')} }
      events(last: 1) { nodes { __typename at actor { id } ... on TicketStatusChanged { from to } } }
    }
  }
`;
interface Seen {
  ticket: {
    status: string;
    lastSeq: number;
    updatedAt: string;
    lastActivityAt: string;
    abilities: Record<Verb, boolean>;
    events: { nodes: Record<string, unknown>[] };
  };
}

describe('the verbs of a ticket', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let otherCustomer: Person;
  let otherAgent: Person;

  const seen = async (id: string, by: Actor = cast.admin): Promise<Seen['ticket']> => (await by.do<Seen>(SEEN, { id })).ticket;
  const actors = (): Record<Role, Person> => ({ CUSTOMER: cast.customer, AGENT: cast.agent, ADMIN: cast.admin });

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent(), admin: await shop.firstAdmin() };
    [otherCustomer, otherAgent] = [await shop.customer('Ben Other'), await shop.agent('Hari Other')];
  });
  afterAll(() => test.stop());

  describe.each([
    ['markPending', 'OPEN', 'PENDING', ['AGENT', 'ADMIN']],
    ['resolve', 'OPEN', 'RESOLVED', ['AGENT', 'ADMIN']],
    ['resolve', 'PENDING', 'RESOLVED', ['AGENT', 'ADMIN']],
    ['reopen', 'PENDING', 'OPEN', ['AGENT', 'ADMIN']],
    ['reopen', 'RESOLVED', 'OPEN', ['CUSTOMER', 'AGENT', 'ADMIN']],
    ['close', 'RESOLVED', 'CLOSED', ['CUSTOMER', 'AGENT', 'ADMIN']],
  ] as const)('%s: %s becomes %s', (verb, from, to, roles) => {
    it.each(roles)('by the ticket’s %s, with one event that tells it', async (role) => {
      const id = await ticketThatIs(from, cast);
      const before = await seen(id);
      const actor = actors()[role];
      expect(await does(actor, verb, id)).toBe(to);
      const after = await seen(id, cast.customer);
      expect(after).toMatchObject({ status: to, lastSeq: before.lastSeq + 1 });
      expect(after.events.nodes).toEqual([
        { __typename: 'TicketStatusChanged', at: expect.any(String), actor: { id: actor.id }, from, to },
      ]);
      expect(after.updatedAt).toBe(after.lastActivityAt);
      expect(new Date(after.updatedAt).getTime()).toBeGreaterThan(new Date(before.updatedAt).getTime());
    });
  });

  it.each(['markPending', 'resolve', 'reopen', 'close'] as const)('%s by anybody else does nothing', async (verb) => {
    const id = await ticketThatIs(verb === 'close' || verb === 'reopen' ? 'RESOLVED' : 'OPEN', cast);
    const before = await seen(id);
    expect(await tries(otherCustomer, verb, id)).toBe('NOT_FOUND');
    expect(await tries(otherAgent, verb, id)).toBe('NOT_FOUND');
    expect(await tries(test.shop.visitor(), verb, id)).toBe('UNAUTHENTICATED');
    expect(await tries(await test.shop.program(cast.admin, ['TICKETS_READ', 'ADMIN_WRITE']), verb, id)).toBe('FORBIDDEN');
    expect(await tries(cast.admin, verb, randomUUID())).toBe('NOT_FOUND');
    expect(await tries(cast.admin, verb, `${id}' OR '1'='1`)).toBe('NOT_FOUND');
    expect(await seen(id)).toEqual(before);
  });

  it('a CONFLICT says where the ticket stands, so that a person and a program know why', async () => {
    const id = await ticketThatIs('CLOSED', cast);
    const { lastSeq } = await seen(id, cast.customer);
    const { query, variables } = move('reopen', id);
    const { message, extensions } = await cast.customer.fail(query, { ...variables });
    expect(extensions).toEqual({ code: 'CONFLICT', ticket: { id, status: 'CLOSED', assigneeId: cast.agent.id, lastSeq } });
    expect(message).toContain('CLOSED');
  });

  it('a program with the scope does what its owner may', async () => {
    const id = await ticketThatIs('RESOLVED', cast);
    const program = await test.shop.program(cast.customer, ['TICKETS_READ', 'TICKETS_WRITE']);
    expect((await seen(id, program)).abilities).toMatchObject({ reply: true, reopen: true, close: true, resolve: false });
    expect(await does(program, 'close', id)).toBe('CLOSED');
  });

  it('a program that only reads is promised nothing', async () => {
    const id = await ticketThatIs('OPEN', cast);
    const { abilities } = await seen(id, await test.shop.program(cast.admin, ['TICKETS_READ']));
    expect(Object.values(abilities)).toEqual(VERBS.map(() => false));
  });

  describe('abilities are what the mutations then do', () => {
    const cases = STATUSES.flatMap((status) => (['CUSTOMER', 'AGENT', 'ADMIN'] as Role[]).map((role) => ({ status, role })));

    it.each(cases)('for the $role while it is $status', async ({ status, role }) => {
      const actor = actors()[role];
      let unchanged: string | null = null; // what was refused left the ticket as it was: it serves again
      for (const verb of VERBS) {
        const id: string = unchanged ?? (await ticketThatIs(status, cast));
        unchanged = id;
        if (status === 'NEW' && role === 'AGENT') {
          expect(await tries(actor, verb, id, otherAgent.id)).toBe(verb === 'assign' ? 'FORBIDDEN' : 'NOT_FOUND');
          continue;
        }
        const { abilities } = await seen(id, actor);
        const outcome = await tries(actor, verb, id, otherAgent.id);
        if (outcome === 'done') unchanged = null;
        expect({ verb, able: abilities[verb] }).toEqual({ verb, able: outcome === 'done' });
        const expected = statusAfter(verb, status as Parameters<typeof statusAfter>[1], role) ?? status;
        expect({ verb, status: (await seen(id)).status }).toEqual({ verb, status: expected });
      }
    });
  });
});

import { ACTIVE_STATUSES, Role, type TicketStatus } from '@ccr/domain';
import type { Person } from '@ccr/testkit';
import type { Viewer } from '../../../platform/auth';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { tries, type Verb } from '../../../testing/ticket-moves';
import { Ticket } from '../ticket.entity';

const SEED = 20_260_301;
const PLANNED = new Error('planned');
const VERBS: readonly Verb[] = ['assign', 'assign', 'reply', 'reply', 'note', 'markPending', 'resolve', 'resolve', 'reopen', 'close', 'edit'];
const MORE = {
  move: 'mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }',
  unassign: 'mutation($input: UnassignTicketInput!) { unassignTicket(input: $input) { ticket { id } } }',
  merge: 'mutation($input: MergeTicketsInput!) { mergeTickets(input: $input) { ticket { id } } }',
  unmerge: 'mutation($input: UnmergeTicketInput!) { unmergeTicket(input: $input) { ticket { id } } }',
  followUp: 'mutation($input: RaiseFollowUpInput!) { raiseFollowUp(input: $input) { ticket { id } } }',
} as const;

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('the numbers of tickets', () => {
  let test: TestServer;
  let admin: Person;
  let agents: Person[];
  let customers: Person[];
  let topicIds: string[];
  const ids: string[] = [];
  const raisedBy = new Map<string, string>();
  const merged: string[] = [];
  const next = seeded(SEED);
  const done = new Map<string, number>();

  const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
  const viewer = ({ id }: Person, role: Role): Viewer => ({ id, role, duties: [], topicIds: [], credential: { kind: 'session', id: 'spec' } });

  /** The numbers as they are kept, and as they are when all tickets are counted. */
  async function compared(): Promise<[Record<string, number>, Record<string, number>]> {
    const { manager } = test.server.platform.database;
    const rows = (await manager.query('SELECT kind, ownerId, bucket, SUM(number) AS number FROM ticket_counts GROUP BY kind, ownerId, bucket')) as Record<string, string>[];
    const kept = Object.fromEntries(
      rows.filter(({ number }) => Number(number) !== 0).map(({ kind, ownerId, bucket, number }) => [`${kind} ${ownerId} ${bucket}`, Number(number)]),
    );
    const counted: Record<string, number> = {};
    for (const ticket of await manager.find(Ticket)) {
      const active = ACTIVE_STATUSES.includes(ticket.status);
      const buckets: string[] = [ticket.status];
      if (active && ticket.waitingSince) buckets.push('WAITING_FOR_SHOP');
      if (active && !ticket.waitingSince && ticket.assigneeId) buckets.push('WAITING_FOR_CUSTOMER');
      const owners = ['SHOP ', `CUSTOMER ${ticket.customerId}`, ticket.assigneeId ? `ASSIGNEE ${ticket.assigneeId}` : `UNASSIGNED ${ticket.topicId ?? ''}`];
      const names = [
        ...owners.flatMap((owner) => buckets.map((bucket) => `${owner} ${bucket}`)),
        ...buckets.slice(1).map((bucket) => `TOPIC ${ticket.topicId ?? ''} ${bucket}`),
      ];
      for (const name of names) counted[name] = (counted[name] ?? 0) + 1;
    }
    return [kept, counted];
  }

  async function raise(): Promise<void> {
    const topicId = next() < 0.7 ? one(topicIds) : null;
    const customer = one(customers);
    const { id } = await test.shop.ticket(customer, { topicId });
    ids.push(id);
    raisedBy.set(id, customer.id);
  }

  async function step(): Promise<void> {
    if (next() < 0.1) return raise();
    const id = one(ids);
    const other = one(ids.filter((another) => another !== id && raisedBy.get(another) === raisedBy.get(id)));
    if (next() < 0.25) {
      const name = one(Object.keys(MORE) as (keyof typeof MORE)[]);
      const inputs: Record<keyof typeof MORE, object> = {
        move: { ticketId: id, topicId: one([...topicIds, null]) },
        unassign: { ticketId: id },
        merge: { ticketId: id, intoTicketId: other ?? id },
        unmerge: { ticketId: merged.pop() ?? id },
        followUp: { ticketId: id, description: 'It is back' },
      };
      const { errors } = await (name === 'followUp' ? one(customers) : admin).send(MORE[name], { input: inputs[name] });
      if (name === 'merge' && !errors) merged.push(id);
      return note(name, errors?.[0]?.extensions.code ?? 'done');
    }
    const verb = one(VERBS);
    const actor = verb === 'reply' && next() < 0.5 ? one(customers) : admin;
    note(verb, await tries(actor, verb, id, one(agents).id));
  }

  const note = (name: string, code: string): void => {
    expect(['done', 'CONFLICT', 'NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT', 'RATE_LIMITED']).toContain(code);
    if (code === 'done') done.set(name, (done.get(name) ?? 0) + 1);
  };

  /** Does something, and then the unit of work fails. */
  async function fail(): Promise<void> {
    const { platform, tickets } = test.server;
    const agent = one(agents);
    const [a, b] = [one(ids), one(ids)];
    const unit = platform.database.unitOfWork(async () => {
      await tickets.assign(viewer(admin, Role.ADMIN), { ticketId: a, agentId: agent.id }).catch(() => undefined);
      await tickets.resolve(viewer(admin, Role.ADMIN), b).catch(() => undefined);
      await platform.database.beforeCommit(() => Promise.reject(PLANNED)); // after the numbers are written
    });
    await expect(unit).rejects.toBeDefined();
  }

  beforeAll(async () => {
    test = await startTestServer({ COST_PER_MINUTE: '100000000' });
    const { shop } = test;
    admin = await shop.firstAdmin();
    agents = [await shop.agent(), await shop.agent(), await shop.agent()];
    customers = [await shop.customer(), await shop.customer(), await shop.customer(), await shop.customer()];
    topicIds = (await admin.do<{ topics: { id: string }[] }>('{ topics { id } }')).topics.map(({ id }) => id).slice(0, 3);
    for (let count = 0; count < 12; count++) await raise();
  });
  afterAll(() => test.stop());

  it(`are those of the tickets after anything that people do to them (seed ${SEED})`, async () => {
    for (let count = 0; count < 120; count++) {
      await step();
      if (count % 40 > 0) continue;
      const [kept, counted] = await compared();
      expect(kept).toEqual(counted);
    }
    const [kept, counted] = await compared();
    expect(kept).toEqual(counted);
    expect(Object.keys(counted).length).toBeGreaterThan(20);
  });

  it('are those of the tickets when many write at once, and units of work fail at their very end', async () => {
    const writer = async (steps: number): Promise<void> => {
      for (let count = 0; count < steps; count++) await (next() < 0.15 ? fail() : step());
    };
    await Promise.all(Array.from({ length: 8 }, () => writer(30)));
    const [kept, counted] = await compared();
    expect(kept).toEqual(counted);
    const wanted = ['assign', 'reply', 'markPending', 'resolve', 'reopen', 'close', ...Object.keys(MORE)];
    expect(wanted.filter((name) => !done.has(name))).toEqual([]);
  });

  it('survive that an agent leaves', async () => {
    const [agent] = agents as [Person];
    for (const id of ids.slice(0, 4)) await tries(admin, 'assign', id, agent.id);
    await admin.do('mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }', { input: { agentId: agent.id } });
    const { manager } = test.server.platform.database;
    const left = (): Promise<number> =>
      manager.getRepository(Ticket).createQueryBuilder('t').where('t.assigneeId = :id AND t.status IN (:...active)', { id: agent.id, active: [...ACTIVE_STATUSES] as TicketStatus[] }).getCount();
    for (let wait = 0; (await left()) > 0 && wait < 100; wait++) await new Promise((resolve) => setTimeout(resolve, 50));
    const [kept, counted] = await compared();
    expect(kept).toEqual(counted);
    expect(await test.server.counts.activeTicketsOf([agent.id])).toEqual(new Map([[agent.id, 0]]));
  });

  it('include what the unit of work did that asks', async () => {
    const { platform, tickets, counts } = test.server;
    const agent = agents[1] as Person;
    const { id } = await test.shop.ticket(one(customers));
    const before = (await counts.activeTicketsOf([agent.id])).get(agent.id) ?? 0;
    const unit = platform.database.unitOfWork(async () => {
      await tickets.assign(viewer(admin, Role.ADMIN), { ticketId: id, agentId: agent.id });
      expect((await counts.activeTicketsOf([agent.id])).get(agent.id)).toBe(before + 1);
      throw PLANNED;
    });
    await expect(unit).rejects.toBe(PLANNED);
    expect((await counts.activeTicketsOf([agent.id])).get(agent.id)).toBe(before);
  });
});

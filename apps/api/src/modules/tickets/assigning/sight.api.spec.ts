import { randomUUID } from 'node:crypto';
import { type Actor, eventually, type Feed, type Person } from '@ccr/testkit';
import { startTestServer, type TestServer } from '../../../testing/test-server';
import { type Cast, does, ticketThatIs, tries } from '../../../testing/ticket-moves';
import { Ticket } from '../ticket.entity';
import { TicketParticipant } from './ticket-participant.entity';

const SHARE = 'mutation($input: SetParticipantsInput!) { setParticipants(input: $input) { ticket { id lastSeq participants { id } } } }';
const TICKET = /* GraphQL */ `
  query ($id: ID!) {
    ticket(id: $id) {
      lastSeq unread participants { id } abilities { note reply edit resolve assign share }
      events { nodes { __typename ... on ParticipantsChanged { actor { id } added { id } removed { id } } } }
    }
  }
`;
const LIST = 'query($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }';
const FOLLOW = 'subscription($id: ID!) { ticketEvents(ticketId: $id, after: 0) { __typename seq } }';
const WATCH = 'subscription($id: ID) { ticketChanged(ticketId: $id) { id status assignee { id } } }';
const PRESENCE = 'subscription($id: ID!) { ticketPresence(ticketId: $id) { people { person { id } } reads { person { id } seq } } }';
const READ = 'mutation($input: MarkTicketReadInput!) { markTicketRead(input: $input) { ticket { unread } } }';

interface Seen {
  lastSeq: number;
  unread: number;
  participants: { id: string }[] | null;
  abilities: Record<string, boolean>;
  events: { nodes: Record<string, unknown>[] };
}
interface Change {
  ticketChanged: { id: string; status: string; assignee: { id: string } | null };
}

describe('who sees a ticket besides its assignee', () => {
  let test: TestServer;
  let cast: Cast & { customer: Person; admin: Person };
  let topicIds: string[];

  const seen = async (id: string, by: Actor): Promise<Seen> => (await by.do<{ ticket: Seen }>(TICKET, { id })).ticket;
  const code = async (by: Actor, query: string, variables: Record<string, unknown>): Promise<string> => (await by.fail(query, variables)).extensions.code;
  const listed = async (by: Actor, filter: object = {}): Promise<string[]> =>
    (await by.do<{ tickets: { nodes: { id: string }[] } }>(LIST, { filter })).tickets.nodes.map(({ id }) => id);
  const share = (ticketId: string, ...agents: Person[]): Promise<{ setParticipants: { ticket: { participants: { id: string }[]; lastSeq: number } } }> =>
    cast.admin.do(SHARE, { input: { ticketId, agentIds: agents.map(({ id }) => id) } });
  const makeExpert = (agent: Person, ...ids: (string | undefined)[]): Promise<unknown> =>
    cast.admin.do('mutation($input: UpdateAgentInput!) { updateAgent(input: $input) { agent { id } } }', { input: { agentId: agent.id, topicIds: ids } });
  const expertIn = async (...ids: (string | undefined)[]): Promise<Person> => {
    const agent = await test.shop.agent('Expert');
    await makeExpert(agent, ...ids);
    return agent;
  };
  /** Follows all that they may see; resolves once the server listens. */
  const watchAll = async (by: Actor): Promise<Feed<Change>> => {
    const { live } = test.server.platform;
    const before = live.listenerCount;
    const feed = by.subscribe<Change>(WATCH);
    await eventually('the server to listen', () => live.listenerCount > before + 1); // to their tickets, and to what they have read; the socket itself is one
    return feed;
  };
  /** Follows everything there is to follow of the ticket, once it has begun. */
  const followAll = async (by: Actor, id: string): Promise<Feed<object>[]> => {
    const feeds = [FOLLOW, WATCH, PRESENCE].map((query) => by.subscribe<object>(query, { id }));
    await Promise.all([feeds[0]?.take(1), feeds[2]?.take(1)]);
    return feeds;
  };
  const ended = (feeds: Feed<object>[]): Promise<boolean> => eventually('the ends', () => feeds.every(({ completed, closed }) => completed || closed !== null));

  beforeAll(async () => {
    test = await startTestServer();
    const { shop } = test;
    cast = { shop, customer: await shop.customer(), agent: await shop.agent('Gita'), admin: await shop.firstAdmin() };
    topicIds = (await cast.admin.do<{ topics: { id: string }[] }>('{ topics { id } }')).topics.map(({ id }) => id);
  });
  afterAll(() => test.stop());

  describe('experts in its topic, while nobody has it', () => {
    it('read it, write notes and mark it read, and do nothing that its customer would notice', async () => {
      const expert = await expertIn(topicIds[0], topicIds[1]);
      const { id } = await test.shop.ticket(cast.customer, { topicId: topicIds[0] });
      const { abilities, participants, lastSeq } = await seen(id, expert);
      expect(abilities).toEqual({ note: true, reply: false, edit: false, resolve: false, assign: false, share: false });
      expect({ participants, lastSeq }).toEqual({ participants: [], lastSeq: 1 });
      for (const filter of [{}, { assigned: false }, { status: ['NEW'] }]) expect(await listed(expert, filter)).toContain(id);
      for (const filter of [{ assigned: true }, { assigneeId: expert.id }, { status: ['CLOSED'] }]) expect(await listed(expert, filter)).not.toContain(id);
      expect(await does(expert, 'note', id)).toBe('NEW');
      expect(await tries(expert, 'reply', id)).toBe('FORBIDDEN');
      expect(await tries(expert, 'edit', id)).toBe('FORBIDDEN');
      const { markTicketRead } = await expert.do<{ markTicketRead: object }>(READ, { input: { ticketId: id, seq: 2 } });
      expect(markTicketRead).toEqual({ ticket: { unread: 0 } });
      expect((await seen(id, cast.customer)).lastSeq).toBe(1);
    });

    it('are told of it live, and no longer once somebody has it', async () => {
      const expert = await expertIn(topicIds[1]);
      const all = await watchAll(expert);
      const { id } = await test.shop.ticket(cast.customer, { topicId: topicIds[1] });
      await all.until('the new ticket', ({ ticketChanged }) => ticketChanged.id === id);
      const feeds = await followAll(expert, id);
      await does(cast.admin, 'assign', id, cast.agent.id);
      await ended(feeds);
      expect(await code(expert, TICKET, { id })).toBe('NOT_FOUND');
      expect(await listed(expert)).not.toContain(id);
      await cast.admin.do('mutation($input: UnassignTicketInput!) { unassignTicket(input: $input) { ticket { id } } }', { input: { ticketId: id } });
      await all.until('it again', ({ ticketChanged }) => ticketChanged.id === id && ticketChanged.status === 'OPEN');
      expect(all.items.filter(({ ticketChanged }) => ticketChanged.assignee !== null)).toEqual([]);
      await expert.cut();
    });

    it('lose sight when it turns out to be about something else', async () => {
      const expert = await expertIn(topicIds[2]);
      const { id } = await test.shop.ticket(cast.customer, { topicId: topicIds[2] });
      const feeds = await followAll(expert, id);
      await cast.customer.do('mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }', { input: { ticketId: id, topicId: topicIds[0] } });
      await ended(feeds);
      expect(await code(expert, TICKET, { id })).toBe('NOT_FOUND');
      await expert.cut();
    });

    it('lose sight with the topic: their sockets close, and theirs alone', async () => {
      const [expert, other] = [await expertIn(topicIds[0]), await expertIn(topicIds[0])];
      const program = await test.shop.program(expert, ['TICKETS_READ']);
      const { id } = await test.shop.ticket(cast.customer, { topicId: topicIds[0] });
      const [feeds, programs, others] = [await followAll(expert, id), await followAll(program, id), await followAll(other, id)];
      await makeExpert(expert, topicIds[0]); // the same as before
      await does(other, 'note', id);
      for (const [events] of [feeds, programs, others]) await events?.take(2);
      await makeExpert(expert, topicIds[3]);
      await ended([...feeds, ...programs]);
      for (const who of [expert, program]) expect(await code(who, TICKET, { id })).toBe('NOT_FOUND');
      expect(others.some(({ completed, closed }) => completed || closed !== null)).toBe(false);
      expect((await expert.do<{ viewer: object }>('{ viewer { id } }')).viewer).toEqual({ id: expert.id }); // still signed in
      await Promise.all([expert, program, other].map((who) => who.cut()));
    });

    it('are nobody of another topic, and no customer', async () => {
      const [expert, stranger] = [await expertIn(topicIds[3]), await test.shop.customer()];
      const [about, none] = [await test.shop.ticket(cast.customer, { topicId: topicIds[0] }), await test.shop.ticket(cast.customer)];
      for (const { id } of [about, none]) {
        for (const who of [expert, stranger]) {
          expect(await code(who, TICKET, { id })).toBe('NOT_FOUND');
          expect(await tries(who, 'note', id)).toBe('NOT_FOUND');
          expect(await code(who, READ, { input: { ticketId: id, seq: 1 } })).toBe('NOT_FOUND');
        }
        expect(await listed(expert)).not.toContain(id);
      }
    });
  });

  describe('agents to whom an admin has opened it', () => {
    it('read it wherever it stands, beside its assignee; everybody of the staff sees who they are', async () => {
      const hari = await test.shop.agent('Hari');
      const id = await ticketThatIs('PENDING', cast);
      const { setParticipants } = await share(id, hari);
      expect(setParticipants.ticket.participants).toEqual([{ id: hari.id }]);
      const { abilities, events, participants } = await seen(id, hari);
      expect(abilities).toEqual({ note: true, reply: false, edit: false, resolve: false, assign: false, share: false });
      expect(participants).toEqual([{ id: hari.id }]);
      expect(events.nodes.at(-1)).toEqual({ __typename: 'ParticipantsChanged', actor: { id: cast.admin.id }, added: [{ id: hari.id }], removed: [] });
      for (const filter of [{}, { assigned: true }, { assigneeId: cast.agent.id }]) expect(await listed(hari, filter)).toContain(id);
      expect(await listed(hari, { assigneeId: hari.id })).not.toContain(id);
      expect(await tries(hari, 'reply', id)).toBe('FORBIDDEN');
      expect(await tries(hari, 'resolve', id)).toBe('FORBIDDEN');
      expect(await does(hari, 'note', id)).toBe('PENDING');
      await does(cast.admin, 'resolve', id);
      await does(cast.admin, 'close', id);
      expect((await seen(id, hari)).abilities['note']).toBe(false);
    });

    it('are no affair of its customer: neither they nor that it was opened', async () => {
      const id = await ticketThatIs('OPEN', cast);
      const before = await seen(id, cast.customer);
      await share(id, await test.shop.agent());
      expect(await seen(id, cast.customer)).toEqual({ ...before, participants: null });
    });

    it('are told of it live, until it is closed to them', async () => {
      const hari = await test.shop.agent('Hari');
      const id = await ticketThatIs('OPEN', cast);
      const all = await watchAll(hari);
      await share(id, hari);
      await all.until('the ticket', ({ ticketChanged }) => ticketChanged.id === id);
      const feeds = await followAll(hari, id);
      await does(cast.agent, 'resolve', id);
      await all.until('RESOLVED', ({ ticketChanged }) => ticketChanged.status === 'RESOLVED');
      await share(id);
      await ended(feeds);
      expect(await code(hari, TICKET, { id })).toBe('NOT_FOUND');
      expect(await listed(hari)).not.toContain(id);
      await hari.cut();
    });

    it('are those that were named last; the same again does nothing', async () => {
      const [one, two, three] = [await test.shop.agent('One'), await test.shop.agent('Two'), await test.shop.agent('Three')];
      const { id } = await test.shop.ticket(cast.customer);
      await share(id, one, two);
      const { setParticipants } = await share(id, two, three, three);
      expect(setParticipants.ticket.participants).toEqual([{ id: two.id }, { id: three.id }]);
      expect((await share(id, three, two)).setParticipants.ticket.lastSeq).toBe(setParticipants.ticket.lastSeq);
      const { database } = test.server.platform;
      const rows = await database.repository(TicketParticipant).findBy({ ticketId: id });
      expect(rows.map(({ userId }) => userId).sort()).toEqual([two.id, three.id].sort());
      expect((await database.repository(Ticket).findOneByOrFail({ id })).participantIds).toEqual([two.id, three.id]);
    });

    it('leave it when they are deactivated', async () => {
      const [gone, stays] = [await test.shop.agent('Gone'), await test.shop.agent('Stays')];
      const id = await ticketThatIs('OPEN', cast);
      await share(id, gone, stays);
      await cast.admin.do('mutation($input: DeactivateAgentInput!) { deactivateAgent(input: $input) { agent { id } } }', { input: { agentId: gone.id } });
      await eventually('one to be left', async () => (await seen(id, cast.admin)).participants?.length === 1);
      const { participants, events } = await seen(id, cast.admin);
      expect(participants).toEqual([{ id: stays.id }]);
      expect(events.nodes.at(-1)).toMatchObject({ actor: { id: cast.admin.id }, added: [], removed: [{ id: gone.id }] });
      expect(await test.server.platform.database.repository(TicketParticipant).countBy({ ticketId: id })).toBe(1);
    });

    it('are active staff, 20 at most', async () => {
      const { id } = await test.shop.ticket(cast.customer);
      const tooMany = Array.from({ length: 21 }, () => randomUUID());
      for (const agentIds of [[cast.customer.id], [cast.agent.id, randomUUID()], [''], tooMany]) {
        const refused = await cast.admin.fail(SHARE, { input: { ticketId: id, agentIds } });
        expect(refused.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.agentIds' }] });
      }
      expect((await seen(id, cast.admin)).participants).toEqual([]);
    });

    it('are chosen by admins alone', async () => {
      const id = await ticketThatIs('OPEN', cast);
      for (const who of [cast.customer, cast.agent, await test.shop.program(cast.admin, ['TICKETS_READ'])]) {
        expect(await code(who, SHARE, { input: { ticketId: id, agentIds: [cast.agent.id] } })).toBe('FORBIDDEN');
      }
      expect(await code(cast.admin, SHARE, { input: { ticketId: randomUUID(), agentIds: [] } })).toBe('NOT_FOUND');
    });

    it('stay both when two admins choose at once: the last one holds, in both places', async () => {
      const { id } = await test.shop.ticket(cast.customer);
      const [one, two, other] = [await test.shop.agent('One'), await test.shop.agent('Two'), await test.shop.agent('Other', 'ADMIN')];
      const choose = (by: Person, agent: Person): Promise<unknown> => by.do(SHARE, { input: { ticketId: id, agentIds: [agent.id] } });
      await Promise.all([choose(cast.admin, one), choose(other, two)]);
      const { database } = test.server.platform;
      const [row, ...more] = await database.repository(TicketParticipant).findBy({ ticketId: id });
      expect(more).toEqual([]);
      expect((await database.repository(Ticket).findOneByOrFail({ id })).participantIds).toEqual([row?.userId]);
    });
  });

  it('staff are told how far those have read who still see it, and its customer is not', async () => {
    const [expert, hari] = [await expertIn(topicIds[0]), await test.shop.agent('Hari')];
    const { id } = await test.shop.ticket(cast.customer, { topicId: topicIds[0] });
    await share(id, hari);
    for (const who of [expert, hari]) await who.do(READ, { input: { ticketId: id, seq: 1 } });
    const readersFor = async (by: Person): Promise<string[]> => {
      const feed = by.subscribe<{ ticketPresence: { reads: { person: { id: string } }[] } }>(PRESENCE, { id });
      const [first] = await feed.take(1);
      feed.stop();
      return (first?.ticketPresence.reads ?? []).map(({ person }) => person.id).filter((person) => person !== cast.admin.id).sort();
    };
    expect(await readersFor(cast.admin)).toEqual([expert.id, hari.id].sort());
    expect(await readersFor(cast.customer)).toEqual([]);
    await does(cast.admin, 'assign', id, cast.agent.id);
    expect(await readersFor(cast.admin)).toEqual([hari.id]);
    await Promise.all([cast.admin.cut(), cast.customer.cut()]);
  });
});

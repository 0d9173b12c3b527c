import { eventually, type Person } from '@ccr/testkit';
import { settled } from '../../testing/search-corpus';
import { startTestServer, type TestServer } from '../../testing/test-server';
import { EventRow } from '../../platform/events';
import { newId } from '../../platform/database';
import { Backfill } from './backfill';
import { KeepIndex } from './search.handler';
import { SearchIndex } from './search-index';
import { SearchPosting } from './search-posting.entity';
import { reindex } from './reindex';
import { SearchProgress } from './search-progress.entity';

const EDIT = 'mutation($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }';
const WEEK = 7 * 24 * 60 * 60 * 1_000;

describe('the search index', () => {
  let test: TestServer;
  let ann: Person;
  let gita: Person;

  const found = async (text: string, by: Person = ann): Promise<string[]> => {
    const query = 'query($text: String!) { searchTickets(text: $text, first: 50) { nodes { ticket { id } } } }';
    const { searchTickets } = await by.do<{ searchTickets: { nodes: { ticket: { id: string } }[] } }>(query, { text });
    return searchTickets.nodes.map(({ ticket }) => ticket.id);
  };
  const postings = (): Promise<SearchPosting[]> => test.server.platform.database.repository(SearchPosting).find();
  const asTold = async (): Promise<string[]> => (await postings()).map((row) => JSON.stringify(row)).sort();

  beforeAll(async () => {
    test = await startTestServer();
    [ann, gita] = [await test.shop.customer(), await test.shop.agent()];
  });
  afterAll(() => test.stop());

  it('forgets what was edited away', async () => {
    const { id } = await test.shop.ticket(ann, { subject: 'Unicorn lost', description: 'It has a saddle.' });
    await settled(test);
    expect(await found('unicorn saddle')).toEqual([id]);
    await ann.do(EDIT, { input: { ticketId: id, subject: 'Pegasus lost', description: 'It has reins.' } });
    await settled(test);
    expect(await found('unicorn')).toEqual([]);
    expect(await found('saddle')).toEqual([]);
    expect(await found('pegasus reins')).toEqual([id]);
  });

  it('is the same when it is told again, late, or by two at once', async () => {
    const { id } = await test.shop.assignedTicket(ann, gita);
    await test.shop.message(ann, id, 'Twice twice twice');
    await test.shop.message(gita, id, 'A note', 'NOTE');
    await settled(test);
    const before = await asTold();
    const { database } = test.server.platform;
    const handler = new KeepIndex(new SearchIndex(database));
    const events = await database.repository(EventRow).findBy({ streamId: id });
    for (const event of [...events].reverse()) await handler.handle(event);
    await Promise.all([...events, ...events].map((event) => handler.handle(event)));
    expect(await asTold()).toEqual(before);
  });

  it('holds a long text of many words, and one that is no text', async () => {
    const { id } = await test.shop.assignedTicket(ann, gita);
    const words = Array.from({ length: 2_500 }, (_, n) => `w${n}`).join(' ');
    await test.shop.message(ann, id, words);
    await test.shop.message(ann, id, 'x'.repeat(20_000));
    await settled(test);
    expect(await found('w1999 ')).toEqual([id]);
    expect(await found('w2499 ')).toEqual([]); // more than any text has
    expect(await found('x'.repeat(100))).toEqual([id]);
  });

  describe('takes in what was there before it', () => {
    const begin = async (): Promise<void> => {
      const { database } = test.server.platform;
      await database.unitOfWork(async () => {
        await database.manager.query('DELETE FROM search_postings');
        await reindex((sql) => database.manager.query(sql));
      });
    };
    const progress = (): Promise<SearchProgress[]> => test.server.platform.database.repository(SearchProgress).find();
    const isDone = async (): Promise<boolean> => (await progress()).every(({ done }) => done);

    beforeAll(async () => {
      const { id } = await test.shop.assignedTicket(ann, gita);
      for (let n = 0; n < 60; n++) await test.shop.message(n % 2 ? ann : gita, id, `Message ${n} about marzipan`, n % 10 ? 'REPLY' : n % 2 ? 'REPLY' : 'NOTE');
      await settled(test);
    });

    it('all of it, and then looks no more', async () => {
      const before = await asTold();
      await begin();
      expect(await found('marzipan')).toEqual([]);
      const { worker } = new Backfill(test.server.platform, new SearchIndex(test.server.platform.database));
      worker.start();
      await eventually('the end', isDone, 20_000);
      await worker.stop();
      expect(await asTold()).toEqual(before);
    });

    it('from where it was when the server was stopped, also when several do', async () => {
      const before = await asTold();
      await begin();
      const { platform } = test.server;
      const index = new SearchIndex(platform.database);
      const taken: string[] = [];
      const counting = Object.assign(new SearchIndex(platform.database), {
        message: async (id: string) => {
          taken.push(id);
          await index.message(id);
          if (taken.length === 10) void first.stop();
        },
      });
      const first = new Backfill(platform, counting).worker;
      first.start();
      await eventually('some of it', () => taken.length >= 10);
      await first.stop();
      expect(await progress()).toContainEqual({ kind: 'messages', after: taken.at(-1), done: false });
      const workers = [new Backfill(platform, counting).worker, new Backfill(platform, counting).worker];
      workers.forEach((worker) => worker.start());
      await eventually('the end', async () => { workers.forEach((worker) => worker.nudge()); return isDone(); }, 20_000);
      await Promise.all(workers.map((worker) => worker.stop()));
      expect(await asTold()).toEqual(before);
      expect(taken).toHaveLength(new Set(taken).size); // each once
    });

    it('in batches that are all or nothing', async () => {
      const { platform } = test.server;
      const before = await asTold();
      await begin();
      let left = 10;
      const failing = Object.assign(new SearchIndex(platform.database), {
        message: async (id: string) => {
          if (left-- === 0) throw new Error('planned');
          await new SearchIndex(platform.database).message(id);
        },
      });
      const worker = new Backfill(platform, failing).worker;
      worker.start();
      await eventually('the failure', () => left < 0);
      await worker.stop();
      expect(test.alarms.splice(0).join()).toContain('planned');
      expect((await progress()).find(({ kind }) => kind === 'messages')).toMatchObject({ after: '', done: false });
      expect((await postings()).filter(({ doc }) => doc > 1)).toEqual([]);
      const { worker: next } = new Backfill(platform, new SearchIndex(platform.database));
      next.start();
      await eventually('the end', isDone, 20_000);
      await next.stop();
      expect(await asTold()).toEqual(before);
    });
  });

  it('passes over what is not there', async () => {
    const index = new SearchIndex(test.server.platform.database);
    const before = await asTold();
    await index.ticket(newId());
    await index.message(newId());
    expect(await asTold()).toEqual(before);
  });

  it('keeps no name, and the words of who was erased as the conversation does', async () => {
    const wilhelmina = await test.shop.customer('Wilhelmina Brandtner');
    const { id } = await test.shop.ticket(wilhelmina, { subject: 'Gazebo collapsed' });
    await settled(test);
    await wilhelmina.do('mutation { deleteAccount(input: { password: "correct horse battery" }) { deletionDueAt } }');
    test.clock.pass(WEEK);
    test.server.workers.forEach((worker) => worker.nudge());
    const admin = await test.shop.firstAdmin(); // sessions from before are over
    const read = async (): Promise<{ ticket: { subject: string; customer: { name: string } } }> =>
      admin.do('query($id: ID!) { ticket(id: $id) { subject customer { name } } }', { id });
    await eventually('the erasure', async () => (await read()).ticket.customer.name === 'Deleted person');
    await settled(test);
    expect(await found('gazebo', admin)).toEqual([id]);
    expect((await postings()).filter(({ term }) => /wilhelmina|brandtner|example/.test(term))).toEqual([]);
  });
});

import { statementsDuring } from '../../testing/statement-counter';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { EventRow } from '../events';
import { ClientMutation } from '../idempotency';
import { newId } from './id';
import { type LookUp, LookUps } from './look-ups';

/** What JSON, SQL and their escapes could spoil on the way. */
const AWKWARD = '\u0001\t\n\r\\n "quoted" \'single\' \u2028 é € 🙂 \\u0041 </script> %s ? $1 null';

describe('look-ups', () => {
  let test: TestPlatform;
  let lookUps: LookUps;

  const mutation = (operation: string): ClientMutation =>
    Object.assign(new ClientMutation(), { viewerId: newId(), clientMutationId: newId(), operation, resultId: newId(), createdAt: new Date('2026-03-29T01:30:00.007Z') });
  const fact = (streamId: string, changes: Partial<EventRow> = {}): EventRow =>
    Object.assign(new EventRow(), {
      id: newId(), streamId, seq: 1, type: 'Spec', at: new Date('2026-10-25T00:59:59.999Z'), actorId: null, internal: false, data: {}, dueAt: null, leaseToken: null, attempts: 0,
      ...changes,
    });
  const inEvents = (column: string, values: string[], also = {}): LookUp => ({ entity: EventRow, column, values, also });
  const byId = (rows: object[]): object[] => rows.sort((a, b) => ((a as EventRow).id < (b as EventRow).id ? -1 : 1));

  beforeAll(async () => {
    test = await startTestPlatform();
  });
  beforeEach(() => {
    lookUps = new LookUps(test.database);
  });
  afterAll(() => test.stop());

  it('of several entities in one turn are one statement, and bring what a repository brings', async () => {
    const [stream, other] = [newId(), newId()];
    const rows = [
      fact(stream, { data: { words: AWKWARD, nothing: null, list: [1, 2.5, true] }, internal: true, actorId: newId() }),
      fact(stream, { seq: 2, type: AWKWARD.slice(0, 40), dueAt: new Date('2020-02-29T23:59:59.120Z') }),
      fact(other, { data: { ['a "key"']: '' } }),
    ];
    const mutations = [mutation('one'), mutation('two')];
    await test.database.unitOfWork(async () => {
      await test.database.manager.save([...rows, ...mutations]);
    });
    let found: object[][] = [];
    const statements = await statementsDuring(test.database, async () => {
      found = await Promise.all([
        lookUps.find(inEvents('streamId', [stream])),
        lookUps.find({ entity: ClientMutation, column: 'viewerId', values: mutations.map(({ viewerId }) => viewerId), also: { operation: 'two' } }),
        lookUps.find(inEvents('id', rows.map(({ id }) => id))),
        lookUps.find(inEvents('id', [newId()])),
      ]);
    });
    expect(statements).toHaveLength(1);
    const read = await test.database.repository(EventRow).find({ order: { id: 'ASC' } });
    expect(byId(found[2] ?? [])).toEqual(read.filter(({ streamId }) => [stream, other].includes(streamId)));
    expect(byId(found[0] ?? [])).toEqual(read.filter(({ streamId }) => streamId === stream));
    expect(found[1]).toEqual(await test.database.repository(ClientMutation).findBy({ operation: 'two' }));
    expect(found[3]).toEqual([]);
    expect(found[0]?.[0]).toBeInstanceOf(EventRow);
  });

  it('of another turn are another statement', async () => {
    const statements = await statementsDuring(test.database, async () => {
      await lookUps.find(inEvents('id', [newId()]));
      await lookUps.find(inEvents('id', [newId()]));
    });
    expect(statements).toHaveLength(2);
  });

  it('fail for all who asked, and work again afterwards', async () => {
    const asked = [lookUps.find(inEvents('id', [newId()])), lookUps.find(inEvents('noSuchColumn', ['x']))];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await lookUps.find(inEvents('id', [newId()]))).toEqual([]);
  });
});

import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { ClientMutation } from '../idempotency';
import { newId } from './id';

const PLANNED = new Error('planned');
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 4));

describe('the unit of work', () => {
  let test: TestPlatform;

  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.stop());

  const write = async (operation: string): Promise<void> => {
    const row = { viewerId: newId(), clientMutationId: newId(), operation, resultId: newId(), createdAt: new Date() };
    await test.database.manager.insert(ClientMutation, row);
  };
  const written = (operation: string): Promise<number> => test.database.repository(ClientMutation).countBy({ operation });

  it('keeps every acknowledged write and none of a failed unit, among 50 units and 50 plain writes at once', async () => {
    let dirtyReads = 0;
    const units = Array.from({ length: 50 }, (_, i) => {
      const fate = i % 2 ? 'doomed' : 'good';
      return test.database
        .unitOfWork(async () => {
          await write(fate);
          await pause();
          await write(fate);
          await pause();
          if (fate === 'doomed') throw PLANNED;
        })
        .then(() => fate);
    });
    const plain = Array.from({ length: 50 }, async () => {
      await pause();
      await write('plain');
    });
    const reads = Array.from({ length: 50 }, async () => {
      await pause();
      if ((await written('doomed')) > 0) dirtyReads++;
    });
    const outcomes = await Promise.allSettled(units);
    await Promise.all([...plain, ...reads]);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    expect(outcomes.filter((outcome) => outcome.status === 'rejected' && outcome.reason !== PLANNED)).toEqual([]);
    expect(await written('good')).toBe(50);
    expect(await written('doomed')).toBe(0);
    expect(await written('plain')).toBe(50);
    expect(dirtyReads).toBe(0);
  });

  it('joins a unit within a unit: both are kept or neither is', async () => {
    const outer = test.database.unitOfWork(async () => {
      await test.database.unitOfWork(() => write('inner'));
      throw PLANNED;
    });
    await expect(outer).rejects.toBe(PLANNED);
    expect(await written('inner')).toBe(0);
  });

  it('calls back after the commit, outside of the unit, and not at all after a failure', async () => {
    const seen: string[] = [];
    await test.database.unitOfWork(async () => {
      test.database.afterCommit(() => void seen.push(`committed, ${test.database.manager === test.database.source.manager}`));
      expect(seen).toEqual([]);
    });
    await test.database
      .unitOfWork(async () => {
        test.database.afterCommit(() => void seen.push('never'));
        throw PLANNED;
      })
      .catch(() => undefined);
    expect(seen).toEqual(['committed, true']);
  });

  it('calls back before the commit, as the last thing of the unit, which fails with it', async () => {
    const seen: string[] = [];
    await test.database.unitOfWork(async () => {
      await test.database.unitOfWork(() => test.database.beforeCommit(async () => void seen.push('last')));
      test.database.afterCommit(() => void seen.push('committed'));
      seen.push('work');
    });
    expect(seen).toEqual(['work', 'last', 'committed']);
    const doomed = test.database.unitOfWork(async () => {
      await test.database.beforeCommit(() => Promise.reject(PLANNED));
      await write('doomed at the end');
    });
    await expect(doomed).rejects.toBe(PLANNED);
    expect(await written('doomed at the end')).toBe(0);
    await test.database.beforeCommit(async () => void seen.push('at once'));
    expect(seen.at(-1)).toBe('at once');
  });

  it('refuses to lock a row outside of a unit', async () => {
    await expect(test.database.findAndLock(ClientMutation, {})).rejects.toThrow('inside a unit of work');
  });

  it('on the embedded database, says so at once when a statement bypasses the open unit', async () => {
    if (!test.database.isEmbedded) return;
    const bypass = test.database.unitOfWork(() => test.database.source.query('SELECT 1'));
    await expect(bypass).rejects.toThrow('bypasses');
  });

  it('on the embedded database, writes ahead, waits for the disk and keeps references whole', async () => {
    if (!test.database.isEmbedded) return;
    const pragma = async (name: string): Promise<unknown> => Object.values((await test.database.manager.query(`PRAGMA ${name}`))[0])[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2); // FULL
    expect(await pragma('foreign_keys')).toBe(1);
  });
});

import { pino } from 'pino';
import { newId } from '../database';
import { CatchUp, type Trail } from './catch-up';
import { LiveBus } from './live-bus';

const log = pino({ level: 'silent' });

describe('catching up with what other processes did', () => {
  let live: LiveBus;
  let woken: string[];
  let rows: string[];
  let fails: boolean;
  let asked: string[];
  let catchUp: CatchUp;

  const trail: Trail = {
    after: async (id, most) => {
      asked.push(id);
      if (fails) throw new Error('The database is away');
      const found = rows.filter((row) => row > id).slice(0, most);
      return found.map((row) => ({ id: row, notice: async () => ({ topics: ['topic'], id: `ticket of ${row}`, row }) }));
    },
  };
  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    live = new LiveBus(log);
    [woken, rows, asked, fails] = [[], [], [], false];
    live.listen(['topic'], (id) => void woken.push(id));
    catchUp = new CatchUp(live, [trail], log);
    catchUp.worker.start();
  });
  afterEach(async () => {
    await catchUp.worker.stop();
    jest.useRealTimers();
  });

  it('wakes for what it was not told of, once, within a second', async () => {
    rows.push(newId());
    await pass(1_000);
    await pass(5_000);
    expect(woken).toEqual([`ticket of ${rows[0]}`]);
  });

  it('does not wake for what was told already', async () => {
    rows.push(newId());
    live.publish('topic', 'told', rows[0]);
    await pass(3_000);
    expect(woken).toEqual(['told']);
  });

  it('finds what took 20 seconds from its beginning to its commit', async () => {
    const late = newId();
    await pass(20_000);
    rows.push(late);
    await pass(1_000);
    expect(woken).toEqual([`ticket of ${late}`]);
  });

  it('goes on where it stood when the database was away for minutes', async () => {
    await pass(1_000);
    fails = true;
    await pass(60_000);
    rows.push(newId());
    await pass(180_000);
    fails = false;
    await pass(1_000);
    expect(woken.filter((id) => id !== '')).toEqual([`ticket of ${rows[0]}`]);
  });

  it('has everybody read again what no row tells, every half minute', async () => {
    await pass(29_000);
    expect(woken).toEqual([]);
    await pass(3_000);
    expect(woken).toEqual(['']);
  });

  describe('when there is more than it reads at once', () => {
    const floods = async (seconds: number): Promise<void> => {
      for (let passed = 0; passed < seconds; passed += 5) {
        rows = Array.from({ length: 10_000 }, newId);
        await pass(5_000);
      }
    };
    const sweeps = (): number => woken.filter((id) => id === '').length;

    beforeEach(() => void jest.spyOn(live, 'joinedForMs', 'get').mockReturnValue(60_000));

    it('has everybody read again, once in half a minute, however long it goes on', async () => {
      await pass(40_000);
      await floods(80);
      expect(sweeps()).toBe(3);
    });

    it('has everybody read again also when that was too early by then', async () => {
      await pass(40_000);
      await floods(10);
      expect(sweeps()).toBe(1);
      rows = [];
      await pass(60_000);
      expect(sweeps()).toBe(2);
    });
  });
});

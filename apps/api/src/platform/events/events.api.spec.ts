import { pino } from 'pino';
import { eventually } from '@ccr/testkit';
import { Topic } from '../../modules/topics';
import { User } from '../../modules/accounts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform';
import { newId } from '../database';
import { Dispatcher, type EventHandler, EventLog, EventRow } from '.';

const log = pino({ level: 'silent' });
const FACT = { type: 'SomethingHappened', actorId: null };

/** A clock that stands still until it is told. */
class HandClock {
  private time = Date.now();
  now(): Date {
    return new Date(this.time);
  }
  forward(ms: number): void {
    this.time += ms;
  }
}

describe('events', () => {
  let test: TestPlatform;
  let clock: HandClock;
  let events: EventLog;

  beforeEach(async () => {
    test = await startTestPlatform();
    clock = new HandClock();
    events = new EventLog(test.database, clock);
  });
  afterEach(() => test.stop());

  const newStream = async (): Promise<User> => {
    const user = Object.assign(new User(), {
      id: newId(), name: 'Ann', email: `${newId()}@example.com`, mobile: null, role: 'CUSTOMER', passwordHash: '-', createdAt: clock.now(), lastSeq: 0,
    });
    await test.database.unitOfWork(() => events.begin(user, FACT));
    return user;
  };
  const recordAgain = (id: string): Promise<void> =>
    test.database.unitOfWork(async () => {
      const stream = await test.database.findAndLock(User, { id });
      if (stream) await events.record(stream, FACT);
    });
  const dispatcher = (...handlers: EventHandler[]): Dispatcher => new Dispatcher(test.database, events, clock, handlers, log);
  const waitingEvents = (): Promise<number> =>
    test.database.repository(EventRow).createQueryBuilder('event').where('event.dueAt IS NOT NULL').getCount();

  it('are numbered without a gap, in one row, though 40 are recorded at once and some units fail', async () => {
    const { id } = await newStream();
    const attempts = Array.from({ length: 40 }, (_, i) =>
      test.database.unitOfWork(async () => {
        await recordAgain(id);
        if (i % 4 === 0) throw new Error('planned');
      }),
    );
    await Promise.allSettled(attempts);
    const rows = await events.read(id, { limit: 100, includeInternal: true });
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
    expect((await test.database.repository(User).findOneByOrFail({ id })).lastSeq).toBe(31);
  });

  it('refuse to be recorded on a row that someone else changed since it was read', async () => {
    const stale = await newStream();
    await recordAgain(stale.id);
    await expect(test.database.unitOfWork(() => events.record(stale, FACT))).rejects.toThrow('changed by someone else');
  });

  it('are told, while they are recorded, with the row as it is and as it was', async () => {
    const seen: unknown[] = [];
    events.alongside(async (stream, event, before) => {
      const names = [before, stream].map((row) => (row instanceof User ? `${row.name} ${row.lastSeq}` : null));
      seen.push([event.seq, ...names]);
    });
    const user = await newStream();
    await test.database.unitOfWork(() => events.record(user, FACT, { name: 'Ann Rao' }));
    expect(seen).toEqual([[1, null, 'Ann 1'], [2, 'Ann 1', 'Ann Rao 2']]);
  });

  it('vanish with the rows they tell about when the unit fails', async () => {
    const topic = { id: newId(), name: 'Doomed', createdAt: clock.now() };
    const { id } = await newStream();
    const unit = test.database.unitOfWork(async () => {
      await test.database.manager.insert(Topic, topic);
      await recordAgain(id);
      throw new Error('planned');
    });
    await expect(unit).rejects.toThrow('planned');
    expect(await test.database.repository(Topic).existsBy({ id: topic.id })).toBe(false);
    expect(await events.read(id, { limit: 10, includeInternal: true })).toHaveLength(1);
  });

  it('reach every handler after the commit, without waiting for a sweep', async () => {
    const told: string[] = [];
    const worker = dispatcher(
      { name: 'first', handle: async (event) => void told.push(`first ${event.seq}`) },
      { name: 'second', handle: async (event) => void told.push(`second ${event.seq}`) },
    );
    worker.start();
    const { id } = await newStream();
    await eventually('the first event', () => told.length === 2, 1_000);
    await recordAgain(id);
    await eventually('the second event', () => told.length === 4, 1_000);
    await worker.stop();
    expect(told).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
    expect(await waitingEvents()).toBe(0);
  });

  it('are told again, after a pause, to a handler that fails, until it works', async () => {
    const outcomes: string[] = [];
    const worker = dispatcher({
      name: 'flaky',
      handle: async () => {
        outcomes.push(outcomes.length < 2 ? 'failed' : 'told');
        if (outcomes.at(-1) === 'failed') throw new Error('planned');
      },
    });
    worker.start();
    const { id } = await newStream();
    const attempts = async (): Promise<number | undefined> =>
      (await test.database.repository(EventRow).findOneBy({ streamId: id, seq: 1 }))?.attempts;
    for (const done of [1, 2]) {
      await eventually(`failure ${done}`, async () => outcomes.length === done && (await attempts()) === done);
      clock.forward(10_000); // the next sweep takes it up
    }
    await eventually('success', async () => outcomes.length === 3 && (await waitingEvents()) === 0);
    await worker.stop();
    expect(outcomes).toEqual(['failed', 'failed', 'told']);
  });

  it('are told by another worker when the one that took them has died', async () => {
    await newStream();
    const dead = dispatcher({ name: 'hangs', handle: () => new Promise(() => undefined) });
    dead.start();
    await eventually('the lease', () => test.database.repository(EventRow).existsBy({ attempts: 1 }));

    let told = 0;
    const alive = dispatcher({ name: 'works', handle: async () => void told++ });
    alive.start();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(told).toBe(0); // the lease still runs
    clock.forward(16_000);
    await eventually('the event', () => told === 1, 5_000);
    await alive.stop();
    void dead.stop(); // it never ends, but it takes nothing more
    expect(told).toBe(1);
  });

  it('are all told before the dispatcher has stopped, also those that came last', async () => {
    const told: string[] = [];
    const worker = dispatcher({ name: 'counts', handle: async (event) => void told.push(event.id) });
    worker.start();
    await newStream();
    const stopping = worker.stop();
    await newStream();
    await stopping;
    expect(told).toHaveLength(2);
    expect(await waitingEvents()).toBe(0);
  });

  it('are told once each when two workers share the work', async () => {
    const told: string[] = [];
    const handler: EventHandler = { name: 'counts', handle: async (event) => void told.push(event.id) };
    const workers = [dispatcher(handler), dispatcher(handler)];
    const streams = await Promise.all(Array.from({ length: 30 }, newStream));
    workers.forEach((worker) => worker.start());
    await eventually('all of them', () => told.length >= streams.length);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(new Set(told).size).toBe(30);
    expect(told).toHaveLength(30);
  });
});

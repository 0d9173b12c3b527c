import { type EntityTarget, In, LessThanOrEqual, type FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import type { Clock } from '../clock';
import { type Database, newId } from '../database';
import type { LeasedRow } from './leased-row';

/** Rows taken together, and the token that proves they are still ours. */
export interface Batch<T> {
  readonly token: string;
  readonly rows: readonly T[];
  /** The ids of those that somebody took before and never said anything of again: what they did with them is not known. */
  readonly abandoned: ReadonlySet<string>;
}

const BATCH = 50;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60 * 60 * 1_000;

/**
 * A table as a queue: take rows for a while, then say done or try again. A worker that dies keeps its rows only until
 * the lease runs out. Works by conditional UPDATE alone, so it needs nothing special of the database.
 */
export class LeasedQueue<T extends LeasedRow> {
  constructor(
    private readonly database: Database,
    private readonly entity: EntityTarget<T>,
    private readonly clock: Clock,
    /** Longer than a worker takes for a batch. */
    private readonly leaseMs: number,
    /** Which rows of the table are meant; all of them without it. */
    private readonly only: FindOptionsWhere<T> = {},
  ) {}

  /** Takes up to 50 rows that are due, or fewer when the caller wants no more, oldest due first. */
  async claim(most = BATCH): Promise<Batch<T>> {
    const token = newId();
    const due = { ...this.only, dueAt: LessThanOrEqual(this.clock.now()) };
    const candidates = await this.database
      .repository(this.entity)
      .find({ select: { id: true, leaseToken: true }, where: due, order: { dueAt: 'ASC', id: 'ASC' }, take: most } as object);
    if (candidates.length === 0) return { token, rows: [], abandoned: new Set() };
    const ids = candidates.map((row) => row.id);
    const abandoned = new Set(candidates.filter((row) => row.leaseToken !== null).map((row) => row.id));
    return this.database.unitOfWork(async () => {
      const repository = this.database.repository(this.entity);
      await repository
        .createQueryBuilder()
        .update()
        .set({
          leaseToken: token,
          dueAt: new Date(this.clock.now().getTime() + this.leaseMs),
          attempts: () => 'attempts + 1',
        } as unknown as QueryDeepPartialEntity<T>)
        .where({ id: In(ids), ...due })
        .execute();
      const mine = { id: In(ids), leaseToken: token } as unknown as FindOptionsWhere<T>;
      const rows = await repository.find({ where: mine, order: { id: 'ASC' } } as object);
      return { token, rows, abandoned };
    });
  }

  /** Marks rows as done, and says of how many. A row whose lease has run out meanwhile is left to whoever took it. */
  complete(batch: Batch<T>, ids: readonly string[], changes: object = {}): Promise<number> {
    return this.settle(batch, ids, { dueAt: null, ...changes });
  }

  /** Gives a row back, to be taken again from `dueAt` on. */
  async postpone(batch: Batch<T>, row: T, dueAt: Date, changes: object = {}): Promise<void> {
    await this.settle(batch, [row.id], { dueAt, ...changes });
  }

  /** Gives a row back, to be taken again after a wait that doubles with each attempt, with jitter, up to an hour. */
  async retry(batch: Batch<T>, row: T, changes: object = {}, minimumWaitMs = 0): Promise<void> {
    const backoff = Math.min(FIRST_RETRY_MS * 2 ** (row.attempts - 1), LAST_RETRY_MS) * (0.5 + Math.random() / 2);
    const dueAt = new Date(this.clock.now().getTime() + Math.max(backoff, minimumWaitMs));
    await this.postpone(batch, row, dueAt, changes);
  }

  private async settle(batch: Batch<T>, ids: readonly string[], changes: object): Promise<number> {
    if (ids.length === 0) return 0;
    const where = { id: In([...ids]), leaseToken: batch.token } as unknown as FindOptionsWhere<T>;
    const values = { leaseToken: null, ...changes } as unknown as QueryDeepPartialEntity<T>;
    const { affected } = await this.database.unitOfWork(() => this.database.repository(this.entity).update(where, values));
    return affected ?? 0;
  }
}

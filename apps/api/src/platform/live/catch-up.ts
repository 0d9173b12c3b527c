import type { Logger } from 'pino';
import { type EntityTarget, type FindOptionsSelect, type FindOptionsWhere, MoreThan, type ObjectLiteral } from 'typeorm';
import type { Database } from '../database';
import { Worker } from '../queue';
import type { LiveBus, Notice } from './live-bus';

/** How often it looks while the others can't be heard, and just after; and when they can. */
const AWAY_MS = 1_000;
const JOINED_MS = 5_000;
/** The others may come back to Redis later than this process. */
const SETTLES_MS = 10_000;
/** A row is written before it can be read, by processes whose clocks differ: each look begins so long before the last. */
const OVERLAP_MS = 30_000;
/**
 * How often everybody reads again at the most: when there was more than is looked through, and while the others can't be
 * heard for what no row tells, such as who has read what.
 */
const SWEEP_MS = 30_000;
const PAGE = 1_000;
const MOST_PAGES = 10;

/** The least id that is made at that time (UUIDv7, RFC 9562). */
const idAt = (ms: number): string => {
  const hex = Math.max(ms, 0).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

/** Rows that say what the live bus tells as well, and whose ids sort by time. */
export interface Trail {
  /** Up to so many rows after the id, in order. */
  after(id: string, most: number): Promise<readonly { readonly id: string; readonly notice: () => Promise<Notice> }[]>;
}

/** The rows of an entity as a trail; `notice` says what is told of one. */
export const trailOf = <T extends ObjectLiteral & { id: string }>(
  database: Database,
  entity: EntityTarget<T>,
  { select, where }: { select: FindOptionsSelect<T>; where?: FindOptionsWhere<T> },
  notice: (row: T) => Promise<Omit<Notice, 'row'>>,
): Trail => ({
  after: async (id, take) => {
    const rows = await database.repository(entity).find({ select, where: { ...where, id: MoreThan(id) }, order: { id: 'ASC' }, take } as object);
    return rows.map((row) => ({ id: row.id, notice: async () => ({ ...(await notice(row)), row: row.id }) }));
  },
});

/**
 * Makes up for what other processes have told and did not arrive here. Redis brings it at once; the rows in the database
 * make it certain: each second while Redis is away, and every few seconds otherwise, because another process may have
 * lost its way to Redis and this one not.
 */
export class CatchUp {
  readonly worker: Worker;
  private from = Date.now();
  private sweptAt = Date.now();
  /** Whether there was more than it looked through, and nobody has read again since. */
  private isBehind = false;

  constructor(
    private readonly live: LiveBus,
    private readonly trails: readonly Trail[],
    log: Logger,
  ) {
    this.worker = new Worker('catch up', () => this.round(), log, AWAY_MS);
  }

  private async round(): Promise<boolean> {
    const now = Date.now();
    const joinedFor = this.live.joinedForMs;
    if (joinedFor !== null && joinedFor > SETTLES_MS && now - this.from < JOINED_MS) return false;
    const start = idAt(this.from - OVERLAP_MS);
    const isComplete = await Promise.all(this.trails.map((trail) => this.follow(trail, start)));
    this.isBehind ||= isComplete.includes(false);
    if ((this.isBehind || joinedFor === null) && now - this.sweptAt > SWEEP_MS) {
      this.live.wakeAll();
      [this.sweptAt, this.isBehind] = [now, false];
    }
    this.from = now;
    return false;
  }

  /** Resolves to whether it came to the end. */
  private async follow(trail: Trail, start: string): Promise<boolean> {
    let last = start;
    for (let page = 0; page < MOST_PAGES; page++) {
      const rows = await trail.after(last, PAGE);
      for (const row of rows) {
        if (!this.live.hasTold(row.id)) this.live.tell(await row.notice());
      }
      if (rows.length < PAGE) return true;
      last = rows.at(-1)?.id ?? last;
    }
    return false;
  }
}

import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { UserError } from '../errors';
import type { Database } from './database';
import { createDataSource, type DatabaseShape } from './data-source';

const PROBE_MS = 1_000;
/** A replica that is further behind than this is not asked. */
const MOST_LAG_MS = 5_000;
/** So long after somebody began to write they read from the primary: longer than a request takes and a replica lags. */
const OWN_WRITES_MS = 20_000;

const wroteKey = (personId: string): string => `ccr:wrote:${personId}`;

/** What a replica that can't be asked any more answers to all it was asked. */
class ReplicaGone extends Error {}

/** One copy, and whether it can be asked. */
class Replica {
  private source: DataSource | null = null;
  private connecting: Promise<DataSource> | null = null;
  private readonly waiting = new Set<(reason: ReplicaGone) => void>();
  isUsable = false;

  constructor(
    private readonly url: string,
    private readonly shape: DatabaseShape,
    private readonly opened: (source: DataSource) => void,
  ) {}

  /** What it answers to the statement. Connects first when it has not. */
  async ask(sql: string): Promise<unknown> {
    this.connecting ??= this.connect();
    return (await this.connecting).query(sql);
  }

  /** Resolves as the work does; rejects when it can't be asked any more meanwhile. */
  async run<T>(database: Database, work: () => Promise<T>): Promise<T> {
    const { source, waiting } = this;
    if (!source) throw new ReplicaGone();
    let give!: (reason: ReplicaGone) => void;
    const gone = new Promise<never>((_resolve, reject) => waiting.add((give = reject)));
    try {
      return await Promise.race([database.reading(source.manager, work), gone]);
    } finally {
      waiting.delete(give);
    }
  }

  takeOut(): void {
    this.isUsable = false;
    for (const give of this.waiting) give(new ReplicaGone());
  }

  async close(): Promise<void> {
    const source = await this.connecting?.catch(() => null);
    await source?.destroy();
  }

  private async connect(): Promise<DataSource> {
    try {
      const source = await createDataSource({ kind: 'mysql', url: this.url }, this.shape);
      this.source = await source.initialize();
      this.opened(source);
      return source;
    } catch (error) {
      this.connecting = null;
      throw error;
    }
  }
}

interface Parts {
  readonly database: Database;
  readonly redis: Redis | null;
  readonly log: Logger;
  /** A table to which rows are added all the time, whose ids sort by time. How far a replica has it tells how far it lags. */
  readonly pulse: string;
  /** Called with each copy that was connected to, before anything is read from it. */
  readonly opened?: (source: DataSource) => void;
}

/**
 * Copies of the database that follow it, for reads that may be some seconds old: none that decides what somebody may do,
 * and none that is followed live. Who has just written reads from the primary, whichever process they ask, so far as the
 * process that wrote could tell Redis; so does everybody while no copy is usable, or Redis does not answer the one that reads.
 */
export class Replicas {
  private readonly all: readonly Replica[];
  /** What the primary's newest row was, and when; the newest last. */
  private pulses: { readonly id: string; readonly at: number }[] = [];
  private readonly wroteAt = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private probing: Promise<void> | null = null;
  private turn = 0;

  constructor(
    urls: readonly string[],
    shape: DatabaseShape,
    private readonly parts: Parts,
  ) {
    this.all = urls.map((url) => new Replica(url, shape, parts.opened ?? (() => undefined)));
  }

  /** Begins to look which of them can be asked. */
  start(): void {
    if (this.all.length === 0) return;
    this.timer = setInterval(() => this.probe(), PROBE_MS).unref();
    this.probe();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.probing;
    await Promise.all(this.all.map((replica) => replica.close()));
  }

  /** How many can be asked now. */
  get usable(): number {
    return this.all.filter(({ isUsable }) => isUsable).length;
  }

  /** Says that the person writes: until a little later, what they read is read from the primary. */
  async writes(personId: string): Promise<void> {
    if (this.all.length === 0) return;
    this.wroteAt.set(personId, Date.now());
    // While it does not answer, no other process that asks it reads from a replica. One that still reaches it when this one
    // alone does not is not told: there the person reads what is as old as a replica may be.
    await this.parts.redis?.set(wroteKey(personId), '1', 'PX', OWN_WRITES_MS).catch(() => undefined);
  }

  /** Runs work that only reads, on a replica where that is as good for this person. It may run a second time, on the primary. */
  async read<T>(personId: string, work: () => Promise<T>): Promise<T> {
    const replica = this.usable > 0 && !(await this.mayHaveWritten(personId)) ? this.next() : undefined;
    if (!replica) return work();
    try {
      return await replica.run(this.parts.database, work);
    } catch (error) {
      if (error instanceof UserError) throw error;
      this.parts.log.warn({ err: error }, 'A replica of the database did not answer; the primary is asked');
      return work();
    }
  }

  private next(): Replica | undefined {
    const usable = this.all.filter(({ isUsable }) => isUsable);
    return usable[this.turn++ % usable.length];
  }

  private async mayHaveWritten(personId: string): Promise<boolean> {
    if (Date.now() - (this.wroteAt.get(personId) ?? -Infinity) < OWN_WRITES_MS) return true;
    if (!this.parts.redis) return false;
    return this.parts.redis.exists(wroteKey(personId)).then(
      (count) => count > 0,
      () => true,
    );
  }

  private probe(): void {
    this.probing ??= this.lookAtAll()
      .catch(() => this.all.forEach((replica) => replica.takeOut())) // the primary is away: how far they lag is not known
      .finally(() => (this.probing = null));
  }

  private async lookAtAll(): Promise<void> {
    const now = Date.now();
    for (const [personId, at] of this.wroteAt) if (now - at > OWN_WRITES_MS) this.wroteAt.delete(personId);
    const newest = newestOf(await this.parts.database.source.query(this.newestRow));
    this.pulses = [...this.pulses.filter(({ at }) => now - at <= 2 * MOST_LAG_MS), { id: newest, at: now }];
    await Promise.all(this.all.map((replica) => this.look(replica)));
  }

  private async look(replica: Replica): Promise<void> {
    const isUsable = await within(PROBE_MS, replica.ask(this.newestRow)).then(
      (rows) => this.lagOf(newestOf(rows)) <= MOST_LAG_MS,
      () => false,
    );
    if (isUsable !== replica.isUsable) this.parts.log.info({ usable: isUsable }, 'A replica of the database has changed');
    if (isUsable) replica.isUsable = true;
    else replica.takeOut();
  }

  /** How long ago the primary was as the replica is now. */
  private lagOf(newest: string): number {
    const reached = this.pulses.filter(({ id }) => id <= newest).at(-1);
    return reached ? Date.now() - reached.at : Infinity;
  }

  private get newestRow(): string {
    return `SELECT MAX(id) AS id FROM ${this.parts.pulse}`;
  }
}

const newestOf = (rows: unknown): string => (rows as { id: string | null }[])[0]?.id ?? '';

/** Rejects when it takes longer. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => (timer = setTimeout(() => reject(new ReplicaGone()), ms)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

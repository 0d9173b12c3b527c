import { LessThan, MoreThan, type QueryDeepPartialEntity } from 'typeorm';
import type { Clock } from '../clock';
import { type Database, newId } from '../database';
import { OperationalError } from '../errors';
import { waiting } from '../queue';
import { EventRow } from './event.entity';

/** Something that things happen to: a row that counts its events. */
export interface Stream {
  id: string;
  lastSeq: number;
}

/** A fact to be recorded. */
export interface Fact {
  readonly type: string;
  readonly actorId: string | null;
  readonly internal?: boolean;
  readonly data?: Record<string, unknown>;
}

/** Which part of a stream to read: at most `limit` events after, or before, a seq. */
export interface Stretch {
  readonly after?: number;
  readonly before?: number;
  readonly limit: number;
  readonly includeInternal: boolean;
}

/**
 * Writes rows that must be true whenever the event is there, in the unit of work that records it. `before` is the
 * stream's row as it was; null when the event began it.
 */
export type Recorder = (stream: Stream, event: EventRow, before: Stream | null) => Promise<void>;

/** Records facts and reads them back in order. */
export class EventLog {
  private readonly recorders: Recorder[] = [];
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes the stream's row and appends the fact about it, in the caller's unit of work. The row's `lastSeq` is the
   * next number and the guard at once: should someone else have changed the row since it was read, nothing happens and
   * this throws.
   */
  async record<T extends Stream>(stream: T, fact: Fact, changes: Partial<T> = {}): Promise<EventRow> {
    const seq = stream.lastSeq + 1;
    const before = Object.assign(Object.create(Object.getPrototypeOf(stream) as object) as T, stream);
    const updated = await this.database.manager.update(
      stream.constructor,
      { id: stream.id, lastSeq: stream.lastSeq },
      { ...changes, lastSeq: seq } as QueryDeepPartialEntity<object>,
    );
    if (updated.affected !== 1) throw new OperationalError(`Stream ${stream.id} was changed by someone else meanwhile`);
    Object.assign(stream, changes, { lastSeq: seq });
    return this.append(stream, fact, before);
  }

  /** Adds a new stream's row together with its first fact. */
  async begin<T extends Stream>(stream: T, fact: Fact): Promise<EventRow> {
    stream.lastSeq = 1;
    await this.database.manager.insert(stream.constructor, stream);
    return this.append(stream, fact, null);
  }

  /** Events of one stream, oldest first. */
  async read(streamId: string, { after, before, limit, includeInternal }: Stretch): Promise<EventRow[]> {
    const backward = before !== undefined;
    const rows = await this.database.repository(EventRow).find({
      where: {
        streamId,
        ...(after === undefined ? {} : { seq: MoreThan(after) }),
        ...(before === undefined ? {} : { seq: LessThan(before) }),
        ...(includeInternal ? {} : { internal: false }),
      },
      order: { seq: backward ? 'DESC' : 'ASC' },
      take: limit,
    });
    return backward ? rows.reverse() : rows;
  }

  /** Whether something of that type happened to the stream after `seq`. */
  has(streamId: string, type: string, after: number): Promise<boolean> {
    return this.database.repository(EventRow).existsBy({ streamId, type, seq: MoreThan(after) });
  }

  /** Has `recorder` write along with each event from now on. */
  alongside(recorder: Recorder): void {
    this.recorders.push(recorder);
  }

  /** Calls back after each commit that recorded something. */
  onRecorded(listener: () => void): void {
    this.listeners.push(listener);
  }

  private async append(stream: Stream, fact: Fact, before: Stream | null): Promise<EventRow> {
    const now = this.clock.now();
    const event = Object.assign(new EventRow(), {
      id: newId(),
      streamId: stream.id,
      seq: stream.lastSeq,
      type: fact.type,
      at: now,
      actorId: fact.actorId,
      internal: fact.internal ?? false,
      data: fact.data ?? {},
      ...waiting(now),
    });
    await this.database.manager.insert(EventRow, event as QueryDeepPartialEntity<EventRow>);
    for (const recorder of this.recorders) await recorder(stream, event, before);
    this.database.afterCommit(() => this.listeners.forEach((listener) => listener()));
    return event;
  }
}

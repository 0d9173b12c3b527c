import type { Logger } from 'pino';
import type { LiveBus } from './live-bus';

/** How a feed gets its items. */
export interface FeedSource<T> {
  readonly topics: readonly string[];
  /**
   * Reads what is there now. `woken` holds the ids published since the last call that worked; it is empty on the first.
   * When it fails it is called again in a second, so it must not have moved on by then.
   */
  pull(woken: ReadonlySet<string>): Promise<Pull<T>>;
  /** Called once, when nobody follows any more. */
  ended?(): void;
}

/** What one read brought. `more` asks to be called again without waiting; `end` ends the feed after these items. */
interface Pull<T> {
  readonly items: readonly T[];
  readonly more?: boolean;
  readonly end?: boolean;
}

const RETRY_MS = 1_000;

/**
 * A subscription's stream: listens first, then reads, then reads again whenever it is woken. Changes that come while
 * it is busy are gathered, so a slow reader costs one read, not a queue. Written by hand because an async generator
 * that waits for its next item would not notice that its subscriber has gone.
 */
export class LiveFeed<T> implements AsyncIterableIterator<T> {
  private readonly stopListening: () => void;
  private woken = new Set<string>();
  private dirty = true;
  private ending = false;
  private closed = false;
  private items: T[] = [];
  private wake: () => void = () => undefined;

  constructor(
    bus: LiveBus,
    private readonly source: FeedSource<T>,
    private readonly log: Logger,
  ) {
    this.stopListening = bus.listen(source.topics, (id) => {
      this.woken.add(id);
      this.dirty = true;
      this.wake();
    });
  }

  async next(): Promise<IteratorResult<T>> {
    while (!this.closed) {
      const item = this.items.shift();
      if (item !== undefined) return { done: false, value: item };
      if (this.ending) await this.return();
      else if (this.dirty) await this.read();
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<T>> {
    if (!this.closed) this.source.ended?.();
    this.closed = true;
    this.stopListening();
    this.wake();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private async read(): Promise<void> {
    const woken = this.woken;
    this.woken = new Set();
    this.dirty = false;
    try {
      const { items, more, end } = await this.source.pull(woken);
      this.items.push(...items);
      this.dirty ||= Boolean(more);
      this.ending = Boolean(end);
    } catch (error) {
      this.log.warn({ err: error }, 'A live feed could not read; it tries again');
      woken.forEach((id) => this.woken.add(id));
      await this.pause();
      this.dirty = true;
    }
  }

  /** Waits before the next try, or until the subscriber has gone. */
  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS);
      this.wake = () => {
        if (!this.closed) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

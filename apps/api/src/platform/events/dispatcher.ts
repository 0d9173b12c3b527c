import type { Logger } from 'pino';
import type { Clock } from '../clock';
import { type Database, isRetryable } from '../database';
import { type Batch, LeasedQueue, Worker } from '../queue';
import { EventRow } from './event.entity';
import type { EventLog } from './event-log';

const LEASE_MS = 15_000;
/** How long one that stops goes on telling: beside other processes, there may be new events without end. */
const LAST_ROUNDS_MS = 5_000;

/**
 * Reacts to facts after they are committed. It may be told of the same event again (after a crash, or when another
 * handler failed), so telling it twice must do no more than telling it once.
 */
export interface EventHandler {
  readonly name: string;
  handle(event: EventRow): Promise<void>;
}

/** Tells every handler of every event, at least once, soon after the commit, whatever crashes in between. */
export class Dispatcher {
  private readonly queue: LeasedQueue<EventRow>;
  private readonly worker: Worker;

  constructor(
    database: Database,
    events: EventLog,
    clock: Clock,
    private readonly handlers: readonly EventHandler[],
    private readonly log: Logger,
  ) {
    this.queue = new LeasedQueue(database, EventRow, clock, LEASE_MS);
    this.worker = new Worker('dispatcher', () => this.round(), log);
    events.onRecorded(() => this.worker.nudge());
  }

  start(): void {
    this.worker.start();
  }

  /** Resolves when everything that is due has been told, or after five seconds: the rest waits for another process, or the next start. */
  async stop(): Promise<void> {
    await this.worker.stop();
    const end = performance.now() + LAST_ROUNDS_MS;
    while (performance.now() < end && (await this.round()));
  }

  private async round(): Promise<boolean> {
    const batch = await this.queue.claim();
    const done: string[] = [];
    for (const event of batch.rows) {
      if (await this.tell(batch, event)) done.push(event.id);
    }
    await this.queue.complete(batch, done);
    return batch.rows.length > 0;
  }

  private async tell(batch: Batch<EventRow>, event: EventRow): Promise<boolean> {
    for (const handler of this.handlers) {
      try {
        await handler.handle(event);
      } catch (error) {
        // It is told again either way; who only met others on its rows needs nobody to look at it.
        this.log[isRetryable(error) ? 'warn' : 'error']({ err: error, handler: handler.name, eventId: event.id, type: event.type }, 'A handler failed');
        await this.queue.retry(batch, event);
        return false;
      }
    }
    return true;
  }
}

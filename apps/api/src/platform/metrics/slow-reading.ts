import type { Logger } from 'pino';

const GOOD_FOR_MS = 15_000;
/** Prometheus gives up after ten seconds by default, and then has none of the numbers. */
const LONGEST_MS = 3_000;

/** What takes a look at the database: kept for a while, and never waited for too long. */
export class SlowReading<T = unknown> {
  private result: T | null = null;
  private asked = -Infinity;
  private running: Promise<void> | null = null;

  constructor(
    private readonly read: () => Promise<T>,
    private readonly log: Logger,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** What was found last; null when nothing was, or when the look at it failed. */
  get last(): T | null {
    return this.result;
  }

  /** Reads anew when it is time. Resolves when that is done or takes too long; it never fails. */
  async renew(): Promise<void> {
    if (!this.running && this.now() - this.asked >= GOOD_FOR_MS) this.running = this.look().finally(() => (this.running = null));
    if (!this.running) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), LONGEST_MS)));
    const end = await Promise.race([this.running, late]);
    clearTimeout(timer);
    if (end === 'late') this.result = null; // old numbers would look as if all were well
  }

  private async look(): Promise<void> {
    this.asked = this.now();
    try {
      this.result = await this.read();
    } catch (error) {
      this.result = null;
      this.log.warn({ err: error }, 'Numbers for those who watch could not be read');
    }
  }
}

import type { Logger } from 'pino';
import { outsideOfRequests } from '../logging';

const SWEEP_MS = 2_000;

/**
 * Works off a queue: at once when nudged, and by a sweep in case a nudge was lost (another process wrote the row, or
 * this one was restarted). One round at a time.
 */
export class Worker {
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = true;
  private timer: NodeJS.Timeout | undefined;

  /** `round` does what is due and resolves to whether there may be more right now. */
  constructor(
    private readonly name: string,
    private readonly round: () => Promise<boolean>,
    private readonly log: Logger,
    private readonly sweepMs = SWEEP_MS,
  ) {}

  start(): void {
    this.stopped = false;
    this.timer = setInterval(() => this.nudge(), this.sweepMs);
    this.nudge();
  }

  /** Something is due now. */
  nudge(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= outsideOfRequests(() => this.loop()).finally(() => {
      this.running = null;
      if (this.again) this.nudge(); // nudged between the loop's last look and now
    });
  }

  /** Resolves when the round under way is finished; nothing is begun after it. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async loop(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        if (await this.round()) this.again = true;
      } catch (error) {
        // The next sweep tries again: the rows are still there.
        this.log.error({ err: error, worker: this.name }, 'A round of work failed');
      }
    }
  }
}

import type { Clock } from '../platform/clock';

/** Shows the time at which something happened that is told now; never one that is still to come. */
export class HistoryClock implements Clock {
  private at: Date | null = null;

  constructor(private readonly real: Clock) {}

  now(): Date {
    return this.at ?? this.real.now();
  }

  set(at: Date): void {
    const now = this.real.now();
    this.at = at < now ? at : now;
  }

  /** It is now again, which is given back. */
  goOn(): Date {
    this.at = null;
    return this.now();
  }
}

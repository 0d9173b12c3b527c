import type { Clock } from '../platform/clock';

/** The time, put forward as a spec needs it. */
export class TestClock implements Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  /** Lets that much time pass at once. */
  pass(ms: number): void {
    this.aheadMs += ms;
  }
}

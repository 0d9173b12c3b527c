import type { Clock } from '../platform/clock';

const MINUTE_MS = 60_000;

/** Runs like any clock, but can be put back, so that the demo shop has a past. */
export class DemoClock implements Clock {
  private behindMs = 0;

  now(): Date {
    return new Date(Date.now() - this.behindMs);
  }

  /** From now on it is so many minutes ago. */
  putBack(minutes: number): void {
    this.behindMs = minutes * MINUTE_MS;
  }

  /** Minutes pass. The clock never runs ahead of the real one. */
  pass(minutes: number): void {
    this.behindMs = Math.max(0, this.behindMs - minutes * MINUTE_MS);
  }
}

import type { Clock } from '../platform/clock';

/** A clock that stands still until a spec sets it forward. */
export class HandClock implements Clock {
  private time = Date.parse('2026-01-01T12:00:00.000Z');

  readonly now = (): Date => new Date(this.time);

  forward(ms: number): void {
    this.time += ms;
  }
}

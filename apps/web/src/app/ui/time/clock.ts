import { Injectable, signal } from '@angular/core';

const TICK = 20_000;

/** One clock for every "2 min ago" on the screen. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly time = signal(Date.now());

  readonly now = this.time.asReadonly();

  constructor() {
    setInterval(() => this.time.set(Date.now()), TICK);
  }
}

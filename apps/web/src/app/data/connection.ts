import { DOCUMENT, Injectable, computed, effect, inject, signal } from '@angular/core';
import { fromEvent } from 'rxjs';

/** What the banner says about the connection: nothing while it is fine. */
export type ConnectionState = 'fine' | 'reconnecting' | 'offline' | 'back';

const SAY_RECONNECTING_AFTER = 2_000;
const SAY_OFFLINE_AFTER = 10_000;
const SAY_BACK_FOR = 2_000;

/** Watches the live connection and the browser's own network state, and words them with some patience. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly socketLost = signal(false);
  private readonly browserOnline = signal(this.window?.navigator.onLine ?? true);
  private readonly shown = signal<ConnectionState>('fine');
  private readonly lost = computed(() => this.socketLost() || !this.browserOnline());

  readonly state = this.shown.asReadonly();

  constructor() {
    if (this.window) {
      fromEvent(this.window, 'online').subscribe(() => this.browserOnline.set(true));
      fromEvent(this.window, 'offline').subscribe(() => this.browserOnline.set(false));
    }
    effect((onCleanup) => {
      const timers = this.lost() ? this.announceLoss(this.browserOnline()) : this.announceReturn();
      onCleanup(() => timers.forEach(clearTimeout));
    });
  }

  /** The socket is gone although someone is listening. */
  socketClosed(): void {
    this.socketLost.set(true);
  }

  /** The socket is there, or nobody needs it. */
  socketFine(): void {
    this.socketLost.set(false);
  }

  private announceLoss(browserOnline: boolean): ReturnType<typeof setTimeout>[] {
    const offlineAfter = browserOnline ? SAY_OFFLINE_AFTER : SAY_RECONNECTING_AFTER;
    return [
      setTimeout(() => this.shown.update((now) => (now === 'offline' ? now : 'reconnecting')), SAY_RECONNECTING_AFTER),
      setTimeout(() => this.shown.set('offline'), offlineAfter),
    ];
  }

  private announceReturn(): ReturnType<typeof setTimeout>[] {
    this.shown.update((now) => (now === 'fine' ? now : 'back'));
    return [setTimeout(() => this.shown.set('fine'), SAY_BACK_FOR)];
  }
}

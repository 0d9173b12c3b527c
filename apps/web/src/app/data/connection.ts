import { DOCUMENT, Injectable, computed, effect, inject, signal } from '@angular/core';
import { fromEvent } from 'rxjs';

/** What the banner says about the connection: nothing while it is fine. */
export type ConnectionState = 'fine' | 'reconnecting' | 'offline' | 'back';

const SAY_RECONNECTING_AFTER = 2_000;
const SAY_OFFLINE_AFTER = 10_000;
const SAY_BACK_FOR = 2_000;
/** So much longer it waits when the server said that it restarts: within that it is back, and nobody need know. */
const RESTARTED_WITHIN = 6_000;

/** Whether the socket is there, and if not, whether the server took its leave. */
type SocketState = 'fine' | 'lost' | 'restarting';

/** Watches the live connection and the browser's own network state, and words them with some patience. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly socket = signal<SocketState>('fine');
  private readonly browserOnline = signal(this.window?.navigator.onLine ?? true);
  private readonly shown = signal<ConnectionState>('fine');
  private readonly lost = computed(() => this.socket() !== 'fine' || !this.browserOnline());

  readonly state = this.shown.asReadonly();

  constructor() {
    if (this.window) {
      fromEvent(this.window, 'online').subscribe(() => this.browserOnline.set(true));
      fromEvent(this.window, 'offline').subscribe(() => this.browserOnline.set(false));
    }
    effect((onCleanup) => {
      const patience = this.browserOnline() && this.socket() === 'restarting' ? RESTARTED_WITHIN : 0;
      const timers = this.lost() ? this.announceLoss(this.browserOnline(), patience) : this.announceReturn();
      onCleanup(() => timers.forEach(clearTimeout));
    });
  }

  /** The socket is gone although someone is listening. */
  socketClosed(): void {
    this.socket.update((now) => (now === 'fine' ? 'lost' : now)); // tries in vain while it restarts are no news
  }

  /** The socket is gone because the server restarts, as it said. */
  serverRestarts(): void {
    this.socket.set('restarting');
  }

  /** The socket is there, or nobody needs it. */
  socketFine(): void {
    this.socket.set('fine');
  }

  private announceLoss(browserOnline: boolean, patience: number): ReturnType<typeof setTimeout>[] {
    const offlineAfter = browserOnline ? SAY_OFFLINE_AFTER : SAY_RECONNECTING_AFTER;
    return [
      setTimeout(() => this.shown.update((now) => (now === 'offline' ? now : 'reconnecting')), SAY_RECONNECTING_AFTER + patience),
      setTimeout(() => this.shown.set('offline'), offlineAfter + patience),
    ];
  }

  private announceReturn(): ReturnType<typeof setTimeout>[] {
    this.shown.update((now) => (now === 'fine' ? now : 'back'));
    return [setTimeout(() => this.shown.set('fine'), SAY_BACK_FOR)];
  }
}

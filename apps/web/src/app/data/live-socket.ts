import { Injectable, inject } from '@angular/core';
import { type Client, createClient } from 'graphql-ws';
import { Subject, firstValueFrom, fromEvent, race, timer } from 'rxjs';
import { ActingFor } from './acting-for';
import { Connection } from './connection';
import { SessionDoubt } from './session-doubt';

const NORMAL_CLOSURE = 1_000;
/** The server restarts, or another process takes its place. */
const SERVICE_RESTART = 1_012;
/** Close codes with which the server says that it does not know us, or no longer. */
const NOT_SIGNED_IN: readonly number[] = [4401, 4403];
const LONGEST_WAIT = 8_000;
/** So long after a connection the server surely follows what was subscribed to. */
const FOLLOWED_AFTER = 1_000;

/** The one WebSocket: opened by the first subscription, closed a little after the last, reopened for ever. */
@Injectable({ providedIn: 'root' })
export class LiveSocket {
  private readonly connection = inject(Connection);
  private readonly doubt = inject(SessionDoubt);
  private readonly actingFor = inject(ActingFor);
  private everConnected = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Fires each time the socket is back after a cut: what happened meanwhile has to be asked for. */
  readonly reconnected = new Subject<void>();

  /**
   * Fires a little after each connection, also the first, once live changes come for sure: what was asked for before
   * may have changed unheard.
   */
  readonly listening = new Subject<void>();

  readonly client: Client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: () => (this.actingFor.viewerId ? { viewer: this.actingFor.viewerId } : {}),
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait,
    keepAlive: 12_000,
    lazyCloseTimeout: 5_000,
    on: {
      connected: () => this.onConnected(),
      closed: (event) => this.onClosed(event as CloseEvent),
    },
  });

  /** Drops the socket: the next subscription opens a new one, with the cookie of that moment. */
  restart(): void {
    this.everConnected = false;
    clearTimeout(this.timer);
    this.client.terminate();
    this.connection.socketFine();
  }

  private onConnected(): void {
    this.connection.socketFine();
    if (this.everConnected) this.reconnected.next();
    this.everConnected = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.listening.next(), FOLLOWED_AFTER);
  }

  private onClosed({ code }: CloseEvent): void {
    clearTimeout(this.timer);
    if (NOT_SIGNED_IN.includes(code)) this.doubt.raised.next();
    else if (code === SERVICE_RESTART) this.connection.serverRestarts();
    else if (code !== NORMAL_CLOSURE) this.connection.socketClosed();
  }
}

/** Waits longer each time, and never quite as long as everybody else; but no longer than until the network is back. */
async function retryWait(retries: number): Promise<void> {
  const longest = Math.min(LONGEST_WAIT, 500 * 2 ** retries);
  const wait = timer(longest / 2 + (Math.random() * longest) / 2);
  await firstValueFrom(race(wait, fromEvent(window, 'online')));
}

import { EnvironmentInjector, Injectable, computed, effect, inject, runInInjectionContext, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { PushPublicKeyDocument, SubscribeToPushDocument, UnsubscribeFromPushDocument } from '#graphql/push';
import { Api, toProblem } from '../../../data';
import { kept } from '../../../ui';
import { SessionStore } from '../../accounts';
import { BrowserPush } from './browser-push';

/** Whether this browser shows what the viewer is told while no page is open; `impossible`: it can't; `blocked`: it may not. */
export type PushState = 'impossible' | 'blocked' | 'off' | 'on';

interface FromWorker {
  readonly push?: 'shows' | 'open';
  readonly path?: string;
}

/** Notifications of this browser. Each person chooses for themselves; it ends with their session, and goes on with the next. */
@Injectable({ providedIn: 'root' })
export class PushDevice {
  private readonly api = inject(Api);
  private readonly browser = inject(BrowserPush);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly injector = inject(EnvironmentInjector);
  private readonly viewerId = computed(() => this.session.viewer()?.id ?? '');
  private readonly wanted = computed(() => this.choice(`push:${this.viewerId()}`));
  private readonly declined = computed(() => this.choice(`push-declined:${this.viewerId()}`));
  private readonly permission = signal(this.browser.permission);
  private readonly isInvited = signal(false);

  readonly busy = signal(false);
  /** What went wrong with the last change. */
  readonly problem = signal('');
  readonly state = computed<PushState>(() => {
    if (!this.browser.isSupported) return 'impossible';
    if (this.permission() === 'denied') return 'blocked';
    return this.permission() === 'granted' && this.wanted().value() ? 'on' : 'off';
  });
  /** Whether the viewer is now offered to switch it on. */
  readonly isOffered = computed(() => this.isInvited() && this.state() === 'off' && !this.declined().value());

  constructor() {
    effect(() => {
      if (this.viewerId()) untracked(() => void this.renew());
    });
    this.session.renewed.subscribe(() => void this.renew());
    this.session.ended.subscribe((how) => {
      this.isInvited.set(false);
      // The server has ended it already. Where a session ran out, the same person is likely to come back.
      if (how !== 'expired') void this.browser.unsubscribe().catch(() => null);
    });
    this.browser.hear((message, port) => this.hear(message as FromWorker, port));
  }

  /** The viewer has just done something to which an answer will come. */
  invite(): void {
    this.isInvited.set(true);
  }

  /** The viewer does not want to be offered it again. */
  decline(): void {
    this.declined().set(true);
  }

  /** People change what they allow in the browser's own settings, too. */
  look(): void {
    this.permission.set(this.browser.permission);
  }

  /** Call it in answer to what the person did: the browser may ask them. */
  turnOn(): Promise<void> {
    return this.change(async () => {
      this.permission.set(await this.browser.ask());
      if (this.permission() !== 'granted') return;
      await this.subscribe();
      this.wanted().set(true);
    });
  }

  turnOff(): Promise<void> {
    return this.change(async () => {
      this.wanted().set(false);
      const endpoint = await this.browser.unsubscribe();
      if (endpoint) await this.api.mutate(UnsubscribeFromPushDocument, { input: { endpoint } });
    });
  }

  /** The session is another one, or the browser has thrown its subscription away. It is tried again with the next page. */
  private async renew(): Promise<void> {
    if (this.viewerId() && this.state() === 'on') await this.subscribe().catch(() => null);
  }

  private async subscribe(): Promise<void> {
    const { pushPublicKey } = await this.api.query(PushPublicKeyDocument, {});
    const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = await this.browser.subscribe(pushPublicKey);
    await this.api.mutate(SubscribeToPushDocument, { input: { endpoint, p256dh, auth } });
  }

  private async change(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await work();
    } catch (error) {
      // The browser's own: its push service can't be reached, or is switched off.
      this.problem.set(error instanceof DOMException ? 'This browser could not reach its push service. Try again later.' : toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  private choice(key: string): { value: () => boolean; set: (value: boolean) => void } {
    return runInInjectionContext(this.injector, () => untracked(() => kept(key, false)));
  }

  private hear({ push, path = '' }: FromWorker, port: MessagePort | undefined): void {
    if (push === 'shows') port?.postMessage(this.viewerId() !== '' && this.router.url.split(/[?#]/)[0] === path);
    else if (push === 'open') void this.router.navigateByUrl(path);
  }
}

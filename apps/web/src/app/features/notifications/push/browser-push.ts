import { DOCUMENT } from '@angular/common';
import { Injectable, inject } from '@angular/core';

const WORKER = '/push-worker.js';

/** What the browser itself can do for notifications that come while no page is open. */
@Injectable({ providedIn: 'root' })
export class BrowserPush {
  private readonly window = inject(DOCUMENT).defaultView;

  /** Some browsers never can, and some not in private windows. */
  readonly isSupported =
    !!this.window && 'serviceWorker' in this.window.navigator && 'PushManager' in this.window && 'Notification' in this.window;

  /** What the person has allowed this shop so far. */
  get permission(): NotificationPermission {
    return this.isSupported ? Notification.permission : 'denied';
  }

  /** Has the browser ask the person. Only in answer to what they did: browsers take a page that asks unasked for a nuisance. */
  ask(): Promise<NotificationPermission> {
    return Notification.requestPermission();
  }

  /** This browser's subscription, made when there is none, or one with another key. */
  async subscribe(publicKey: string): Promise<PushSubscriptionJSON> {
    const { serviceWorker } = navigator;
    await serviceWorker.register(WORKER, { updateViaCache: 'none' });
    const { pushManager } = await serviceWorker.ready;
    const applicationServerKey = bytesOf(publicKey);
    const before = await pushManager.getSubscription();
    if (before && !isSame(before.options.applicationServerKey, applicationServerKey)) await before.unsubscribe();
    return (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })).toJSON();
  }

  /** Ends the subscription, if there is one. Resolves to where it went. */
  async unsubscribe(): Promise<string | null> {
    if (!this.isSupported) return null;
    const registration = await navigator.serviceWorker.getRegistration();
    const subscription = await registration?.pushManager.getSubscription();
    if (!subscription) return null;
    await subscription.unsubscribe();
    return subscription.endpoint;
  }

  /** Hears what the worker asks of the pages. */
  hear(answer: (message: unknown, port: MessagePort | undefined) => void): void {
    if (this.isSupported) navigator.serviceWorker.addEventListener('message', ({ data, ports }) => answer(data, ports[0]));
  }
}

function bytesOf(base64Url: string): Uint8Array<ArrayBuffer> {
  const base64 = base64Url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

const isSame = (one: ArrayBuffer | null, other: Uint8Array): boolean => String(new Uint8Array(one ?? new ArrayBuffer())) === String(other);

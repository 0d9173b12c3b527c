import { DOCUMENT } from '@angular/common';
import { Injectable, Injector, inject, runInInjectionContext } from '@angular/core';
import { Router } from '@angular/router';
import type { NotificationFieldsFragment } from '#graphql';
import { bellChoices } from './bell-choices';
import { chime } from './chime';

type Told = NotificationFieldsFragment;

/** How long a page that nobody is at leaves it to the one that somebody is at. */
const AFTER_YOU = 1_000;
/** Browsers wake pages that nobody has seen for long once a minute. */
const ALL_HAVE_ASKED = 120_000;
const later = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Makes what comes heard and seen outside of the page, as far as this device wants it: once, however many tabs are open. */
@Injectable({ providedIn: 'root' })
export class Ringer {
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);

  /** `isUnread`: whether there is still something that was not read. */
  async ring(told: Told, isUnread: () => boolean): Promise<void> {
    if (told.readAt !== null) return;
    if (!this.document.hasFocus()) await later(AFTER_YOU);
    // Read elsewhere meanwhile.
    if (!isUnread()) return;
    // As they are now: another tab may have changed them.
    const { sound, desktop } = runInInjectionContext(this.injector, bellChoices);
    const isLookedAt = this.isLookedAt(told);
    if (!isLookedAt && !sound.value() && !desktop.value()) return;
    if (!(await this.isFirst(told.id)) || isLookedAt) return;
    if (sound.value()) await chime();
    if (desktop.value()) this.show(told);
  }

  /** Whoever is at the very ticket sees it there. */
  private isLookedAt({ path }: Told): boolean {
    return this.document.hasFocus() && this.router.url.split(/[?#]/)[0] === path.split(/[?#]/)[0];
  }

  /**
   * Whether no other tab has taken it upon itself: whoever has, holds a lock until all have asked. What one tab writes into
   * the storage, another may not see yet. Where there are no locks, each rings.
   */
  private isFirst(id: string): Promise<boolean> {
    const locks = this.document.defaultView?.navigator.locks as LockManager | undefined;
    if (!locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      const held = locks.request(`ccr:bell:${id}`, { ifAvailable: true }, async (lock) => {
        resolve(lock !== null);
        if (lock) await later(ALL_HAVE_ASKED);
      });
      held.catch(() => resolve(true));
    });
  }

  private show({ id, ticket, title, body, path }: Told): void {
    try {
      // As the push worker calls it: a device that has both shows one.
      const shown = new Notification(title, { body, tag: ticket?.id ?? id, icon: 'favicon.svg' });
      shown.onclick = () => {
        this.document.defaultView?.focus();
        shown.close();
        void this.router.navigateByUrl(path);
      };
    } catch {
      // Browsers of phones show none for a page.
    }
  }
}

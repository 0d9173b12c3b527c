import { Injectable, Injector, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { MarkNotificationsReadInput, NotificationFieldsFragment, NotificationsChangedSubscription } from '#graphql';
import { MarkNotificationsReadDocument, NotificationsChangedDocument } from '#graphql/bell';
import { Subject, of, retry, switchMap } from 'rxjs';
import { Api } from '../../../data';
import { SessionStore } from '../../accounts';

/** Something that the viewer is told. */
export type Told = NotificationFieldsFragment;
type Change = NotificationsChangedSubscription['notificationsChanged'];

const ASK_AGAIN_AFTER = 30_000;
const NOTHING: Change = { unread: 0, notification: null };

/** How much the viewer has not read behind the bell, and what comes while a page is open. */
@Injectable({ providedIn: 'root' })
export class BellStore {
  private readonly api = inject(Api);
  private readonly injector = inject(Injector);
  private readonly session = inject(SessionStore);
  private readonly viewerId = computed(() => this.session.viewer()?.id);
  private readonly count = signal(0);

  /** Up to 100, which means as many or more. */
  readonly unread = this.count.asReadonly();
  /** What has just come; null when some were read, here or elsewhere. */
  readonly changed = new Subject<Told | null>();

  constructor() {
    toObservable(this.viewerId)
      .pipe(
        switchMap((id) => (id ? this.api.live(NotificationsChangedDocument, () => ({})) : of({ notificationsChanged: NOTHING }))),
        retry({ delay: ASK_AGAIN_AFTER }),
        takeUntilDestroyed(),
      )
      .subscribe(({ notificationsChanged }) => this.take(notificationsChanged));
  }

  async markRead(input: MarkNotificationsReadInput): Promise<void> {
    const { markNotificationsRead } = await this.api.mutate(MarkNotificationsReadDocument, { input });
    this.count.set(markNotificationsRead.unread);
  }

  private take({ unread, notification }: Change): void {
    this.count.set(unread);
    this.changed.next(notification);
    if (notification) void this.ring(notification);
  }

  /** What rings is loaded when something comes for the first time; without it nothing is lost. */
  private async ring(told: Told): Promise<void> {
    const module = await import('./ringer').catch(() => null);
    if (module) await this.injector.get(module.Ringer).ring(told, () => this.count() > 0);
  }
}

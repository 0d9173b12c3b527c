import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { NewsKind, NotificationChoicesQuery, SetNotificationChoiceInput } from '#graphql';
import { NotificationChoicesDocument, SetNotificationChoiceDocument } from '#graphql/account';
import { switchMap } from 'rxjs';
import { Api, LOADING, type Load, toProblem } from '../../../../data';

/** A way to be told, by its name in a choice. */
export type Way = Exclude<keyof SetNotificationChoiceInput, 'kind'>;
/** How one kind of news comes; null where it is not offered that way. */
type Choice = NotificationChoicesQuery['notificationChoices'][number];
type Wanted = Partial<Record<Way, boolean>>;

/** Which news the viewer has, and over which ways. Provided by the page that shows them. */
@Injectable()
export class NotificationChoicesStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly wanted = signal<Partial<Record<NewsKind, Wanted>>>({});
  private readonly load: Signal<Load<NotificationChoicesQuery>> = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(NotificationChoicesDocument, {}))),
    { initialValue: LOADING },
  );

  /** As the viewer wants them: also while the server does not know yet. */
  readonly choices = computed<Choice[] | undefined>(() =>
    this.load().data?.notificationChoices.map((choice) => ({ ...choice, ...this.wanted()[choice.kind] })),
  );
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));
  /** What went wrong with the last choice, which is undone then. */
  readonly refusal = signal('');

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  /** Chosen at once. What is changed about a kind goes to the server one after the other, so that the last one counts. */
  async choose(kind: NewsKind, way: Way, isOn: boolean): Promise<void> {
    this.refusal.set('');
    const before = this.wanted()[kind];
    this.want(kind, { ...before, [way]: isOn });
    if (before) return;
    try {
      for (let sent: Wanted | undefined; sent !== this.wanted()[kind]; ) {
        sent = this.wanted()[kind];
        await this.api.mutate(SetNotificationChoiceDocument, { input: { kind, ...sent } });
      }
    } catch (error) {
      this.refusal.set(toProblem(error).message);
    } finally {
      this.want(kind, undefined);
    }
  }

  private want(kind: NewsKind, wanted: Wanted | undefined): void {
    this.wanted.update((all) => ({ ...all, [kind]: wanted }));
  }
}

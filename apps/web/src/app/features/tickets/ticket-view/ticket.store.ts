import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { TicketQuery } from '#graphql';
import { TicketDocument } from '#graphql/tickets';
import { filter, switchMap } from 'rxjs';
import { Api, LOADING, type Load, toProblem } from '../../../data';
import { type TicketMove, TicketVerbs } from '../ticket-verbs.store';

/** Everything the page shows of its ticket beside the conversation. */
export type TicketDetails = NonNullable<TicketQuery['ticket']>;

/** The ticket of one page. */
@Injectable()
export class TicketStore {
  private readonly api = inject(Api);
  private readonly verbs = inject(TicketVerbs);
  private readonly wanted = signal({ reference: '', attempt: 0 });
  private readonly load: Signal<Load<TicketQuery>> = toSignal(
    toObservable(this.wanted).pipe(
      filter(({ reference }) => reference !== ''),
      switchMap(({ reference }) => this.api.watch(TicketDocument, { reference })),
    ),
    { initialValue: LOADING },
  );

  /** What went out of sight is not shown any longer, though it was here. */
  readonly ticket = computed(() => (this.isMissing() ? null : (this.load().data?.ticket ?? null)));
  /** What the cache has may be old; live events follow on from what the server said. */
  readonly isFresh = computed(() => !this.load().loading);
  readonly isMissing: Signal<boolean> = computed(
    () => this.load().problem?.code === 'NOT_FOUND' || this.load().data?.ticket === null,
  );
  readonly problem = computed(() => (this.ticket() ? null : this.load().problem));
  readonly doing = signal<TicketMove | null>(null);
  readonly moveProblem = signal('');

  show(reference: string): void {
    this.wanted.set({ reference, attempt: 0 });
  }

  retry(): void {
    this.wanted.update(({ reference, attempt }) => ({ reference, attempt: attempt + 1 }));
  }

  async move(move: TicketMove): Promise<void> {
    const id = this.ticket()?.id;
    if (!id || this.doing()) return;
    this.doing.set(move);
    this.moveProblem.set('');
    try {
      await this.verbs.move(id, move);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.ticket) this.retry(); // the page then says how it stands, and offers what can be done now
      this.moveProblem.set(problem.ticket ? 'Somebody changed this ticket meanwhile. This is how it stands now.' : problem.message);
    } finally {
      this.doing.set(null);
    }
  }
}

import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { MyFeedbackQuery, SendFeedbackInput } from '#graphql';
import { MyFeedbackDocument, SendFeedbackDocument } from '#graphql/feedback';
import { switchMap } from 'rxjs';
import { Api, LOADING, type Load, toProblem } from '../../../data';

const VARIABLES = { first: 25 };

/** What the viewer has told the admins, the newest first. */
@Injectable()
export class MyFeedbackStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<MyFeedbackQuery>> = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(MyFeedbackDocument, VARIABLES))),
    { initialValue: LOADING },
  );

  readonly sent = computed(() => this.load().data?.myFeedback.nodes);
  readonly hasMore = computed(() => this.load().data?.myFeedback.pageInfo.hasNextPage ?? false);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));
  readonly loadingMore = signal(false);
  readonly moreProblem = signal('');

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  async loadMore(): Promise<void> {
    const after = this.load().data?.myFeedback.pageInfo.endCursor;
    this.loadingMore.set(true);
    this.moreProblem.set('');
    try {
      await this.api.query(MyFeedbackDocument, { ...VARIABLES, after });
    } catch (error) {
      this.moreProblem.set(toProblem(error).message);
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** What was sent stands first in the list at once. */
  async send(input: SendFeedbackInput): Promise<void> {
    const { sendFeedback } = await this.api.mutate(SendFeedbackDocument, { input });
    const { feedback } = sendFeedback;
    this.api.cache.updateQuery({ query: MyFeedbackDocument, variables: VARIABLES }, (list) => {
      const others = list?.myFeedback.nodes.filter(({ id }) => id !== feedback.id) ?? [];
      return list && { myFeedback: { ...list.myFeedback, nodes: [feedback, ...others] } };
    });
  }
}

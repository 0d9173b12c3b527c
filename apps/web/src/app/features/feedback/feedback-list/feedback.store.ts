import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { FeedbackFieldsFragment, FeedbackQuery } from '#graphql';
import { AnswerFeedbackDocument, FeedbackDocument, MarkFeedbackDoneDocument } from '#graphql/feedback';
import { filter, switchMap } from 'rxjs';
import { Api, LOADING, type Load, toProblem } from '../../../data';

/** What someone said about the help desk. */
export type FeedbackItem = FeedbackFieldsFragment;

const FIRST = 25;

/** The feedback of everybody, the newest first: what is open, or what is done. */
@Injectable()
export class FeedbackStore {
  private readonly api = inject(Api);
  private readonly done = signal<boolean | null>(null);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<FeedbackQuery>>;

  /** What was put aside here is gone from the list at once, and back again when that is undone. */
  readonly items = computed(() => this.load().data?.feedback.nodes.filter(({ done }) => done === this.done()));
  readonly hasMore = computed(() => this.load().data?.feedback.pageInfo.hasNextPage ?? false);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));
  readonly loadingMore = signal(false);
  readonly moreProblem = signal('');

  constructor() {
    const question = computed(() => ({ done: this.done(), attempt: this.attempt() }));
    this.load = toSignal(
      toObservable(question).pipe(
        filter(({ done }) => done !== null),
        switchMap(({ done }) => this.api.watch(FeedbackDocument, { first: FIRST, filter: { done } })),
      ),
      { initialValue: LOADING },
    );
  }

  show(done: boolean): void {
    this.done.set(done);
    this.moreProblem.set('');
  }

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  async loadMore(): Promise<void> {
    const after = this.load().data?.feedback.pageInfo.endCursor;
    this.loadingMore.set(true);
    this.moreProblem.set('');
    try {
      await this.api.query(FeedbackDocument, { first: FIRST, after, filter: { done: this.done() } });
    } catch (error) {
      this.moreProblem.set(toProblem(error).message);
    } finally {
      this.loadingMore.set(false);
    }
  }

  async answer(feedbackId: string, answer: string): Promise<void> {
    await this.api.mutate(AnswerFeedbackDocument, { input: { feedbackId, answer } });
  }

  async markDone(feedbackId: string, done: boolean): Promise<void> {
    await this.api.mutate(MarkFeedbackDoneDocument, { input: { feedbackId, done } });
  }
}

import { Injectable, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { CannedReplyFieldsFragment } from '#graphql';
import { CannedRepliesDocument, CreateCannedReplyDocument, DeleteCannedReplyDocument, UpdateCannedReplyDocument } from '#graphql/canned-replies';
import { filter, switchMap } from 'rxjs';
import { Api, LOADING } from '../../data';

/** A text that is kept to answer with. */
export type CannedReply = CannedReplyFieldsFragment;

/** What is in one. */
export type CannedReplyWords = Pick<CannedReply, 'title' | 'shortcut' | 'body'>;

const { compare } = new Intl.Collator('en');

/** One's own canned replies and everybody's, asked for when they are first needed, and what is done to them. */
@Injectable()
export class CannedRepliesStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load = toSignal(
    toObservable(this.attempt).pipe(
      filter((attempt) => attempt > 0),
      switchMap(() => this.api.watch(CannedRepliesDocument, {})),
    ),
    { initialValue: LOADING },
  );

  /** By title, also when one has another title now. */
  readonly replies = computed(() => this.load().data?.cannedReplies.toSorted((one, other) => compare(one.title, other.title)));
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  /** Asks for them, if nobody has yet. */
  need(): void {
    if (this.attempt() === 0) this.retry();
  }

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  async create(words: CannedReplyWords, shared: boolean, clientMutationId: string): Promise<void> {
    const { createCannedReply } = await this.api.mutate(CreateCannedReplyDocument, { input: { ...words, shared, clientMutationId } });
    const made = createCannedReply.cannedReply;
    this.change((replies) => [...replies.filter(({ id }) => id !== made.id), made]);
  }

  async update(cannedReplyId: string, words: CannedReplyWords): Promise<void> {
    await this.api.mutate(UpdateCannedReplyDocument, { input: { cannedReplyId, ...words } });
  }

  async delete(cannedReplyId: string): Promise<void> {
    await this.api.mutate(DeleteCannedReplyDocument, { input: { cannedReplyId } });
    this.change((replies) => replies.filter(({ id }) => id !== cannedReplyId));
  }

  private change(work: (replies: CannedReply[]) => CannedReply[]): void {
    this.api.cache.updateQuery({ query: CannedRepliesDocument, variables: {} }, (list) => list && { cannedReplies: work(list.cannedReplies) });
  }
}

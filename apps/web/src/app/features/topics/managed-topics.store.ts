import { Injectable, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { TopicFieldsFragment } from '#graphql';
import { ArchiveTopicDocument, CreateTopicDocument, ManagedTopicsDocument, UnarchiveTopicDocument, UpdateTopicDocument } from '#graphql/topics';
import { switchMap } from 'rxjs';
import { Api, LOADING } from '../../data';

/** A topic as admins see it. */
export type ManagedTopic = TopicFieldsFragment;

const { compare } = new Intl.Collator('en');

/** All topics and what admins do to them. The answers go into the cache, and with them to every screen. */
@Injectable()
export class ManagedTopicsStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(ManagedTopicsDocument, {}))),
    { initialValue: LOADING },
  );

  /** By name, also when one has another name now. */
  readonly topics = computed(() => this.load().data?.topics.toSorted((one, other) => compare(one.name, other.name)));
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  async create(name: string, clientMutationId: string): Promise<void> {
    const { createTopic } = await this.api.mutate(CreateTopicDocument, { input: { name, clientMutationId } });
    const { topic } = createTopic;
    this.api.cache.updateQuery({ query: ManagedTopicsDocument, variables: {} }, (list) =>
      list && { topics: [...list.topics.filter(({ id }) => id !== topic.id), topic] },
    );
  }

  async rename(topicId: string, name: string): Promise<void> {
    await this.api.mutate(UpdateTopicDocument, { input: { topicId, name } });
  }

  /** Null for none. */
  async answerFirst(topicId: string, firstAnswer: string | null): Promise<void> {
    await this.api.mutate(UpdateTopicDocument, { input: { topicId, firstAnswer } });
  }

  async archive(topicId: string): Promise<void> {
    await this.api.mutate(ArchiveTopicDocument, { input: { topicId } });
  }

  async unarchive(topicId: string): Promise<void> {
    await this.api.mutate(UnarchiveTopicDocument, { input: { topicId } });
  }
}

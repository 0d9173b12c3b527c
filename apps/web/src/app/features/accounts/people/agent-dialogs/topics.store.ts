import { Injectable, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TopicsOfExpertsDocument } from '#graphql/people';
import { switchMap } from 'rxjs';
import { Api, LOADING } from '../../../../data';

/** What one can be expert in. */
@Injectable()
export class TopicsStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(TopicsOfExpertsDocument, {}))),
    { initialValue: LOADING },
  );

  readonly topics = computed(() => this.load().data?.topics);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  retry(): void {
    this.attempt.update((count) => count + 1);
  }
}

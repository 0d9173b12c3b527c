import { type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { TypedDocumentNode } from '@apollo/client';
import { type Observable, filter, firstValueFrom, map, switchMap } from 'rxjs';
import { Api, LOADING, type Load } from './api';
import { toProblem } from './problem';

/** Which page of a list is asked for. */
interface PageVariables {
  readonly first: number;
  readonly after?: string | null;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/**
 * A list that is read a page at a time: the one that its question asks for, which is the query's variables but for the
 * page. What a store of a list extends.
 */
export abstract class PagedList<T, Q extends object> {
  protected readonly api = inject(Api);
  protected readonly wanted = signal<Q | null>(null);
  private readonly attempt = signal(0);
  private readonly load: Signal<Load<T>>;
  private readonly hasBegun: Observable<boolean>;
  private readonly pageInfo = computed(() => {
    const data = this.data();
    return data && this.pageInfoOf(data);
  });

  protected readonly data = computed(() => this.load().data);
  readonly hasMore = computed(() => this.pageInfo()?.hasNextPage ?? false);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));
  readonly loadingMore = signal(false);
  readonly moreProblem = signal('');

  protected constructor(
    private readonly query: TypedDocumentNode<T, PageVariables & Q>,
    private readonly pageInfoOf: (data: T) => PageInfo,
    protected readonly pageSize = 50,
  ) {
    const question = computed(() => ({ wanted: this.wanted(), attempt: this.attempt() }));
    this.load = toSignal(
      toObservable(question).pipe(
        map(({ wanted }) => wanted),
        filter((wanted) => wanted !== null),
        switchMap((wanted) => this.api.watch(query, { first: this.firstPage(wanted), ...wanted })),
      ),
      { initialValue: LOADING },
    );
    this.hasBegun = toObservable(computed(() => !this.load().loading));
  }

  show(question: Q): void {
    this.wanted.set(question);
    this.moreProblem.set('');
  }

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  async loadMore(): Promise<void> {
    const wanted = this.wanted();
    if (!wanted) return;
    this.loadingMore.set(true);
    this.moreProblem.set('');
    try {
      await firstValueFrom(this.hasBegun.pipe(filter(Boolean))); // a beginning that comes after this page would take it away
      if (this.wanted() !== wanted) return;
      await this.api.query(this.query, { first: this.pageSize, after: this.pageInfo()?.endCursor ?? null, ...wanted });
    } catch (error) {
      this.moreProblem.set(toProblem(error).message);
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** How many to begin with. */
  protected firstPage(_wanted: Q): number {
    return this.pageSize;
  }
}

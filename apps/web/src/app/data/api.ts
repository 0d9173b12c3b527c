import { Injectable, inject } from '@angular/core';
import type { ApolloCache, OperationVariables, TypedDocumentNode, WatchQueryFetchPolicy } from '@apollo/client';
import { Apollo } from 'apollo-angular';
import { Observable, defer, filter, firstValueFrom, map, merge, of, repeat, retry, switchMap, throwError, timer } from 'rxjs';
import { ActingFor } from './acting-for';
import { LiveSocket } from './live-socket';
import { type Problem, toProblem } from './problem';

/** Where a watched query stands. */
export interface Load<T> {
  readonly data: T | undefined;
  readonly loading: boolean;
  readonly problem: Problem | null;
}

/** What a watched query is before it has begun. */
export const LOADING: Load<never> = { data: undefined, loading: true, problem: null };

const HOPELESS: readonly string[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT'];
const ASK_AGAIN_AFTER = 3_000;

/** The door to the server for the stores: typed documents in, data or a `Problem` out. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly apollo = inject(Apollo);
  private readonly socket = inject(LiveSocket);
  private readonly actingFor = inject(ActingFor);

  get cache(): ApolloCache {
    return this.apollo.client.cache;
  }

  /** Asks the server once, past the cache, and writes the answer into it. */
  async query<T, V extends OperationVariables>(query: TypedDocumentNode<T, V>, variables: V): Promise<T> {
    return this.once(this.apollo.query<T, V>({ query, variables, fetchPolicy: 'network-only' } as never));
  }

  /** Asks the server once, past the cache, and leaves the cache alone. */
  async ask<T, V extends OperationVariables>(query: TypedDocumentNode<T, V>, variables: V): Promise<T> {
    return this.once(this.apollo.query<T, V>({ query, variables, fetchPolicy: 'no-cache' } as never));
  }

  /** Does something, once. */
  async mutate<T, V extends OperationVariables>(mutation: TypedDocumentNode<T, V>, variables: V): Promise<T> {
    const { viewerId } = this.actingFor;
    const context = viewerId ? { headers: { 'ccr-viewer': viewerId } } : {};
    return this.once(this.apollo.mutate<T, V>({ mutation, variables, context } as never));
  }

  /** Shows what the cache has, asks the server, then follows the cache. */
  watch<T, V extends OperationVariables>(
    query: TypedDocumentNode<T, V>,
    variables: V,
    fetchPolicy: WatchQueryFetchPolicy = 'cache-and-network',
  ): Observable<Load<T>> {
    const options = { query, variables, fetchPolicy, nextFetchPolicy: 'cache-first' } as const;
    return this.apollo.watchQuery<T, V>(options as never).valueChanges.pipe(
      map(({ data, dataState, loading, error }) => ({
        data: dataState === 'complete' ? (data as T) : undefined,
        loading,
        problem: error ? toProblem(error) : null,
      })),
    );
  }

  /**
   * Follows a subscription for as long as someone listens. `variables` are asked for again at every start, also after
   * a cut of the connection, so that a feed goes on from where it was.
   */
  live<T, V extends OperationVariables>(query: TypedDocumentNode<T, V>, variables: () => V): Observable<T> {
    const feed = defer(() => this.apollo.subscribe<T, V>({ query, variables: variables() } as never)).pipe(
      map(({ data, error }) => {
        if (error || !data) throw toProblem(error);
        return data as T;
      }),
      retry({ delay: (error, count) => this.later(toProblem(error), count), resetOnSuccess: true }),
      repeat({ delay: ASK_AGAIN_AFTER }),
    );
    return merge(of(undefined), this.socket.reconnected).pipe(switchMap(() => feed));
  }

  /** Follows what the cache knows, at once and without asking the server. */
  follow<T, V extends OperationVariables>(query: TypedDocumentNode<T, V>, variables: V): Observable<T> {
    return new Observable((subscriber) =>
      this.cache.watch<T, V>({
        query,
        variables,
        optimistic: true,
        immediate: true,
        callback: ({ complete, result }) => complete && subscriber.next(result as T),
      }),
    );
  }

  /** Follows one object in the cache for as long as it is complete there. */
  followFragment<T, V extends OperationVariables>(options: ApolloCache.WatchFragmentOptions<T, V>): Observable<T> {
    return this.cache.watchFragment(options).pipe(
      filter(({ complete }) => complete),
      map(({ data }) => data as T),
    );
  }

  /** Forgets everything that belonged to the person before. Not `clearStore`: it would also end every `follow`. */
  forget(): void {
    this.socket.restart();
    void this.cache.reset();
  }

  private later(problem: Problem, count: number): Observable<unknown> {
    return HOPELESS.includes(problem.code)
      ? throwError(() => problem)
      : timer(Math.min(30_000, ASK_AGAIN_AFTER * count));
  }

  private async once<T>(answer: Observable<{ data?: unknown; error?: unknown }>): Promise<T> {
    try {
      const { data, error } = await firstValueFrom(answer);
      if (error) throw toProblem(error);
      return data as T;
    } catch (error) {
      throw toProblem(error);
    }
  }
}

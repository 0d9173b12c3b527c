import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { type TicketCardFieldsFragment, type TicketFilter, TicketsDocument } from '#graphql';
import { filter, switchMap } from 'rxjs';
import { Api, LOADING, LiveSocket, type Load, toProblem } from '../../../data';
import { PAGE_SIZE, TicketFeed } from '../ticket-feed.store';

const LARGEST_PAGE = 100;

/** One list of tickets: the one its filter asks for. Provided by the page that shows it. */
@Injectable()
export class TicketListStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly filter = signal<TicketFilter | null>(null);
  private readonly load: Signal<Load<{ tickets: TicketList }>>;

  readonly tickets = computed(() => this.load().data?.tickets.nodes);
  readonly hasMore = computed(() => this.load().data?.tickets.pageInfo.hasNextPage ?? false);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));
  readonly loadingMore = signal(false);
  readonly moreProblem = signal('');

  constructor() {
    inject(TicketFeed);
    const question = computed(() => ({ wanted: this.filter(), attempt: this.attempt() }));
    this.load = toSignal(
      toObservable(question).pipe(
        filter(({ wanted }) => wanted !== null),
        switchMap(({ wanted: filter }) => this.api.watch(TicketsDocument, { first: this.known(filter), filter })),
      ),
      { initialValue: LOADING },
    );
    inject(LiveSocket).reconnected.pipe(takeUntilDestroyed()).subscribe(() => void this.refresh());
  }

  show(filter: TicketFilter): void {
    this.filter.set(filter);
  }

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  async loadMore(): Promise<void> {
    const after = this.load().data?.tickets.pageInfo.endCursor;
    this.loadingMore.set(true);
    this.moreProblem.set('');
    try {
      await this.api.query(TicketsDocument, { first: PAGE_SIZE, after, filter: this.filter() });
    } catch (error) {
      this.moreProblem.set(toProblem(error).message);
    } finally {
      this.loadingMore.set(false);
    }
  }

  /** As many as were seen before: who comes back finds the list as long as they left it. */
  private known(filter: TicketFilter | null): number {
    const list = this.api.cache.readQuery({ query: TicketsDocument, variables: { first: PAGE_SIZE, filter } });
    return Math.min(LARGEST_PAGE, Math.max(PAGE_SIZE, list?.tickets.nodes.length ?? 0));
  }

  /** After a cut nobody knows what changed: ask for as much again as is on the screen. */
  private async refresh(): Promise<void> {
    const filter = this.filter();
    try {
      await this.api.query(TicketsDocument, { first: this.known(filter), filter });
    } catch {
      // The list on the screen stays; the next reconnect or visit asks again.
    }
  }
}

interface TicketList {
  readonly nodes: readonly TicketCardFieldsFragment[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

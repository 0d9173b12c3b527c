import { Injectable, type Provider, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { FoundTicketsQuery, TicketCardFieldsFragment, TicketFilter, TicketsQuery } from '#graphql';
import { FoundTicketsDocument } from '#graphql/found-tickets';
import { TicketsDocument } from '#graphql/tickets';
import { LiveSocket, PagedList } from '../../../data';
import { PAGE_SIZE, TicketFeed } from '../ticket-feed.store';
import type { TicketQuestion } from './ticket-question';

const LARGEST_PAGE = 100;

/** Where in a ticket the text stands that was looked for. */
export type Excerpts = FoundTicketsQuery['searchTickets']['nodes'][number]['excerpts'];

const NO_EXCERPTS: ReadonlyMap<string, Excerpts> = new Map();

/** The tickets that a question without a text asks for. */
@Injectable()
class ListedTickets extends PagedList<TicketsQuery, TicketQuestion> {
  private readonly feed = inject(TicketFeed);

  readonly tickets = computed(() => this.data()?.tickets.nodes);
  readonly excerpts = signal(NO_EXCERPTS).asReadonly();

  constructor() {
    super(TicketsDocument, ({ tickets }) => tickets.pageInfo, PAGE_SIZE);
    inject(LiveSocket).listening.pipe(takeUntilDestroyed()).subscribe(() => void this.refresh());
  }

  override show(question: TicketQuestion): void {
    this.feed.keep(question);
    super.show(question);
  }

  /** As many as were seen before: who comes back finds the list as long as they left it. */
  protected override firstPage(wanted: TicketQuestion): number {
    const list = this.api.cache.readQuery({ query: TicketsDocument, variables: { first: PAGE_SIZE, ...wanted } });
    return Math.min(LARGEST_PAGE, Math.max(PAGE_SIZE, list?.tickets.nodes.length ?? 0));
  }

  /** What changed before live changes came, or while they were cut, nobody knows: ask for as much again as is on the screen. */
  private async refresh(): Promise<void> {
    const wanted = this.wanted();
    if (!wanted) return;
    const first = this.firstPage(wanted);
    try {
      const data = await this.api.ask(TicketsDocument, { first, ...wanted });
      // A page that came meanwhile would be taken away.
      if (this.firstPage(wanted) > first) await this.refresh();
      else this.api.cache.writeQuery({ query: TicketsDocument, variables: { first, ...wanted }, data });
    } catch {
      // The list on the screen stays; the next connection or visit asks again.
    }
  }
}

/** Those that one with a text asks for. Each is kept up to date; which they are, and their order, is of the moment of the search. */
@Injectable()
class FoundTickets extends PagedList<FoundTicketsQuery, { text: string; filter: TicketFilter }> {
  private readonly hits = computed(() => this.data()?.searchTickets.nodes);

  readonly tickets = computed(() => this.hits()?.map(({ ticket }) => ticket));
  readonly excerpts = computed((): ReadonlyMap<string, Excerpts> => new Map(this.hits()?.map(({ ticket, excerpts }) => [ticket.id, excerpts])));

  constructor() {
    super(FoundTicketsDocument, ({ searchTickets }) => searchTickets.pageInfo, PAGE_SIZE);
  }
}

interface Answer {
  readonly question: TicketQuestion | null;
  readonly tickets: readonly TicketCardFieldsFragment[] | undefined;
  readonly excerpts: ReadonlyMap<string, Excerpts>;
}

/** One list of tickets: the one that its question asks for. Provided, with `TICKET_LIST`, by the page that shows it. */
@Injectable()
export class TicketListStore {
  private readonly listed = inject(ListedTickets);
  private readonly found = inject(FoundTickets);
  private readonly feed = inject(TicketFeed);
  private readonly wanted = signal<TicketQuestion | null>(null);
  private readonly source = computed(() => (this.wanted()?.text ? this.found : this.listed));
  private readonly inSight = computed(() => this.source().tickets()?.filter((ticket) => !this.feed.isLate(ticket)));
  /** While one types on, what was found before stays until the next answer. */
  private readonly answer = linkedSignal<Answer, Answer>({
    source: () => ({ question: this.wanted(), tickets: this.inSight(), excerpts: this.source().excerpts() }),
    computation: (now, before) => (!now.tickets && now.question?.text && before?.value.question?.text ? before.value : now),
  });

  readonly question = computed(() => this.answer().question);
  readonly tickets = computed(() => this.answer().tickets);
  /** By the ids of the tickets; none where no text is looked for. */
  readonly excerpts = computed(() => this.answer().excerpts);
  readonly hasMore = computed(() => this.source().hasMore());
  readonly problem = computed(() => this.source().problem());
  readonly loadingMore = computed(() => this.source().loadingMore());
  readonly moreProblem = computed(() => this.source().moreProblem());

  show(question: TicketQuestion): void {
    const { text, filter } = question;
    if (text) this.found.show({ text, filter });
    else this.listed.show(question);
    this.wanted.set(question);
  }

  retry(): void {
    this.source().retry();
  }

  loadMore(): Promise<void> {
    return this.source().loadMore();
  }
}

/** A list of tickets, to be provided. */
export const TICKET_LIST: Provider[] = [ListedTickets, FoundTickets, TicketListStore];

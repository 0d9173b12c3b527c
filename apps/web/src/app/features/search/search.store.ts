import { Injectable, computed, inject, signal } from '@angular/core';
import type { SearchTicketsQuery, TicketFilter } from '#graphql';
import { SearchTicketsDocument } from '#graphql/search';
import { Api, toProblem } from '../../data';

/** A ticket that was found, and where. */
export type Hit = SearchTicketsQuery['searchTickets']['nodes'][number];

/** What is looked for. */
export interface SearchQuestion {
  readonly text: string;
  readonly filter?: TicketFilter;
}

interface Found {
  readonly text: string;
  readonly hits: readonly Hit[];
  readonly after: string | null;
}

/** What was found for the last question. While the next answer is on its way, the one before it stays. Past the cache: a search is a moment's. */
@Injectable()
export class SearchStore {
  private readonly api = inject(Api);
  private readonly found = signal<Found | null>(null);
  private question: SearchQuestion | null = null;
  private pageSize = 0;

  readonly hits = computed(() => this.found()?.hits);
  /** The text that the hits are for. */
  readonly text = computed(() => this.found()?.text ?? '');
  readonly hasMore = computed(() => this.found()?.after != null);
  readonly isLooking = signal(false);
  readonly problem = signal('');
  readonly loadingMore = signal(false);
  readonly moreProblem = signal('');

  /** Looks for it; a text without a word finds nothing and asks nobody. */
  async show(question: SearchQuestion, pageSize = 25): Promise<void> {
    this.question = question;
    this.pageSize = pageSize;
    this.problem.set('');
    this.moreProblem.set('');
    const isAsked = /[\p{L}\p{N}]/u.test(question.text);
    this.isLooking.set(isAsked);
    if (!isAsked) {
      this.found.set(null);
      return;
    }
    try {
      const found = await this.ask(question, null);
      if (this.question === question) this.found.set(found);
    } catch (error) {
      if (this.question === question) this.problem.set(toProblem(error).message);
    } finally {
      if (this.question === question) this.isLooking.set(false);
    }
  }

  retry(): void {
    if (this.question) void this.show(this.question, this.pageSize);
  }

  async loadMore(): Promise<void> {
    const [question, known] = [this.question, this.found()];
    if (!question || !known || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreProblem.set('');
    try {
      const { hits, after } = await this.ask(question, known.after);
      if (this.question !== question) return;
      const ids = new Set(known.hits.map(({ ticket }) => ticket.id));
      this.found.set({ ...known, hits: [...known.hits, ...hits.filter(({ ticket }) => !ids.has(ticket.id))], after });
    } catch (error) {
      if (this.question === question) this.moreProblem.set(toProblem(error).message);
    } finally {
      this.loadingMore.set(false);
    }
  }

  private async ask({ text, filter = {} }: SearchQuestion, after: string | null): Promise<Found> {
    const { searchTickets } = await this.api.ask(SearchTicketsDocument, { text, filter, after, first: this.pageSize });
    const { nodes, pageInfo } = searchTickets;
    return { text, hits: nodes, after: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  }
}

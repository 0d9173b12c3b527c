import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router } from '@angular/router';
import { LIMITS, TicketStatus } from '@ccr/domain';
import { debounceTime } from 'rxjs';
import { EmptyState, LoadMore, ProblemNote, Skeleton } from '../../../ui';
import { SessionStore } from '../../accounts';
import { STATUS_LOOKS } from '../../tickets';
import { TopicsStore } from '../../topics';
import { type SearchQuestion, SearchStore } from '../search.store';
import { HitCard } from './hit-card';

const TYPING = 250;
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Where tickets are found by what was said in them. What is looked for stands in the address. */
@Component({
  selector: 'ccr-search-page',
  imports: [EmptyState, HitCard, LoadMore, MatButton, ProblemNote, Skeleton],
  templateUrl: './search-page.html',
  styleUrl: './search-page.scss',
  providers: [SearchStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchPage {
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap);
  /** The text that was put into the address last: coming back from there it is no news. */
  private sent: string | undefined;

  protected readonly store = inject(SearchStore);
  protected readonly isStaff = this.session.isStaff;
  protected readonly audience = computed(() => (this.isStaff() ? 'staff' : 'customer'));
  protected readonly topics = inject(TopicsStore).all;
  protected readonly statuses = computed(() => Object.values(TicketStatus).map((key) => ({ key, words: STATUS_LOOKS[key][this.audience()] })));
  protected readonly longest = LIMITS.search.text;

  private readonly asked = computed(() => (this.params()?.get('q') ?? '').slice(0, this.longest));
  protected readonly status = computed(() => Object.values(TicketStatus).find((one) => one === this.params()?.get('status')));
  protected readonly topic = computed(() => (this.isStaff() ? (this.params()?.get('topic') ?? '') : ''));
  protected readonly isNarrowed = computed(() => this.status() !== undefined || this.topic() !== '');
  protected readonly typed = signal('');
  protected readonly state = computed(() => this.stateWords());

  private readonly question = computed<SearchQuestion>(
    () => {
      const [status, topic] = [this.status(), this.topic()];
      return { text: this.asked().trim(), filter: { ...(status && { status: [status] }), ...(topic && { topicId: topic }) } };
    },
    { equal: isSame },
  );

  constructor() {
    effect(() => {
      const asked = this.asked();
      if (asked !== this.sent) this.typed.set(asked);
      this.sent = asked;
    });
    effect(() => {
      const question = this.question();
      untracked(() => void this.store.show(question));
    });
    toObservable(this.typed)
      .pipe(debounceTime(TYPING), takeUntilDestroyed())
      .subscribe((text) => this.ask(text));
  }

  /** At once, for who does not want to wait for it. */
  protected ask(text: string): void {
    if (text === untracked(this.asked)) return;
    this.sent = text;
    void this.change({ q: text });
  }

  protected change(what: Readonly<Record<string, string>>): Promise<boolean> {
    const queryParams = Object.fromEntries(Object.entries(what).map(([key, value]) => [key, value || null]));
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private stateWords(): string {
    const hits = this.store.hits();
    if (this.store.isLooking()) return 'Looking…';
    if (!hits || this.store.problem()) return '';
    if (hits.length === 0) return 'No ticket found.';
    const count = `${hits.length}${this.store.hasMore() ? ' or more' : ''}`;
    return hits.length === 1 ? 'One ticket found.' : `${count} tickets found.`;
  }
}

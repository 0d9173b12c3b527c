import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { LIMITS, TicketPriority, TicketStatus } from '@ccr/domain';
import type { TicketStatus as TicketStatusName } from '#graphql';
import { AgentsStore } from '../../accounts/later';
import { TopicsStore } from '../../topics';
import { Icon, asDay } from '../../../ui';
import { PRIORITY_WORDS, STATUS_LOOKS } from '../ticket-status/status-words';
import { TagSuggestions } from '../tags/tag-suggestions';
import { type ListLook, SORT_WAYS, priorityOf, sortWay, statusOf, textOf } from './list-look';

/** What staff narrow a list by, and its order. What is chosen is in the address; this only shows it and tells of changes. */
@Component({
  selector: 'ccr-ticket-tools',
  imports: [Icon],
  templateUrl: './ticket-tools.html',
  styleUrl: './ticket-tools.scss',
  providers: [AgentsStore, TagSuggestions],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketTools {
  readonly look = input.required<ListLook>();
  /** Where every ticket has the same assignee, or none, there is nobody to choose. */
  readonly withAssignee = input(false);
  /** Those that the list can have; all, if it does not say. */
  readonly statuses = input<readonly TicketStatusName[] | null>();
  /** How many of them narrow the list now. */
  readonly narrowedBy = input(0);
  readonly changed = output<ListLook>();

  protected readonly agents = inject(AgentsStore);
  protected readonly tags = inject(TagSuggestions);
  protected readonly topics = inject(TopicsStore).all;
  protected readonly priorities = Object.values(TicketPriority)
    .reverse()
    .map((key) => ({ key, words: PRIORITY_WORDS[key] }));
  protected readonly stands = computed(() => {
    const all = Object.values(TicketStatus).map((key) => ({ key, words: STATUS_LOOKS[key].staff }));
    return all.filter(({ key }) => this.statuses()?.includes(key) ?? true);
  });
  protected readonly status = computed(() => statusOf(this.look().status) ?? '');
  protected readonly longestTag = LIMITS.ticket.tag;
  protected readonly sortWays = SORT_WAYS;
  protected readonly sort = computed(() => sortWay(this.look().sort).key);
  /** What is looked for by a text comes in the order in which it fits. */
  protected readonly isRanked = computed(() => textOf(this.look()) !== '');
  protected readonly priority = computed(() => priorityOf(this.look().priority) ?? '');
  protected readonly from = computed(() => asDay(this.look().since) ?? '');
  protected readonly to = computed(() => asDay(this.look().until) ?? '');

  /** Open where something is in use; whoever opens or folds it has the last word. */
  protected readonly isOpen = signal(false);

  constructor() {
    effect(() => {
      if (this.narrowedBy() > 0) this.isOpen.set(true);
    });
    effect(() => {
      if (this.withAssignee()) this.agents.show({ filter: {} });
    });
    // A list to choose from has to be whole.
    effect(() => {
      if (this.agents.hasMore() && !this.agents.moreProblem()) void this.agents.loadMore();
    });
  }
}

import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { SecurityEventFilter } from '#graphql';
import { EmptyState, Icon, LoadMore, ProblemNote, Skeleton, asDay, endOf, startOf } from '../../../ui';
import { AuditStore } from './audit.store';
import { AuditTable } from './audit-table';
import { KIND_GROUPS, KIND_WORDS, typesFor } from './audit-words';

interface Look {
  readonly kind?: string;
  readonly user?: string;
  readonly since?: string;
  readonly until?: string;
}

/** What happened that matters for security, for admins. What is looked for is in the address. */
@Component({
  selector: 'ccr-audit-page',
  imports: [AuditTable, EmptyState, Icon, LoadMore, MatButton, ProblemNote, RouterLink, Skeleton],
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.scss',
  providers: [AuditStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditPage {
  private readonly router = inject(Router);

  /** Query parameters of the address. */
  readonly kind = input<string>();
  readonly user = input<string>();
  readonly since = input<string>();
  readonly until = input<string>();

  protected readonly store = inject(AuditStore);
  protected readonly groups = KIND_GROUPS.map((group) => ({
    ...group,
    kinds: group.types.map((type) => ({ type, words: KIND_WORDS[type] })),
  }));

  protected readonly chosenKind = computed(() => (typesFor(this.kind()) ? (this.kind() ?? '') : ''));
  protected readonly from = computed(() => asDay(this.since()));
  protected readonly to = computed(() => asDay(this.until()));
  protected readonly filter = computed<SecurityEventFilter>(() => {
    const types = typesFor(this.kind());
    const [userId, from, to] = [this.user(), this.from(), this.to()];
    return {
      ...(types && { types: [...types] }),
      ...(userId && { userId }),
      ...(from && { since: startOf(from).toISOString() }),
      ...(to && { until: endOf(to).toISOString() }),
    };
  });
  protected readonly isFiltered = computed(() => Object.keys(this.filter()).length > 0);
  /** Known as soon as one event of theirs is on the page. */
  protected readonly person = computed(() => this.store.events()?.find(({ user }) => user?.id === this.user())?.user?.name);

  constructor() {
    effect(() => this.store.show({ filter: this.filter() }));
  }

  protected look(look: Look): Promise<boolean> {
    const queryParams = Object.fromEntries(Object.entries(look).map(([key, value]) => [key, (value as string) || null]));
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}

import { Injectable, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, NavigationEnd, Router } from '@angular/router';
import { filter, map, startWith } from 'rxjs';
import type { ListLook } from './list-look';

/** Where a list stands in the address: its tab, what staff look for, and the ticket that is open beside it. */
@Injectable()
export class ListAddress {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly params = toSignal(this.route.queryParamMap);
  private readonly reference = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => this.opened()),
    ),
  );

  readonly tab = computed(() => this.read('tab'));
  readonly look = computed<ListLook>(() => ({
    text: this.read('text'),
    ...{ topic: this.read('topic'), priority: this.read('priority'), status: this.read('status'), waiting: this.read('waiting') },
    ...{ tag: this.read('tag'), assignee: this.read('assignee'), customer: this.read('customer') },
    ...{ since: this.read('since'), until: this.read('until'), sort: this.read('sort') },
  }));
  /** The reference of the ticket that is open, if there is one. */
  readonly open = computed(() => this.reference() ?? '');

  /** Puts what is looked for into the address, in place of what was there. */
  change(look: ListLook): Promise<boolean> {
    const queryParams = Object.fromEntries(Object.entries(look).map(([key, value]) => [key, (value as string) || null]));
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  private read(name: string): string | undefined {
    return this.params()?.get(name) ?? undefined;
  }

  private opened(): string {
    const { firstChild } = this.route.snapshot;
    return String(firstChild?.params['reference'] ?? '');
  }
}

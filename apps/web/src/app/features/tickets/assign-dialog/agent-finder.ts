import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { debounce, filter, timer } from 'rxjs';
import { AgentsStore } from '../../accounts/later';

const TYPING = 250;

interface Named {
  readonly name: string;
  readonly email: string | null;
}

/** Whether the words are in the name or the address. Nothing is in everything. */
export const isNamed = ({ name, email }: Named, words: string): boolean =>
  `${name} ${email ?? ''}`.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());

/** Finds active agents and admins by a part of their name. Provided, with its `AgentsStore`, by the dialog that shows them. */
@Injectable()
export class AgentFinder {
  readonly store = inject(AgentsStore);
  readonly search = signal('');
  /** Once there was more than a page of them, those here are never all. */
  readonly isLong = linkedSignal<boolean, boolean>({
    source: this.store.hasMore,
    computation: (hasMore, before) => hasMore || (before?.value ?? false),
  });
  readonly found = computed(() => this.store.agents()?.filter((agent) => isNamed(agent, this.search())));

  /** What to say when there is none. */
  readonly nobody = computed(() =>
    this.search() ? 'Nobody has this in their name or e-mail.' : 'There are no agents yet. Add one under People first.',
  );

  constructor() {
    // What is here is looked through at once; whoever is not among it is asked for.
    toObservable(this.search)
      .pipe(
        filter(() => this.isLong()),
        debounce((words) => timer(words === '' ? 0 : TYPING)),
        takeUntilDestroyed(),
      )
      .subscribe((words) => this.show(words.trim()));
  }

  /** Shows everybody. */
  begin(): void {
    this.show('');
  }

  private show(search: string): void {
    this.store.show({ filter: { state: 'ACTIVE', ...(search && { search }) } });
  }
}

import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TagsDocument } from '#graphql/tags';
import { Subject, debounceTime, switchMap } from 'rxjs';
import { Api } from '../../../data';

const TYPING = 200;

/** The tags of the shop that begin with what is typed. They are a help: where they don't come, one types on. */
@Injectable()
export class TagSuggestions {
  private readonly typed = new Subject<string>();
  private readonly known = signal<readonly string[]>([]);

  readonly tags = this.known.asReadonly();

  constructor() {
    const api = inject(Api);
    this.typed
      .pipe(
        debounceTime(TYPING),
        switchMap((search) => api.ask(TagsDocument, { search }).catch(() => ({ tags: [] }))),
        takeUntilDestroyed(),
      )
      .subscribe(({ tags }) => this.known.set(tags));
  }

  /** Asks for them, once one has stopped typing. */
  ask(typed: string): void {
    this.typed.next(typed);
  }
}

import { ChangeDetectionStrategy, Component, type Signal, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { ProblemNote } from './problem-note';

/** A list that is read page by page, as far as going on with it is concerned. */
export interface MoreToLoad {
  readonly hasMore: Signal<boolean>;
  readonly loadingMore: Signal<boolean>;
  /** What went wrong the last time; empty when nothing did. */
  readonly moreProblem: Signal<string>;
  loadMore(): Promise<void>;
}

/** Below a list: the way to its next page, and why that did not come. Nothing where there is no more. */
@Component({
  selector: 'ccr-load-more',
  imports: [MatButton, ProblemNote],
  template: `
    @if (list().moreProblem(); as problem) { <ccr-problem-note [text]="problem" /> }
    @if (list().hasMore()) {
      <button matButton="outlined" type="button" [disabled]="list().loadingMore()" (click)="list().loadMore()">
        {{ list().loadingMore() ? 'Loading…' : words() }}
      </button>
    }
  `,
  styles: `
    :host { display: grid; gap: 16px; margin-top: 16px; }
    :host(:empty) { display: none; }
    button { justify-self: center; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LoadMore {
  readonly list = input.required<MoreToLoad>();
  readonly words = input('Load more');
}

import { DOCUMENT } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { ProblemNote } from '../../ui';
import type { FailedPage } from '../navigation-problem';

/** In place of a page that could not be opened. Trying again loads the app anew: its parts may have changed. */
@Component({
  selector: 'ccr-failed-page-note',
  imports: [ProblemNote],
  template: `
    <div class="page">
      <h1>This page did not open</h1>
      <ccr-problem-note [text]="page().words" [retry]="true" (again)="open()" />
    </div>
  `,
  styles: `h1 { margin-bottom: 16px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FailedPageNote {
  private readonly location = inject(DOCUMENT).location;

  readonly page = input.required<FailedPage>();

  protected open(): void {
    this.location.assign(this.page().url);
  }
}

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState } from '../../ui';

/** For addresses that lead nowhere. */
@Component({
  selector: 'ccr-not-found-page',
  imports: [EmptyState, MatButton, RouterLink],
  template: `
    <div class="page">
      <h1>Page not found</h1>
      <ccr-empty-state
        icon="search"
        title="There is nothing at this address"
        text="The link may be old, or a letter is missing."
      >
        <a matButton="filled" routerLink="/">Go to the tickets</a>
      </ccr-empty-state>
    </div>
  `,
  styles: `h1 { margin-bottom: 16px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {}

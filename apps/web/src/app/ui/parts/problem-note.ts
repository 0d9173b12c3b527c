import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../icon/icon';

/** Says what went wrong, and offers another try where that makes sense. */
@Component({
  selector: 'ccr-problem-note',
  imports: [Icon, MatButton],
  template: `
    <ccr-icon name="error" />
    <p class="text">{{ text() }}</p>
    @if (retry()) {
      <button matButton type="button" (click)="again.emit()">Try again</button>
    }
  `,
  styles: `
    :host {
      display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; padding: 10px 14px;
      border-radius: var(--radius); background: var(--danger-soft); color: var(--on-danger-soft);
      --mat-button-text-label-text-color: currentColor;
    }
    .text { flex: 1 1 260px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert' },
})
export class ProblemNote {
  readonly text = input.required<string>();
  readonly retry = input(false);
  readonly again = output();
}

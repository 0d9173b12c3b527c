import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** The frame of a chart: its title, and the same as a table for whoever wants to read the numbers. */
@Component({
  selector: 'ccr-chart-card',
  imports: [MatButton],
  template: `
    <section class="card" [attr.aria-label]="heading()">
      <div class="head">
        <h2>{{ heading() }}</h2>
        <button matButton type="button" [attr.aria-pressed]="asTable()" (click)="asTable.set(!asTable())">
          Table<span class="visually-hidden">: {{ heading() }}</span>
        </button>
      </div>
      <ng-content />
    </section>
  `,
  styles: `
    :host { display: block; min-width: 0; }
    section { height: 100%; padding: 14px 18px 18px; }
    .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 40px; }
    button[aria-pressed='true'] { background: var(--accent-soft); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartCard {
  readonly heading = input.required<string>();
  readonly asTable = model(false);
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Grey blocks of the size of what is being loaded, so that nothing jumps when it comes. */
@Component({
  selector: 'ccr-skeleton',
  template: `
    <span class="visually-hidden">Loading</span>
    @for (row of rows(); track $index) { <div class="row"></div> }
  `,
  styles: `
    :host { display: grid; gap: var(--gap-row); }
    .row {
      height: var(--skeleton, 92px); border-radius: var(--radius-lg); background: var(--surface-2);
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
    @keyframes breathe { to { opacity: 0.45; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status' },
})
export class Skeleton {
  readonly count = input(3);

  protected readonly rows = computed(() => Array.from({ length: this.count() }));
}

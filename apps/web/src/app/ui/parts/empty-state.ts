import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';

/** An empty place: says what will appear here, and offers one thing to do (projected). */
@Component({
  selector: 'ccr-empty-state',
  imports: [Icon],
  template: `
    <ccr-icon class="icon" [name]="icon()" />
    <p class="title">{{ title() }}</p>
    @if (text(); as text) { <p class="text">{{ text }}</p> }
    <ng-content />
  `,
  styles: `
    :host {
      display: grid; justify-items: center; gap: 6px; padding: 48px 24px; text-align: center;
      border: 1px dashed var(--line-strong); border-radius: var(--radius-lg);
    }
    .icon { --icon: 32px; color: var(--ink-2); }
    .title { font-weight: 650; }
    .text { max-width: 44ch; margin-bottom: 10px; color: var(--ink-2); text-wrap: balance; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly title = input.required<string>();
  readonly text = input<string>();
}

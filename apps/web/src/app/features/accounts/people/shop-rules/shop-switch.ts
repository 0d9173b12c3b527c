import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

let lastId = 0;

/** One rule of the shop that holds or does not. What it means stands between the tags. */
@Component({
  selector: 'ccr-shop-switch',
  template: `
    <div>
      <h2>{{ heading() }}</h2>
      <p [id]="about"><ng-content /></p>
    </div>
    <button
      class="switch"
      type="button"
      role="switch"
      [attr.aria-describedby]="about"
      [attr.aria-checked]="isOn()"
      [attr.aria-busy]="busy()"
      (click)="flip.emit(!isOn())"
    >
      <span class="visually-hidden">{{ heading() }}</span>
    </button>
  `,
  styles: `
    :host { display: flex; align-items: flex-start; gap: 12px 20px; padding: 16px 18px; }
    div { flex: 1; min-width: 0; }
    p { margin-top: 4px; color: var(--ink-2); max-width: 62ch; }
  `,
  host: { class: 'card' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShopSwitch {
  readonly heading = input.required<string>();
  readonly isOn = input.required<boolean>();
  readonly busy = input.required<boolean>();
  /** What it is to be. */
  readonly flip = output<boolean>();

  protected readonly about = `shop-switch-${++lastId}`;
}

import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

const STEP = 16;

/** The line between two panes: dragged with the pointer, or moved with the arrow keys, Home and End. */
@Component({
  selector: 'ccr-splitter',
  template: '',
  styles: `
    :host {
      position: relative; z-index: 2; flex: none; width: 9px; margin-inline: -4px; cursor: col-resize; touch-action: none;
    }
    :host::after {
      content: ''; position: absolute; inset: 0 4px; background: var(--line); transition: background var(--move);
    }
    :host(:hover)::after, :host(:focus-visible)::after { inset-inline: 3px; background: var(--accent); }
    :host(:focus-visible) { outline-offset: -1px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    role: 'separator',
    tabindex: '0',
    'aria-orientation': 'vertical',
    '[attr.aria-label]': 'label()',
    '[attr.aria-controls]': 'controls()',
    '[attr.aria-valuenow]': 'size()',
    '[attr.aria-valuemin]': 'min()',
    '[attr.aria-valuemax]': 'max()',
    '(keydown)': 'press($event)',
    '(pointerdown)': 'take($event)',
    '(pointermove)': 'drag($event)',
    '(pointerup)': 'drop()',
    '(pointercancel)': 'drop()',
  },
})
export class Splitter {
  readonly label = input.required<string>();
  /** The id of the pane whose width it sets. */
  readonly controls = input.required<string>();
  /** The width of that pane, in pixels. */
  readonly size = model.required<number>();
  readonly min = input.required<number>();
  readonly max = input.required<number>();
  /** On which side of the line that pane is. */
  readonly side = input<'before' | 'after'>('before');

  private grip: { readonly x: number; readonly size: number } | null = null;

  protected press(event: KeyboardEvent): void {
    const wanted = this.wanted(event.key);
    if (wanted === undefined) return;
    event.preventDefault();
    this.set(wanted);
  }

  protected take(event: PointerEvent): void {
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
    event.preventDefault();
    this.grip = { x: event.clientX, size: this.size() };
  }

  protected drag(event: PointerEvent): void {
    if (this.grip) this.set(this.grip.size + (event.clientX - this.grip.x) * this.sign());
  }

  protected drop(): void {
    this.grip = null;
  }

  private wanted(key: string): number | undefined {
    const moves: Record<string, number> = {
      ArrowLeft: this.size() - STEP * this.sign(),
      ArrowRight: this.size() + STEP * this.sign(),
      Home: this.min(),
      End: this.max(),
    };
    return moves[key];
  }

  private sign(): number {
    return this.side() === 'before' ? 1 : -1;
  }

  private set(size: number): void {
    this.size.set(Math.round(Math.min(this.max(), Math.max(this.min(), size))));
  }
}

import { ChangeDetectionStrategy, Component, type ElementRef, input, viewChild } from '@angular/core';
import { Icon } from '../icon/icon';

const WIDTH = 230;
const ITEM = 42;
const GAP = 4;
let lastId = 0;

/** A button with three dots, and what it offers: projected links and buttons of the class `menu-item`. */
@Component({
  selector: 'ccr-menu',
  imports: [Icon],
  template: `
    <button #opener class="opener" type="button" [attr.popovertarget]="id" [attr.aria-label]="label()">
      <ccr-icon name="more" />
    </button>
    <div #list class="list" popover [id]="id" (beforetoggle)="place()"><ng-content /></div>
  `,
  styles: `
    .opener {
      display: grid; place-items: center; width: 40px; height: 40px; padding: 0; border: 0; border-radius: 8px;
      background: none; color: var(--ink-2); cursor: pointer;
    }
    .opener:hover { background: var(--surface-2); }
    .list {
      position: absolute; inset: auto; width: 230px; margin: 0; padding: 8px; border: 1px solid var(--line);
      border-radius: var(--radius-lg); background: var(--surface); color: var(--ink); box-shadow: var(--float);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(click)': 'closeAfter($event)' },
})
export class Menu {
  /** What the menu is for, naming the thing. */
  readonly label = input.required<string>();

  protected readonly id = `ccr-menu-${++lastId}`;
  private readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');

  /** Whatever was chosen, the menu has done its work. */
  protected closeAfter({ target }: Event): void {
    const list = this.list().nativeElement;
    if (list.contains(target as Node)) list.hidePopover();
  }

  /** Below the button, or above it where there is no room; on the page, so that it scrolls along. */
  protected place(): void {
    const { style, childElementCount } = this.list().nativeElement;
    const { top, bottom, right } = this.opener().nativeElement.getBoundingClientRect();
    const height = childElementCount * ITEM + 18;
    const hasRoom = bottom + GAP + height <= innerHeight || top < height;
    style.left = `${Math.max(GAP, right - WIDTH) + scrollX}px`;
    style.top = `${(hasRoom ? bottom + GAP : top - GAP - height) + scrollY}px`;
  }
}

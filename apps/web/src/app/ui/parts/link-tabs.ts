import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/** One tab: its words, and the query parameter `tab` that stands for it in the address. */
export interface LinkTab {
  readonly key: string;
  readonly label: string;
}

/** Tabs that are links, so that each can be shared, opened elsewhere and gone back to. */
@Component({
  selector: 'ccr-link-tabs',
  imports: [RouterLink],
  template: `
    <nav [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.key) {
        <a [routerLink]="[]" [queryParams]="{ tab: tab.key }" [attr.aria-current]="tab.key === current() ? 'page' : null">
          {{ tab.label }}
        </a>
      }
    </nav>
  `,
  styles: `
    nav { display: flex; gap: 4px; border-bottom: 1px solid var(--line); }
    a {
      padding: 9px 12px; border-bottom: 2px solid transparent; margin-bottom: -1px; color: var(--ink-2);
      font-weight: 550; text-decoration: none; transition: color var(--move);
    }
    a:hover { color: var(--ink); }
    a[aria-current] { border-color: var(--accent); color: var(--accent); }
    a:focus-visible { outline-offset: -3px; border-radius: 6px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkTabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly LinkTab[]>();
  readonly current = input.required<string>();
}

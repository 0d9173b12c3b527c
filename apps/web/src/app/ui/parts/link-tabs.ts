import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/** One tab: its words, and the query parameter `tab` that stands for it in the address. */
export interface LinkTab {
  readonly key: string;
  readonly label: string;
  /** How many things stand behind it, where that is known. */
  readonly count?: number | null | undefined;
}

/** Tabs that are links, so that each can be shared, opened elsewhere and gone back to. */
@Component({
  selector: 'ccr-link-tabs',
  imports: [RouterLink],
  template: `
    <nav [attr.aria-label]="label()" [class.wraps]="wraps()">
      @for (tab of tabs(); track tab.key) {
        <a [routerLink]="[]" [queryParams]="{ tab: tab.key }" [queryParamsHandling]="keep() ? 'merge' : 'replace'" [attr.aria-current]="tab.key === current() ? 'page' : null">
          {{ tab.label }}
          @if (tab.count !== null && tab.count !== undefined) {
            <span class="count">{{ tab.count }}</span>
          }
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
    .count { margin-inline-start: 4px; color: var(--ink-2); font-weight: 400; font-variant-numeric: tabular-nums; }
    .wraps { flex-wrap: wrap; gap: 4px; border: 0; }
    .wraps a { margin: 0; padding: 4px 10px; border: 0; border-radius: 999px; background: var(--surface-2); font-size: 14px; line-height: 22px; }
    .wraps a[aria-current] { background: var(--accent-soft); color: var(--on-accent-soft); }
    .wraps a[aria-current] .count { color: inherit; }
    .wraps a:focus-visible { outline-offset: 1px; border-radius: 999px; }
    a:focus-visible { outline-offset: -3px; border-radius: 6px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LinkTabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly LinkTab[]>();
  readonly current = input.required<string>();
  /** Whether what else is in the address stays when another tab is chosen. */
  readonly keep = input(false);
  /** Whether they stand in as many lines as they need: for many tabs in a narrow place. */
  readonly wraps = input(false);
}

import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { LinkTabs } from '../../../ui';
import { AgentList } from './agent-list/agent-list';
import { ShopRules } from './shop-rules/shop-rules';

const TABS = [
  { key: 'staff', label: 'Agents and admins' },
  { key: 'security', label: 'Rules' },
] as const;

/** The shop's own people, for admins, and the rules that hold for all of them. */
@Component({
  selector: 'ccr-people-page',
  imports: [AgentList, LinkTabs, ShopRules],
  template: `
    <div class="page">
      <div class="page-head"><h1>People</h1></div>
      <ccr-link-tabs label="About the shop’s people" [tabs]="tabs" [current]="current()" />
      @if (current() === 'security') {
        <ccr-shop-rules />
      } @else {
        <ccr-agent-list [search]="search()" [role]="role()" [state]="state()" />
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeoplePage {
  /** Query parameters of the address. */
  readonly tab = input<string>();
  readonly search = input<string>();
  readonly role = input<string>();
  readonly state = input<string>();

  protected readonly tabs = TABS;
  protected readonly current = computed(() => (TABS.find(({ key }) => key === this.tab()) ?? TABS[0]).key);
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Role } from '@ccr/domain';
import { toProblem } from '../../data';
import { AvailabilityStore, SessionStore } from '../../features/accounts';
import { BellButton } from '../../features/notifications';
import { SearchPalette, placesOf } from '../../features/search';
import { Avatar, Icon, ProblemNote, ShortcutSheet } from '../../ui';

const ROLE_WORDS: Record<string, string> = { CUSTOMER: 'Customer', AGENT: 'Agent', ADMIN: 'Admin' };

/** Product name, navigation by role, and the account menu. */
@Component({
  selector: 'ccr-top-bar',
  imports: [Avatar, BellButton, Icon, MatButton, ProblemNote, RouterLink, RouterLinkActive],
  templateUrl: './top-bar.html',
  styleUrl: './top-bar.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopBar {
  private readonly session = inject(SessionStore);

  private readonly sheet = inject(ShortcutSheet);

  protected readonly palette = inject(SearchPalette);
  protected readonly availability = inject(AvailabilityStore);
  protected readonly viewer = this.session.viewer;
  protected readonly isCustomer = computed(() => this.viewer()?.role === Role.CUSTOMER);
  private readonly places = computed(() => placesOf(this.viewer()?.role));
  protected readonly inBar = computed(() => this.places().filter(({ top }) => top === 'bar' || top === 'wideBar'));
  protected readonly inMenu = computed(() => this.places().filter(({ top }) => top === 'wideBar' || top === 'menu'));
  protected readonly isStaff = this.session.isStaff;
  protected readonly isAway = computed(() => this.viewer()?.availability === 'AWAY');
  protected readonly roleWords = computed(() => ROLE_WORDS[this.viewer()?.role ?? ''] ?? '');
  protected readonly problem = signal('');

  protected showKeys(menu: HTMLElement): void {
    menu.hidePopover();
    void this.sheet.open();
  }

  protected async signOut(menu: HTMLElement): Promise<void> {
    this.problem.set('');
    try {
      await this.session.signOut();
      menu.hidePopover();
    } catch (error) {
      this.problem.set(toProblem(error).message);
    }
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Role } from '@ccr/domain';
import { toProblem } from '../../data';
import { SessionStore } from '../../features/accounts';
import { Avatar, Icon, ProblemNote } from '../../ui';

const ROLE_WORDS: Record<string, string> = { CUSTOMER: 'Customer', AGENT: 'Agent', ADMIN: 'Admin' };

/** Product name, navigation by role, and the account menu. */
@Component({
  selector: 'ccr-top-bar',
  imports: [Avatar, Icon, MatButton, ProblemNote, RouterLink, RouterLinkActive],
  templateUrl: './top-bar.html',
  styleUrl: './top-bar.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopBar {
  private readonly session = inject(SessionStore);

  protected readonly viewer = this.session.viewer;
  protected readonly isCustomer = computed(() => this.viewer()?.role === Role.CUSTOMER);
  protected readonly isAdmin = computed(() => this.viewer()?.role === Role.ADMIN);
  protected readonly roleWords = computed(() => ROLE_WORDS[this.viewer()?.role ?? ''] ?? '');
  protected readonly problem = signal('');

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

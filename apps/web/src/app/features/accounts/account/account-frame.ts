import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';

/** The frame of the pages on one's own account: their list beside them, above them on a phone. */
@Component({
  selector: 'ccr-account-frame',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <div class="page">
      <h1>Account</h1>
      <div class="columns">
        <nav aria-label="Account">
          @for (page of pages; track page.path) {
            <a
              routerLinkActive="active"
              ariaCurrentWhenActive="page"
              [routerLink]="page.path"
              [routerLinkActiveOptions]="{ exact: page.path === '/account' }"
              >{{ page.name }}</a
            >
          }
        </nav>
        <div class="content"><router-outlet /></div>
      </div>
    </div>
  `,
  styleUrl: './account-frame.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountFrame {
  protected readonly pages = [
    { path: '/account', name: 'Profile' },
    { path: '/account/security', name: 'Security' },
    { path: '/account/notifications', name: 'Notifications' },
    { path: '/account/tokens', name: 'Access tokens' },
    { path: '/account/data', name: 'Your data' },
  ];
}

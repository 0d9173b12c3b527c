import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { SecondFactorSection } from '../second-factor/second-factor-section';
import { ChangePassword } from './change-password';
import { SessionsSection } from './sessions-section';
import { SessionsStore } from './sessions.store';

/** What keeps the account safe: password, second factor, sessions. */
@Component({
  selector: 'ccr-security-page',
  imports: [ChangePassword, SecondFactorSection, SessionsSection],
  // The first two end the other sessions.
  template: `
    <ccr-change-password (changed)="sessions.refresh()" />
    <ccr-second-factor-section (changed)="sessions.refresh()" />
    <ccr-sessions-section />
  `,
  styles: `
    :host { display: grid; gap: 20px; }
  `,
  providers: [SessionsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecurityPage {
  protected readonly sessions = inject(SessionsStore);
}

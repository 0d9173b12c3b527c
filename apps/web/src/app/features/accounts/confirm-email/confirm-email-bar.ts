import { ChangeDetectionStrategy, Component, inject, signal, viewChild } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { ResendButton } from '../door-parts/resend-button';
import { SessionStore } from '../session.store';
import { ConfirmEmailForm } from './confirm-email-form';
import { ConfirmEmailStore } from './confirm-email.store';

const SHOW_FOR = 5_000;

/** Asks for the code of the mail, on every page, until it was entered. */
@Component({
  selector: 'ccr-confirm-email-bar',
  imports: [ConfirmEmailForm, ResendButton],
  template: `
    <section aria-label="Confirm your e-mail">
      <p class="text"><strong>Confirm your e-mail:</strong> we sent a code to {{ session.viewer()?.email }}.</p>
      @if (open()) {
        <ccr-confirm-email-form (confirmed)="thank()" />
      } @else {
        <button class="link" type="button" (click)="show()">Enter the code</button>
      }
      <ccr-resend-button label="Send again" [send]="sendAgain" />
    </section>
  `,
  styles: `
    section {
      display: flex; flex-wrap: wrap; align-items: center; gap: 2px 20px; padding: 7px clamp(12px, 2.5vw, 24px);
      border-bottom: 1px solid var(--note-line); background: var(--note); color: var(--on-note);
      --accent: var(--on-note); --ink-2: var(--on-note); --on-accent: var(--note);
    }
    .text { overflow-wrap: anywhere; }
    .link {
      min-height: 32px; padding: 0; border: 0; background: none; color: inherit; font: inherit;
      text-decoration: underline; text-underline-offset: 3px; cursor: pointer;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmEmailBar {
  private readonly store = inject(ConfirmEmailStore);
  private readonly snackBar = inject(MatSnackBar);
  private readonly form = viewChild(ConfirmEmailForm);

  protected readonly session = inject(SessionStore);
  protected readonly open = signal(false);
  protected readonly sendAgain = async (): Promise<boolean> => {
    await this.store.sendAgain();
    return true;
  };

  protected show(): void {
    this.open.set(true);
    setTimeout(() => this.form()?.focus());
  }

  protected thank(): void {
    this.snackBar.open('Your e-mail is confirmed.', undefined, { duration: SHOW_FOR });
  }
}

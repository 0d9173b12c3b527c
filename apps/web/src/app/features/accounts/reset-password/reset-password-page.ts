import { ChangeDetectionStrategy, Component, ElementRef, inject, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ProblemNote } from '../../../ui';
import { type Carried, carried } from '../door-parts/carried';
import { ResendButton } from '../door-parts/resend-button';
import { DoorsStore } from '../doors.store';
import { CodeField } from '../forms/code-field';
import { emailControl, sixDigits, withoutBlanks } from '../forms/controls';
import { EmailField } from '../forms/email-field';
import { Submission } from '../forms/submission';
import { NewPassword, newPasswordControls } from '../password-strength/new-password';

const NOTICE = 'Your password was changed, and you are signed out everywhere. Sign in with the new one.';

/** A new password with the code that was sent. Nobody is signed in by it. */
@Component({
  selector: 'ccr-reset-password-page',
  imports: [CodeField, EmailField, MatButton, NewPassword, ProblemNote, ReactiveFormsModule, ResendButton, RouterLink],
  templateUrl: './reset-password-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResetPasswordPage {
  private readonly doors = inject(DoorsStore);
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly carried = carried();

  protected readonly bySms = this.carried.bySms === true;
  protected readonly justSent = this.carried.codeSent === true;
  protected readonly sentTo = signal(this.justSent ? (this.carried.email ?? '') : '');
  protected readonly form = new FormGroup({
    email: emailControl(this.carried.email),
    code: sixDigits(),
    ...newPasswordControls(),
  });
  protected readonly passwords = this.form.controls;
  protected readonly sending = new Submission(this.form);

  /** Sends another code to the address in the form. */
  protected readonly sendAgain = async (): Promise<boolean> => {
    const { email } = this.form.controls;
    if (email.invalid) {
      email.markAsTouched();
      email.markAsDirty();
      this.host.querySelector<HTMLElement>('input')?.focus();
      return false;
    }
    await this.doors.requestReset(email.value.trim(), this.bySms ? 'SMS' : 'MAIL');
    this.sentTo.set(email.value.trim());
    return true;
  };

  protected async submit(): Promise<void> {
    const { email, code, newPassword } = this.form.getRawValue();
    const input = { email: email.trim(), code: withoutBlanks(code), newPassword };
    const state: Carried = { email: input.email, notice: NOTICE };
    if (await this.sending.send(() => this.doors.resetPassword(input))) await this.router.navigate(['/sign-in'], { state });
  }
}

import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@ccr/domain';
import { toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl } from '../../../ui/form';
import { carried } from '../door-parts/carried';
import { EmailField } from '../forms/email-field';
import { Submission } from '../forms/submission';
import { NewPassword } from '../password-strength/new-password';
import { SessionStore } from '../session.store';
import { signUpForm } from './sign-up-form';

/** Sign-up makes customers, with as little to fill in as can be. */
@Component({
  selector: 'ccr-sign-up-page',
  imports: [EmailField, Field, FieldControl, MatButton, NewPassword, ProblemNote, ReactiveFormsModule, RouterLink],
  templateUrl: './sign-up-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignUpPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);

  readonly returnTo = input<string>();

  protected readonly limits = LIMITS;
  protected readonly form = signUpForm();
  protected readonly passwords = { newPassword: this.form.controls.password, confirmPassword: this.form.controls.confirmPassword };
  protected readonly sending = new Submission(this.form);
  /** The address that the server would not take, as it was typed. */
  protected readonly refusedEmail = signal<string | null>(null);

  constructor() {
    const { email } = carried();
    if (email) this.form.controls.email.setValue(email);
  }

  protected async submit(): Promise<void> {
    this.refusedEmail.set(null);
    if (await this.sending.send(() => this.signUp())) await this.router.navigateByUrl(this.returnTo() ?? '/');
  }

  private async signUp(): Promise<void> {
    const { name, email, password, mobile } = this.form.getRawValue();
    const number = mobile.replace(/[\s()-]/g, '') || null;
    try {
      await this.session.signUp({ name: name.trim(), email: email.trim(), password, mobile: number });
    } catch (error) {
      if (toProblem(error).issues.some(({ field }) => field === 'email')) this.refusedEmail.set(email);
      throw error;
    }
  }
}

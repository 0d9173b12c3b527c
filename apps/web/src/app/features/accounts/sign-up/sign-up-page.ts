import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@ccr/domain';
import { toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl, PasswordField, applyIssues, isReady } from '../../../ui/form';
import { SessionStore } from '../session.store';
import { signUpForm } from './sign-up-form';

/** Sign-up makes customers, with as little to fill in as can be. */
@Component({
  selector: 'ccr-sign-up-page',
  imports: [Field, FieldControl, MatButton, PasswordField, ProblemNote, ReactiveFormsModule, RouterLink],
  templateUrl: './sign-up-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignUpPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly returnTo = input<string>();

  protected readonly limits = LIMITS;
  protected readonly passwordHint = `At least ${LIMITS.password.min} characters. A few words make a good one.`;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly form = signUpForm();

  constructor() {
    const { password, confirmPassword } = this.form.controls;
    password.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => confirmPassword.updateValueAndValidity());
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const { name, email, password, mobile } = this.form.getRawValue();
      const number = mobile.replace(/[\s()-]/g, '') || null;
      await this.session.signUp({ name: name.trim(), email: email.trim(), password, mobile: number });
      await this.router.navigateByUrl(this.returnTo() ?? '/');
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.message);
    } finally {
      this.busy.set(false);
    }
  }
}

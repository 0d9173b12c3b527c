import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@ccr/domain';
import { toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl, PasswordField, applyIssues, isReady, worded } from '../../../ui/form';
import { SessionStore } from '../session.store';

/** The one door for customers, agents and admins. */
@Component({
  selector: 'ccr-sign-in-page',
  imports: [Field, FieldControl, MatButton, PasswordField, ProblemNote, ReactiveFormsModule, RouterLink],
  templateUrl: './sign-in-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Where to go afterwards: query parameters of the address. */
  readonly returnTo = input<string>();
  readonly ended = input<string>();

  protected readonly limits = LIMITS;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly form = new FormGroup({
    email: new FormControl('', {
      nonNullable: true,
      validators: [worded.required('Enter your e-mail.'), worded.email('This does not look like an e-mail address.')],
    }),
    password: new FormControl('', { nonNullable: true, validators: worded.required('Enter your password.') }),
    rememberMe: new FormControl(false, { nonNullable: true }),
  });

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const { email, password, rememberMe } = this.form.getRawValue();
      await this.session.signIn({ email: email.trim(), password, rememberMe });
      await this.router.navigateByUrl(this.returnTo() ?? '/');
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.message);
    } finally {
      this.busy.set(false);
    }
  }
}

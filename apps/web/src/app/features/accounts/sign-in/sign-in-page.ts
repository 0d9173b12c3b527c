import { ChangeDetectionStrategy, Component, ElementRef, inject, input, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router, RouterLink } from '@angular/router';
import { toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl, PasswordField, worded } from '../../../ui/form';
import { carried } from '../door-parts/carried';
import { emailControl, knownPassword, withoutBlanks } from '../forms/controls';
import { EmailField } from '../forms/email-field';
import { Submission } from '../forms/submission';
import { SessionStore } from '../session.store';

/** Long enough to be seen after the page has changed. */
const SHOW_FOR = 10_000;

/** The one door for customers, agents and admins. Whoever has a second factor is asked for it after the password. */
@Component({
  selector: 'ccr-sign-in-page',
  imports: [EmailField, Field, FieldControl, MatButton, PasswordField, ProblemNote, ReactiveFormsModule, RouterLink],
  templateUrl: './sign-in-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly snackBar = inject(MatSnackBar);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly carried = carried();

  /** Where to go afterwards: query parameters of the address. */
  readonly returnTo = input<string>();
  readonly ended = input<string>();

  protected readonly notice = this.carried.notice;
  protected readonly form = new FormGroup({
    email: emailControl(this.carried.email),
    password: knownPassword(),
    rememberMe: new FormControl(false, { nonNullable: true }),
  });
  protected readonly codeForm = new FormGroup({
    code: new FormControl('', { nonNullable: true, validators: worded.required('Enter the code.') }),
  });
  protected readonly signingIn = new Submission(this.form);
  protected readonly proving = new Submission(this.codeForm);
  /** The password was right, and is kept here until the code is. */
  protected readonly codeWanted = signal(false);
  protected readonly fromRecovery = signal(false);

  protected async submit(): Promise<void> {
    const isIn = await this.signingIn.send(async () => {
      try {
        await this.enter();
      } catch (error) {
        if (toProblem(error).code !== 'SECOND_FACTOR_REQUIRED') throw error;
        this.askForCode();
      }
    });
    if (isIn && !this.codeWanted()) await this.goOn();
  }

  protected async prove(): Promise<void> {
    const code = withoutBlanks(this.codeForm.getRawValue().code);
    if (await this.proving.send(() => this.enter(code))) await this.goOn();
  }

  protected switchCode(): void {
    this.fromRecovery.update((now) => !now);
    this.codeForm.reset();
    this.focusFirst();
  }

  protected back(): void {
    this.codeWanted.set(false);
    this.proving.problem.set('');
    this.focusFirst();
  }

  private async enter(code?: string): Promise<void> {
    const { email, password, rememberMe } = this.form.getRawValue();
    const isKept = await this.session.signIn({ email: email.trim(), password, rememberMe, ...(code && { code }) });
    if (isKept) this.snackBar.open('Your account will not be deleted: you signed in.', 'OK', { duration: SHOW_FOR });
  }

  private askForCode(): void {
    this.codeForm.reset();
    this.fromRecovery.set(false);
    this.codeWanted.set(true);
    this.focusFirst();
  }

  private async goOn(): Promise<void> {
    await this.router.navigateByUrl(this.returnTo() ?? '/');
  }

  /** The other form is on the page only after the next rendering. */
  private focusFirst(): void {
    setTimeout(() => this.host.querySelector('input')?.focus());
  }
}

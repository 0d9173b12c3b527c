import { ChangeDetectionStrategy, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { LIMITS, Role } from '@ccr/domain';
import { Drafts, newId, toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl, PasswordField, applyIssues, isReady, worded } from '../../../ui/form';
import { closeWithSession } from '../close-with-session';
import { SessionStore } from '../session.store';
import { type Agent, type AgentsStore } from './agents.store';
import { firstPassword } from './first-password';

/** What outlives a failure, a reload and the end of the session. A password is kept nowhere. */
const BLANK_AGENT: { name: string; email: string; role: 'AGENT' | 'ADMIN' } = { name: '', email: '', role: 'AGENT' };

/** Asks for what a new agent or admin needs, makes them, and closes with them. */
@Component({
  selector: 'ccr-add-agent-dialog',
  imports: [
    Field,
    FieldControl,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    PasswordField,
    ProblemNote,
    ReactiveFormsModule,
  ],
  templateUrl: './add-agent-dialog.html',
  styles: `
    .fields { display: grid; gap: 6px; }
    .generate { justify-self: start; margin: -6px 0 6px -12px; }
    ccr-problem-note { margin-bottom: 12px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AddAgentDialog {
  private readonly store = inject<AgentsStore>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<AddAgentDialog, Agent>>(MatDialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly passwordField = viewChild.required(PasswordField);
  private readonly drafts = inject(Drafts);
  private readonly key = `${inject(SessionStore).viewer()?.id}:agent`;
  private attempt = newId();

  protected readonly limits = LIMITS;
  protected readonly roles = Role;
  protected readonly passwordHint = `At least ${LIMITS.password.min} characters. Tell it to them yourself.`;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: worded.required('Enter their name.') }),
    email: new FormControl('', {
      nonNullable: true,
      validators: [worded.required('Enter their e-mail.'), worded.email('This does not look like an e-mail address.')],
    }),
    password: new FormControl('', {
      nonNullable: true,
      validators: [
        worded.required('Choose a first password.'),
        worded.minLength(LIMITS.password.min, `Use at least ${LIMITS.password.min} characters.`),
      ],
    }),
    role: new FormControl<'AGENT' | 'ADMIN'>('AGENT', { nonNullable: true }),
  });

  constructor() {
    closeWithSession(this.dialog);
    this.form.patchValue(this.drafts.read(this.key, BLANK_AGENT));
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      this.attempt = newId(); // someone else: the same id would give back who was made before
      const { password: _, ...kept } = this.form.getRawValue();
      this.drafts.write(this.key, kept);
    });
  }

  protected generate(): void {
    this.form.controls.password.setValue(firstPassword());
    this.passwordField().shown.set(true);
  }

  /** Cancelled on purpose: the next time begins with an empty form. */
  protected forget(): void {
    this.drafts.remove(this.key);
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const { name, email, ...rest } = this.form.getRawValue();
      const agent = { name: name.trim(), email: email.trim(), ...rest, clientMutationId: this.attempt };
      const made = await this.store.create(agent);
      this.forget();
      this.dialog.close(made);
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.message);
    } finally {
      this.busy.set(false);
    }
  }
}

import { ChangeDetectionStrategy, Component, ElementRef, inject, signal, viewChild } from '@angular/core';
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
import { newId, toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl, PasswordField, applyIssues, isReady, worded } from '../../../ui/form';
import { closeWithSession } from '../close-with-session';
import { type Agent, type AgentsStore } from './agents.store';
import { firstPassword } from './first-password';

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
  private readonly clientMutationId = newId();

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
  }

  protected generate(): void {
    this.form.controls.password.setValue(firstPassword());
    this.passwordField().shown.set(true);
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const { name, email, ...rest } = this.form.getRawValue();
      const agent = { name: name.trim(), email: email.trim(), ...rest, clientMutationId: this.clientMutationId };
      this.dialog.close(await this.store.create(agent));
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.message);
    } finally {
      this.busy.set(false);
    }
  }
}

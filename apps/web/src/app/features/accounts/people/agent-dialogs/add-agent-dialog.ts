import { ChangeDetectionStrategy, Component, computed, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
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
import { LIMITS } from '@ccr/domain';
import type { CreateAgentInput } from '#graphql';
import { Drafts, newId } from '../../../../data';
import { ProblemNote } from '../../../../ui';
import { Field, FieldControl, PasswordField, worded } from '../../../../ui/form';
import { closeWithSession } from '../../close-with-session';
import { emailControl } from '../../forms/controls';
import { EmailField } from '../../forms/email-field';
import { Submission } from '../../forms/submission';
import { SessionStore } from '../../session.store';
import { AgentFields } from './agent-fields';
import { agentControls, type StaffRole, toCapacity } from './agent-form';
import { type Agent, type AgentsStore } from '../agents.store';
import { firstPassword } from './first-password';

/** What outlives a failure, a reload and the end of the session. A password is kept nowhere. */
const BLANK_AGENT = {
  name: '',
  email: '',
  role: 'AGENT' as StaffRole,
  topicIds: [] as string[],
  capacity: '',
  way: 'invitation' as 'invitation' | 'password',
};

/** Asks for what a new agent or admin needs, makes them, and closes with them. */
@Component({
  selector: 'ccr-add-agent-dialog',
  imports: [
    AgentFields,
    EmailField,
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
  styleUrl: './agent-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AddAgentDialog {
  private readonly store = inject<AgentsStore>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<AddAgentDialog, Agent>>(MatDialogRef);
  private readonly passwordField = viewChild(PasswordField);
  private readonly drafts = inject(Drafts);
  private readonly key = `${inject(SessionStore).viewer()?.id}:agent`;
  private attempt = newId();

  protected readonly limits = LIMITS;
  protected readonly passwordHint = 'Tell it to them yourself. They choose their own at the first sign-in.';
  protected readonly form = new FormGroup({
    ...agentControls(),
    email: emailControl('', 'Enter their e-mail.'),
    password: new FormControl('', {
      nonNullable: true,
      validators: [
        worded.required('Choose a first password.'),
        worded.minLength(LIMITS.password.min, `Use at least ${LIMITS.password.min} characters.`),
      ],
    }),
    /** How they come in. */
    way: new FormControl(BLANK_AGENT.way, { nonNullable: true }),
  });
  protected readonly sending = new Submission(this.form);
  private readonly way = toSignal(this.form.controls.way.valueChanges, { initialValue: BLANK_AGENT.way });
  protected readonly hasPassword = computed(() => this.way() === 'password');

  constructor() {
    closeWithSession(this.dialog);
    const { password, way } = this.form.controls;
    password.disable();
    way.valueChanges.pipe(takeUntilDestroyed()).subscribe((chosen) => password[chosen === 'password' ? 'enable' : 'disable']());
    this.form.patchValue(this.drafts.read(this.key, BLANK_AGENT));
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      this.attempt = newId(); // someone else: the same id would give back who was made before
      const { password: _, ...kept } = this.form.getRawValue();
      this.drafts.write(this.key, kept);
    });
  }

  protected generate(): void {
    this.form.controls.password.setValue(firstPassword());
    this.passwordField()?.shown.set(true);
  }

  /** Cancelled on purpose: the next time begins with an empty form. */
  protected forget(): void {
    this.drafts.remove(this.key);
  }

  private input(): CreateAgentInput {
    const { name, email, role, topicIds, capacity, way, password } = this.form.getRawValue();
    return {
      name: name.trim(),
      email: email.trim(),
      role,
      topicIds,
      capacity: toCapacity(capacity),
      ...(way === 'password' && { password }),
      clientMutationId: this.attempt,
    };
  }

  protected async submit(): Promise<void> {
    await this.sending.send(async () => {
      const made = await this.store.create(this.input());
      this.forget();
      this.dialog.close(made);
    });
  }
}

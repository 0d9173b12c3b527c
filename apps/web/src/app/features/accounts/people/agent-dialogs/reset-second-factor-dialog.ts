import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { ProblemNote } from '../../../../ui';
import { PasswordField } from '../../../../ui/form';
import { closeWithSession } from '../../close-with-session';
import { knownPassword } from '../../forms/controls';
import { Submission } from '../../forms/submission';
import { AgentVerbs } from '../agent-verbs.store';
import type { Agent } from '../agents.store';

/** Asks for the admin's own password before someone's second factor is taken away; closes with true when it was. */
@Component({
  selector: 'ccr-reset-second-factor-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, PasswordField, ProblemNote, ReactiveFormsModule],
  template: `
    <h2 matDialogTitle>Remove the second factor of {{ agent.name }}?</h2>
    <form novalidate [formGroup]="form" (ngSubmit)="submit()">
      <mat-dialog-content>
        @if (removing.problem()) {
          <ccr-problem-note [text]="removing.problem()" />
        }
        <p class="what">
          They are signed out, and come in with their password alone until they set up another one. Make sure that it is
          {{ agent.name }} who asks for it.
        </p>
        <ccr-password-field label="Your password" autocomplete="current-password" [control]="form.controls.password" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" matDialogClose>Cancel</button>
        <button matButton="filled" type="submit" [attr.aria-busy]="removing.busy()">{{ removing.busy() ? 'Removing…' : 'Remove' }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: './agent-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResetSecondFactorDialog {
  private readonly verbs = inject(AgentVerbs);
  private readonly dialog = inject<MatDialogRef<ResetSecondFactorDialog, boolean>>(MatDialogRef);

  protected readonly agent = inject<Agent>(MAT_DIALOG_DATA);
  protected readonly form = new FormGroup({ password: knownPassword() });
  protected readonly removing = new Submission(this.form);

  constructor() {
    closeWithSession(this.dialog);
  }

  protected async submit(): Promise<void> {
    await this.removing.send(async () => {
      await this.verbs.resetSecondFactor(this.agent.id, this.form.getRawValue().password);
      this.dialog.close(true);
    });
  }
}

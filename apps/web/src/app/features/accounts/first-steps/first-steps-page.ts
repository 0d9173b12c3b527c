import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { Duty } from '@ccr/domain';
import { ProblemNote } from '../../../ui';
import { PasswordField } from '../../../ui/form';
import { knownPassword } from '../forms/controls';
import { Submission } from '../forms/submission';
import { SecondFactorSetup } from '../account/second-factor/second-factor-setup';
import { NewPassword, newPasswordControls } from '../password-strength/new-password';
import { SessionStore } from '../session.store';

/** What someone has to do before anything else in the shop is open to them, one thing after the other. */
@Component({
  selector: 'ccr-first-steps-page',
  imports: [MatButton, NewPassword, PasswordField, ProblemNote, ReactiveFormsModule, SecondFactorSetup],
  templateUrl: './first-steps-page.html',
  styleUrl: '../door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FirstStepsPage {
  private readonly router = inject(Router);

  /** Where to go afterwards. */
  readonly returnTo = input<string>();

  protected readonly session = inject(SessionStore);
  protected readonly Duty = Duty;
  /** Moves on only when the step is done here: recovery codes stay on the page until they are stored. */
  protected readonly step = signal(this.firstDuty());
  protected readonly form = new FormGroup({
    currentPassword: knownPassword('Enter the password that you signed in with.'),
    ...newPasswordControls(),
  });
  protected readonly sending = new Submission(this.form);

  protected async changePassword(): Promise<void> {
    const { currentPassword, newPassword } = this.form.getRawValue();
    if (await this.sending.send(() => this.session.changePassword({ currentPassword, newPassword }))) await this.goOn();
  }

  protected async goOn(): Promise<void> {
    this.step.set(this.firstDuty());
    if (!this.step()) await this.router.navigateByUrl(this.returnTo() ?? '/');
  }

  private firstDuty(): string | undefined {
    return this.session.viewer()?.duties[0];
  }
}

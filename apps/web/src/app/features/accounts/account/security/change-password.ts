import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@ccr/domain';
import { ProblemNote } from '../../../../ui';
import { PasswordField } from '../../../../ui/form';
import { NewPassword, newPasswordControls } from '../../password-strength/new-password';
import { SessionStore } from '../../session.store';
import { knownPassword } from '../../forms/controls';
import { Submission } from '../../forms/submission';

/** Another password, by whoever knows the one of now. */
@Component({
  selector: 'ccr-change-password',
  imports: [MatButton, NewPassword, PasswordField, ProblemNote, ReactiveFormsModule],
  templateUrl: './change-password.html',
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChangePassword {
  private readonly session = inject(SessionStore);

  readonly changed = output();

  protected readonly limits = LIMITS;
  protected readonly about = computed(() => [this.session.viewer()?.name ?? '', this.session.viewer()?.email ?? '']);
  protected readonly saved = signal('');
  protected readonly form = new FormGroup({
    currentPassword: knownPassword('Enter the password that you have now.'),
    ...newPasswordControls(),
  });
  protected readonly submission = new Submission(this.form);

  protected async change(): Promise<void> {
    this.saved.set('');
    await this.submission.send(async () => {
      const { currentPassword, newPassword } = this.form.getRawValue();
      await this.session.changePassword({ currentPassword, newPassword });
      this.form.reset();
      this.saved.set('Your password was changed. Everywhere else you are signed out.');
      this.changed.emit();
    });
  }
}

import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { ProblemNote, dateWords } from '../../../../ui';
import { Confirm } from '../../../../ui/confirm/confirm';
import { PasswordField } from '../../../../ui/form';
import { SessionStore } from '../../session.store';
import { AccountStore } from '../account.store';
import { knownPassword } from '../../forms/controls';
import { Submission } from '../../forms/submission';

/** The end of the account: what happens is said first, and it can be thought better of for a week. */
@Component({
  selector: 'ccr-delete-account',
  imports: [MatButton, PasswordField, ProblemNote, ReactiveFormsModule],
  templateUrl: './delete-account.html',
  styleUrls: ['../section.scss', './delete-account.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeleteAccount {
  private readonly store = inject(AccountStore);
  private readonly session = inject(SessionStore);
  private readonly confirm = inject(Confirm);

  protected readonly isStaff = this.session.isStaff;
  protected readonly form = new FormGroup({ password: knownPassword() });
  protected readonly submission = new Submission(this.form);
  private readonly who = computed(() => `${this.session.viewer()?.name} (${this.session.viewer()?.email})`);

  protected async delete(): Promise<void> {
    if (!this.form.invalid && !(await this.isSure())) return;
    await this.submission.send(async () => {
      const until = await this.store.delete(this.form.getRawValue().password);
      const notice = `Your account will be erased on ${dateWords(until)}. Sign in before then to keep it.`;
      this.session.ended.next({ notice });
    });
  }

  private isSure(): Promise<boolean> {
    return this.confirm.ask({
      title: 'Delete this account?',
      text: `The account of ${this.who()} is signed out everywhere now and erased in 7 days.`,
      yes: 'Delete the account',
    });
  }
}

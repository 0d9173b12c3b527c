import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { toProblem } from '../../../../data';
import { ProblemNote, focusMover } from '../../../../ui';
import { PasswordField } from '../../../../ui/form';
import { emailControl, knownPassword, sixDigits, withoutBlanks } from '../../forms/controls';
import { EmailField } from '../../forms/email-field';
import { Submission } from '../../forms/submission';
import { SessionStore } from '../../session.store';
import { AccountStore } from '../account.store';
import { CodeForm } from './code-form';

/** The address one signs in with, and its change: asked for with the password, confirmed at the new address. */
@Component({
  selector: 'ccr-email-section',
  imports: [CodeForm, EmailField, MatButton, PasswordField, ProblemNote, ReactiveFormsModule, RouterLink],
  templateUrl: './email-section.html',
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmailSection {
  private readonly store = inject(AccountStore);
  private readonly moveFocus = focusMover();

  protected readonly viewer = inject(SessionStore).viewer;
  protected readonly pending = computed(() => this.viewer()?.pendingEmail ?? null);
  protected readonly asking = signal(false);
  protected readonly problem = signal('');
  protected readonly said = signal('');

  protected readonly askForm = new FormGroup({
    newEmail: emailControl('', 'Enter the new e-mail.'),
    password: knownPassword(),
  });
  protected readonly codeForm = new FormGroup({ code: sixDigits() });
  protected readonly request = new Submission(this.askForm);
  protected readonly confirmation = new Submission(this.codeForm);

  /** Also the way to another code: it is sent for the address and the password again. */
  protected ask(): void {
    this.say('');
    this.askForm.reset({ newEmail: this.pending() ?? '', password: '' });
    this.request.problem.set('');
    this.asking.set(true);
    this.moveFocus('input');
  }

  protected back(): void {
    this.asking.set(false);
    this.moveFocus('h2');
  }

  protected async send(): Promise<void> {
    await this.request.send(async () => {
      const { newEmail, password } = this.askForm.getRawValue();
      await this.store.requestEmailChange(newEmail.trim(), password);
      this.askForm.reset();
      this.codeForm.reset();
      this.asking.set(false);
      this.moveFocus('input');
    });
  }

  protected async confirm(): Promise<void> {
    await this.confirmation.send(async () => {
      await this.store.confirmEmailChange(withoutBlanks(this.codeForm.getRawValue().code));
      this.codeForm.reset();
      this.say('Your e-mail was changed.');
    });
  }

  protected async cancel(): Promise<void> {
    this.say('');
    try {
      await this.store.cancelEmailChange();
      this.say('The e-mail stays as it is.');
    } catch (error) {
      this.problem.set(toProblem(error).message);
    }
  }

  private say(words: string): void {
    this.problem.set('');
    this.said.set(words);
    if (words) this.moveFocus('h2');
  }
}

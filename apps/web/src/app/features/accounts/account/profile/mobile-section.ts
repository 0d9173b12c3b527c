import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { ProblemNote, focusMover } from '../../../../ui';
import { PasswordField } from '../../../../ui/form';
import { knownPassword, sixDigits, withoutBlanks } from '../../forms/controls';
import { Submission } from '../../forms/submission';
import { SessionStore } from '../../session.store';
import { SmsStore } from '../../sms.store';
import { AccountStore } from '../account.store';
import { CodeForm } from './code-form';

/** Whether text messages reach one, and how to show it: asked for with the password, confirmed by a code. */
@Component({
  selector: 'ccr-mobile-section',
  imports: [CodeForm, MatButton, PasswordField, ProblemNote, ReactiveFormsModule],
  templateUrl: './mobile-section.html',
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MobileSection {
  private readonly store = inject(AccountStore);
  private readonly sms = inject(SmsStore);
  private readonly moveFocus = focusMover();
  /** The number that a code was sent to: another one needs its own. */
  private readonly sentTo = signal<string | null>(null);

  protected readonly viewer = inject(SessionStore).viewer;
  protected readonly isOffered = computed(() => this.sms.available() && Boolean(this.viewer()?.mobile));
  protected readonly isSent = computed(() => this.sentTo() === this.viewer()?.mobile);
  protected readonly asking = signal(false);
  protected readonly said = signal('');

  protected readonly askForm = new FormGroup({ password: knownPassword() });
  protected readonly codeForm = new FormGroup({ code: sixDigits() });
  protected readonly request = new Submission(this.askForm);
  protected readonly confirmation = new Submission(this.codeForm);

  /** Also the way to another code. */
  protected ask(): void {
    this.said.set('');
    this.askForm.reset();
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
      const number = this.viewer()?.mobile ?? null;
      await this.store.requestMobileCode(this.askForm.getRawValue().password);
      this.askForm.reset();
      this.codeForm.reset();
      this.sentTo.set(number);
      this.asking.set(false);
      this.moveFocus('input');
    });
  }

  protected async confirm(): Promise<void> {
    await this.confirmation.send(async () => {
      await this.store.verifyMobile(withoutBlanks(this.codeForm.getRawValue().code));
      this.codeForm.reset();
      this.sentTo.set(null);
      this.said.set('Your mobile number is confirmed.');
      this.moveFocus('h2');
    });
  }
}

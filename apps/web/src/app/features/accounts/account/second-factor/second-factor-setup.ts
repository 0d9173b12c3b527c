import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { toProblem } from '../../../../data';
import { ProblemNote, focusMover } from '../../../../ui';
import { PasswordField } from '../../../../ui/form';
import { CodeField } from '../../forms/code-field';
import { knownPassword, sixDigits, withoutBlanks } from '../../forms/controls';
import { CopyButton } from '../parts/copy-button';
import { Submission } from '../../forms/submission';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';
import { type AppKey, SecondFactorStore } from './second-factor.store';

const LETTERS_OF_A_GROUP = /.{1,4}/g;

/**
 * Sets up the second factor: password, authenticator app, recovery codes. Stands wherever it is put. `done` comes once
 * the codes are stored; only then the viewer in the cache has the factor and is free of the duty to set it up.
 */
@Component({
  selector: 'ccr-second-factor-setup',
  imports: [CodeField, CopyButton, MatButton, PasswordField, ProblemNote, QrCode, ReactiveFormsModule, RecoveryCodes],
  templateUrl: './second-factor-setup.html',
  styleUrl: './second-factor-setup.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactorSetup {
  private readonly store = inject(SecondFactorStore);
  private readonly moveFocus = focusMover();

  /** Where nobody has to, there is a way out until it is on. */
  readonly cancellable = input(false);
  readonly cancelled = output();
  readonly done = output();

  protected readonly passwordForm = new FormGroup({ password: knownPassword() });
  protected readonly codeForm = new FormGroup({ code: sixDigits() });
  protected readonly starting = new Submission(this.passwordForm);
  protected readonly confirming = new Submission(this.codeForm);

  protected readonly key = signal<AppKey | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly finishing = signal(false);
  protected readonly problem = signal('');
  protected readonly groupedSecret = computed(() => this.key()?.secret.match(LETTERS_OF_A_GROUP)?.join(' ') ?? '');

  protected async start(): Promise<void> {
    await this.starting.send(async () => {
      this.key.set(await this.store.start(this.passwordForm.getRawValue().password));
      this.passwordForm.reset();
      this.moveFocus('.step');
    });
  }

  protected async confirm(): Promise<void> {
    await this.confirming.send(async () => {
      this.codes.set(await this.store.confirm(withoutBlanks(this.codeForm.getRawValue().code)).catch(this.beginAgain));
      this.key.set(null);
      this.moveFocus('.step');
    });
  }

  /** The key of this page may be good for nothing any more: too old, or replaced from elsewhere. */
  private readonly beginAgain = (error: unknown): never => {
    const { code, reason } = toProblem(error);
    if (code === 'CONFLICT') {
      this.key.set(null);
      this.codeForm.reset();
      this.starting.problem.set(reason);
    }
    throw error;
  };

  protected async finish(): Promise<void> {
    if (this.finishing()) return;
    this.finishing.set(true);
    this.problem.set('');
    try {
      await this.store.reread();
      this.done.emit();
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.finishing.set(false);
    }
  }
}

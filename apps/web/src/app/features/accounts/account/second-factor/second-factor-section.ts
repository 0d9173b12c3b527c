import { ChangeDetectionStrategy, Component, computed, inject, output, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { ProblemNote, focusMover } from '../../../../ui';
import { Confirm } from '../../../../ui/confirm/confirm';
import { Field, FieldControl, PasswordField, worded } from '../../../../ui/form';
import { SessionStore } from '../../session.store';
import { knownPassword, withoutBlanks } from '../../forms/controls';
import { Submission } from '../../forms/submission';
import { RecoveryCodes } from './recovery-codes';
import { SecondFactorSetup } from './second-factor-setup';
import { SecondFactorStore } from './second-factor.store';

/** The password and a code, to say once more who sits there; a recovery code will do, too. */
const proofs = () =>
  new FormGroup({
    password: knownPassword(),
    code: new FormControl('', { nonNullable: true, validators: worded.required('Enter a code.') }),
  });

type Doing = 'nothing' | 'settingUp' | 'turningOff' | 'renewing';

/** Whether signing in asks for more than the password, and the ways to change that. */
@Component({
  selector: 'ccr-second-factor-section',
  imports: [
    Field,
    FieldControl,
    MatButton,
    PasswordField,
    ProblemNote,
    ReactiveFormsModule,
    RecoveryCodes,
    SecondFactorSetup,
  ],
  templateUrl: './second-factor-section.html',
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactorSection {
  private readonly store = inject(SecondFactorStore);
  private readonly confirm = inject(Confirm);
  private readonly moveFocus = focusMover();
  private readonly viewer = inject(SessionStore).viewer;

  readonly changed = output();

  protected readonly isOn = computed(() => this.viewer()?.secondFactorEnabled ?? false);
  protected readonly doing = signal<Doing>('nothing');
  protected readonly codes = signal<readonly string[] | null>(null);
  protected readonly said = signal('');

  protected readonly offForm = proofs();
  protected readonly renewForm = proofs();
  protected readonly turningOff = new Submission(this.offForm);
  protected readonly renewal = new Submission(this.renewForm);

  /** Begins one thing, or nothing; what was typed for another is gone. */
  protected begin(doing: Doing): void {
    this.doing.set(doing);
    this.codes.set(null);
    this.said.set('');
    for (const form of [this.offForm, this.renewForm]) form.reset();
    for (const submission of [this.turningOff, this.renewal]) submission.problem.set('');
    this.moveFocus(doing === 'nothing' ? 'h2' : 'input');
  }

  protected finish(words: string): void {
    this.begin('nothing');
    this.said.set(words);
    this.changed.emit();
  }

  protected async turnOff(): Promise<void> {
    const sure = this.offForm.invalid || (await this.confirm.ask({
      title: 'Turn off the second factor?',
      text: 'From then on your password alone signs you in, and the recovery codes are of no use.',
      yes: 'Turn it off',
    }));
    if (!sure) return;
    await this.turningOff.send(async () => {
      const { password, code } = this.offForm.getRawValue();
      await this.store.turnOff(password, withoutBlanks(code));
      this.finish('The second factor is off.');
    });
  }

  protected async renew(): Promise<void> {
    await this.renewal.send(async () => {
      const { password, code } = this.renewForm.getRawValue();
      this.codes.set(await this.store.renewRecoveryCodes(password, withoutBlanks(code)));
      this.renewForm.reset();
      this.moveFocus('h2');
    });
  }
}

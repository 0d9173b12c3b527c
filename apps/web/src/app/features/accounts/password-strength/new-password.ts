import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { FormControl } from '@angular/forms';
import { LIMITS } from '@ccr/domain';
import { switchMap } from 'rxjs';
import { PasswordField, worded } from '../../../ui/form';
import { PasswordStrength } from './password-strength';

/** The two fields of a new password, to be part of a form. */
export interface NewPasswordControls {
  readonly newPassword: FormControl<string>;
  readonly confirmPassword: FormControl<string>;
}

const text = (...validators: ReturnType<typeof worded.required>[]): FormControl<string> =>
  new FormControl('', { nonNullable: true, validators });

/** A new password and the same once more. */
export function newPasswordControls(): NewPasswordControls {
  const newPassword = text(
    worded.required('Choose a password.'),
    worded.minLength(LIMITS.password.min, `Use at least ${LIMITS.password.min} characters.`),
  );
  const sameTwice = worded.sameAs(() => newPassword, 'The two passwords are not the same.');
  return { newPassword, confirmPassword: text(worded.required('Enter the password once more.'), sameTwice) };
}

/** The fields of a new password: itself, how good it is, and once more. */
@Component({
  selector: 'ccr-new-password',
  imports: [PasswordField, PasswordStrength],
  template: `
    <ccr-password-field
      autocomplete="new-password"
      [label]="label()"
      [hint]="hint"
      [maxlength]="limits.max"
      [control]="controls().newPassword"
    />
    <ccr-password-strength [control]="controls().newPassword" [about]="about()" />
    <ccr-password-field
      autocomplete="new-password"
      [label]="confirmLabel()"
      [maxlength]="limits.max"
      [control]="controls().confirmPassword"
    />
  `,
  styles: `:host { display: grid; gap: inherit; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPassword {
  readonly controls = input.required<NewPasswordControls>();
  readonly label = input('New password');
  /** What everyone knows of the person. */
  readonly about = input<readonly string[]>([]);

  protected readonly limits = LIMITS.password;
  protected readonly hint = `At least ${LIMITS.password.min} characters. A few words make a good one.`;
  protected readonly confirmLabel = computed(() => `Confirm ${this.label().toLowerCase()}`);

  constructor() {
    toObservable(this.controls)
      .pipe(
        switchMap(({ newPassword }) => newPassword.valueChanges),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.controls().confirmPassword.updateValueAndValidity());
  }
}

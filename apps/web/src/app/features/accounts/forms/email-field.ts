import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type FormControl, ReactiveFormsModule } from '@angular/forms';
import { LIMITS } from '@ccr/domain';
import { Field, FieldControl } from '../../../ui/form';

/** An e-mail address. Phones begin sentences with a capital, and correct what they take for mistakes: not here. */
@Component({
  selector: 'ccr-email-field',
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    <ccr-field [label]="label()" [hint]="hint()">
      <input
        ccrControl
        type="email"
        [formControl]="control()"
        [attr.autocomplete]="autocomplete()"
        autocapitalize="off"
        spellcheck="false"
        [maxlength]="limits.person.email"
      />
    </ccr-field>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmailField {
  readonly control = input.required<FormControl<string>>();
  readonly label = input('E-mail');
  readonly hint = input<string>();
  /** `username` where one signs in: there, browsers put the password with it. */
  readonly autocomplete = input<'username' | 'email' | 'off'>('username');

  protected readonly limits = LIMITS;
}

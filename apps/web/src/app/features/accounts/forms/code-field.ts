import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { type FormControl, ReactiveFormsModule } from '@angular/forms';
import { Field, FieldControl } from '../../../ui/form';

/** Six digits from a mail, a text message or an app. Phones offer what has just come. */
@Component({
  selector: 'ccr-code-field',
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    <ccr-field [label]="label()" [hint]="hint()">
      <input ccrControl type="text" [formControl]="control()" inputmode="numeric" autocomplete="one-time-code" maxlength="9" />
    </ccr-field>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CodeField {
  readonly label = input.required<string>();
  readonly control = input.required<FormControl<string>>();
  readonly hint = input<string>();
}

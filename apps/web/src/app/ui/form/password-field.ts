import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { type FormControl, ReactiveFormsModule } from '@angular/forms';
import { Field, FieldControl } from './field';

/** A password with a button to look at what one types. */
@Component({
  selector: 'ccr-password-field',
  imports: [Field, FieldControl, ReactiveFormsModule],
  template: `
    <ccr-field [label]="label()" [hint]="hint()">
      <input
        ccrControl
        class="input"
        [type]="shown() ? 'text' : 'password'"
        [formControl]="control()"
        [attr.autocomplete]="autocomplete()"
        [maxlength]="maxlength()"
        autocapitalize="off"
        spellcheck="false"
      />
      <button ccrSuffix class="show" type="button" [attr.aria-pressed]="shown()" (click)="shown.set(!shown())">
        {{ shown() ? 'Hide' : 'Show' }}<span class="visually-hidden">&ngsp;{{ label().toLowerCase() }}</span>
      </button>
    </ccr-field>
  `,
  styles: `
    .input { padding-right: 64px; }
    .show {
      position: absolute; inset: 5px 5px 5px auto; padding: 0 12px; border: 0; border-radius: 7px;
      background: none; color: var(--accent); font: inherit; font-size: 14px; font-weight: 550; cursor: pointer;
    }
    .show:hover { background: var(--surface-2); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordField {
  readonly label = input.required<string>();
  readonly control = input.required<FormControl<string>>();
  readonly autocomplete = input.required<'current-password' | 'new-password'>();
  readonly hint = input<string>();
  readonly maxlength = input<number>(128);
  /** Shown from the start where it has to be told to someone else. */
  readonly shown = signal(false);
}

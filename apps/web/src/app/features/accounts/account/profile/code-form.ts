import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { type FormControl, type FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { ProblemNote } from '../../../../ui';
import { CodeField } from '../../forms/code-field';
import type { Submission } from '../../forms/submission';

/** Where the code is entered that was sent to confirm something; other ways on are projected beside the button. */
@Component({
  selector: 'ccr-code-form',
  imports: [CodeField, MatButton, ProblemNote, ReactiveFormsModule],
  template: `
    @if (submission().problem()) {
      <ccr-problem-note [text]="submission().problem()" />
    }
    <form novalidate [formGroup]="form()" (ngSubmit)="confirm.emit()">
      <ccr-code-field [label]="label()" [control]="form().controls.code" />
      <div class="actions">
        <button matButton="filled" type="submit" [attr.aria-busy]="submission().busy()">
          {{ submission().busy() ? 'Confirming…' : verb() }}
        </button>
        <ng-content />
      </div>
    </form>
  `,
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CodeForm {
  readonly form = input.required<FormGroup<{ code: FormControl<string> }>>();
  readonly submission = input.required<Submission>();
  readonly label = input.required<string>();
  /** What the button does, in words. */
  readonly verb = input.required<string>();
  readonly confirm = output();
}

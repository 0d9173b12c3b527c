import { ChangeDetectionStrategy, Component, ElementRef, inject, output } from '@angular/core';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { ProblemNote } from '../../../ui';
import { CodeField } from '../forms/code-field';
import { sixDigits, withoutBlanks } from '../forms/controls';
import { Submission } from '../forms/submission';
import { ConfirmEmailStore } from './confirm-email.store';

/** The six digits from the mail. */
@Component({
  selector: 'ccr-confirm-email-form',
  imports: [CodeField, MatButton, ProblemNote, ReactiveFormsModule],
  template: `
    @if (sending.problem()) {
      <ccr-problem-note [text]="sending.problem()" />
    }
    <form novalidate [formGroup]="form" (ngSubmit)="submit()">
      <ccr-code-field label="Code from the mail" [control]="form.controls.code" />
      <button matButton="filled" type="submit" [attr.aria-busy]="sending.busy()">
        {{ sending.busy() ? 'Confirming…' : 'Confirm' }}
      </button>
    </form>
  `,
  styles: `
    form { display: flex; gap: 12px; align-items: flex-start; }
    ccr-code-field { flex: 0 1 260px; min-width: 0; }
    button { flex: none; min-height: 44px; margin-top: 24px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmEmailForm {
  private readonly store = inject(ConfirmEmailStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly confirmed = output();

  protected readonly form = new FormGroup({ code: sixDigits() });
  protected readonly sending = new Submission(this.form);

  /** For whoever asked for the field. */
  focus(): void {
    this.host.querySelector('input')?.focus();
  }

  protected async submit(): Promise<void> {
    const code = withoutBlanks(this.form.getRawValue().code);
    if (await this.sending.send(() => this.store.confirm(code))) this.confirmed.emit();
  }
}

import { ChangeDetectionStrategy, Component, ElementRef, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { LIMITS } from '@ccr/domain';
import { SplitMessageDocument } from '#graphql/splitting';
import { Api, newId, toProblem } from '../../../data';
import { ProblemNote, focusMover } from '../../../ui';
import { Field, FieldControl, applyIssues, isReady, worded } from '../../../ui/form';
import { closeWithSession } from '../../accounts/later';
import { QuoteBlock } from '../quote-block';
import type { Quote } from '../quote';

/** What the dialog has to know of a message. */
export type SplittableMessage = Quote;

/** Makes a ticket of its own of what a customer asked beside the matter. */
@Component({
  selector: 'ccr-split-dialog',
  imports: [Field, FieldControl, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemNote, QuoteBlock, ReactiveFormsModule, RouterLink],
  templateUrl: './split-dialog.html',
  styles: `ccr-quote-block, ccr-field { margin-top: 12px; } ccr-problem-note { margin-top: 8px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SplitDialog {
  private readonly api = inject(Api);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly moveFocus = focusMover();
  /** Sent again, it is still one ticket. */
  private readonly clientMutationId = newId();

  protected readonly message = inject<SplittableMessage>(MAT_DIALOG_DATA);
  protected readonly limit = LIMITS.ticket.subject;
  protected readonly form = new FormGroup({
    subject: new FormControl('', { nonNullable: true, validators: [worded.required('Say what it is about.'), worded.maxLength(LIMITS.ticket.subject)] }),
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  /** The new ticket's reference; empty when it is not the reader's to see, null while there is none. */
  protected readonly made = signal<string | null>(null);

  constructor() {
    closeWithSession(inject<MatDialogRef<SplitDialog>>(MatDialogRef));
  }

  protected async split(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const { subject } = this.form.getRawValue();
      const input = { messageId: this.message.id, subject, clientMutationId: this.clientMutationId };
      const { splitMessage } = await this.api.mutate(SplitMessageDocument, { input });
      this.made.set(splitMessage.ticket?.reference ?? '');
      this.moveFocus('.done');
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.reason);
    } finally {
      this.busy.set(false);
    }
  }
}

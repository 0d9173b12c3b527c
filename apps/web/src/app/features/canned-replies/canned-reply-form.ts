import { ChangeDetectionStrategy, Component, ElementRef, type OnInit, inject, input, output, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { CANNED_REPLY_VARIABLES, LIMITS, SHORTCUT_PATTERN, unknownVariables } from '@ccr/domain';
import { Drafts, toProblem } from '../../data';
import { ProblemNote, focusMover } from '../../ui';
import { Field, FieldControl, applyIssues, isReady, worded } from '../../ui/form';
import type { CannedReplyWords } from './canned-replies.store';

/** What is in a canned reply, and for whom it is. */
export interface CannedReplyDraft extends CannedReplyWords {
  readonly shared: boolean;
}

const { title, shortcut, body } = LIMITS.cannedReply;
const known = { test: (text: string) => unknownVariables(text).length === 0 };
const text = (label: string, max: number, ...more: ReturnType<typeof worded.required>[]): FormControl<string> =>
  new FormControl('', { nonNullable: true, validators: [worded.required(label), worded.maxLength(max), ...more] });

/** A canned reply, new or another one. What is typed is kept until it is saved. */
@Component({
  selector: 'ccr-canned-reply-form',
  imports: [Field, FieldControl, MatButton, ProblemNote, ReactiveFormsModule],
  templateUrl: './canned-reply-form.html',
  styles: `
    form { display: grid; gap: 4px; padding: 16px 18px; }
    .two { display: grid; grid-template-columns: 2fr 1fr; gap: 0 16px; }
    .shared { display: flex; align-items: center; gap: 10px; min-height: 44px; }
    textarea { min-height: 132px; }
    .variables { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; margin-bottom: 10px; color: var(--ink-2); font-size: 14px; }
    .variables button { min-height: 30px; padding: 0 8px; border: 1px solid var(--line); border-radius: 6px; background: none; color: inherit; font: 13px/20px ui-monospace, monospace; cursor: pointer; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; }
    @media (max-width: 599px) { .two { grid-template-columns: 1fr; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CannedReplyForm implements OnInit {
  private readonly drafts = inject(Drafts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly moveFocus = focusMover();

  readonly reply = input.required<CannedReplyDraft>();
  readonly draftKey = input.required<string>();
  /** Whether there is a choice for whom it is. */
  readonly canShare = input(false);
  readonly save = input.required<(reply: CannedReplyDraft) => Promise<void>>();
  /** It was saved, or will not be. */
  readonly left = output();

  protected readonly limits = LIMITS.cannedReply;
  protected readonly variables = CANNED_REPLY_VARIABLES.map((name) => `{{${name}}}`);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly form = new FormGroup({
    title: text('Enter a title.', title),
    shortcut: text('Enter a shortcut.', shortcut, worded.matches(SHORTCUT_PATTERN, 'Use small letters, digits and hyphens.')),
    body: text('Write the text.', body, worded.matches(known, 'Something in double braces is none of the words below.')),
    shared: new FormControl(false, { nonNullable: true }),
  });

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => this.drafts.write(this.draftKey(), this.form.getRawValue()));
  }

  ngOnInit(): void {
    const { title, shortcut, body, shared } = this.reply();
    this.form.setValue(this.drafts.read(this.draftKey(), { title, shortcut, body, shared }), { emitEvent: false });
    this.moveFocus('input');
  }

  protected putIn(variable: string, box: HTMLTextAreaElement): void {
    box.setRangeText(variable, box.selectionStart, box.selectionEnd, 'end');
    this.form.controls.body.setValue(box.value);
    this.form.controls.body.markAsDirty();
    box.focus();
  }

  protected leave(): void {
    this.drafts.remove(this.draftKey());
    this.left.emit();
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const { title, shortcut, body, shared } = this.form.getRawValue();
      await this.save()({ title: title.trim(), shortcut, body: body.trim(), shared });
      this.leave();
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.reason);
    } finally {
      this.busy.set(false);
    }
  }
}

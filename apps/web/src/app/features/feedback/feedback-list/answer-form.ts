import { ChangeDetectionStrategy, Component, ElementRef, type OnInit, inject, input, output, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@ccr/domain';
import { Drafts, toProblem } from '../../../data';
import { ProblemNote, focusMover } from '../../../ui';
import { Field, FieldControl, applyIssues, isReady, worded } from '../../../ui/form';
import { SessionStore } from '../../accounts';
import { FeedbackStore } from './feedback.store';

/** Where an admin answers feedback. What is typed is kept until it is sent. */
@Component({
  selector: 'ccr-answer-form',
  imports: [Field, FieldControl, MatButton, ProblemNote, ReactiveFormsModule],
  template: `
    <form novalidate [formGroup]="form" (ngSubmit)="submit()">
      <ccr-field label="Your answer" hint="They are told by mail. It can’t be changed afterwards." [limit]="limit">
        <textarea ccrControl formControlName="answer" rows="3"></textarea>
      </ccr-field>
      @if (problem()) {
        <ccr-problem-note [text]="problem()" />
      }
      <div class="actions">
        <button matButton="filled" type="submit" [attr.aria-busy]="busy()">{{ busy() ? 'Sending…' : 'Send answer' }}</button>
        <button matButton type="button" (click)="left.emit()">Not now</button>
      </div>
    </form>
  `,
  styles: `
    form { display: grid; gap: 8px; }
    textarea { min-height: 96px; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AnswerForm implements OnInit {
  private readonly drafts = inject(Drafts);
  private readonly store = inject(FeedbackStore);
  private readonly viewerId = inject(SessionStore).viewer()?.id;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly moveFocus = focusMover();

  readonly feedbackId = input.required<string>();
  /** It was answered, or will not be for now. */
  readonly left = output();

  protected readonly limit = LIMITS.feedback.answer;
  protected readonly form = new FormGroup({
    answer: new FormControl('', {
      nonNullable: true,
      validators: [worded.required('Write an answer.'), worded.maxLength(LIMITS.feedback.answer)],
    }),
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe((value) => this.drafts.write(this.key, value));
  }

  ngOnInit(): void {
    this.form.setValue(this.drafts.read(this.key, { answer: '' }));
    this.moveFocus('textarea');
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.store.answer(this.feedbackId(), this.form.getRawValue().answer.trim());
      this.drafts.remove(this.key);
      this.left.emit();
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.reason);
    } finally {
      this.busy.set(false);
    }
  }

  private get key(): string {
    return `${this.viewerId}:answer:${this.feedbackId()}`;
  }
}

import { ChangeDetectionStrategy, Component, ElementRef, type OnInit, inject, input, output, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@ccr/domain';
import { Drafts, toProblem } from '../../../data';
import { ProblemNote, focusMover } from '../../../ui';
import { Field, FieldControl, applyIssues, isReady, worded } from '../../../ui/form';
import { SessionStore } from '../../accounts';
import type { ManagedTopic } from '../managed-topics.store';

/** What is answered at once to whoever raises a ticket in a topic. What is typed is kept until it is saved. */
@Component({
  selector: 'ccr-first-answer-form',
  imports: [Field, FieldControl, MatButton, ProblemNote, ReactiveFormsModule],
  template: `
    <form novalidate [formGroup]="form" (ngSubmit)="submit()">
      <ccr-field
        [label]="'First answer for ' + topic().name"
        hint="Sent by itself as soon as a customer raises a ticket. Leave it empty to send nothing."
        [limit]="limit"
      >
        <textarea ccrControl formControlName="firstAnswer" rows="4" dir="auto"></textarea>
      </ccr-field>
      @if (problem()) {
        <ccr-problem-note [text]="problem()" />
      }
      <div class="actions">
        <button matButton="filled" type="submit" [attr.aria-busy]="busy()">{{ busy() ? 'Saving…' : 'Save' }}</button>
        <button matButton type="button" (click)="leave()">Cancel</button>
      </div>
    </form>
  `,
  styles: `
    form { display: grid; gap: 8px; padding: 8px 8px 8px 0; }
    textarea { min-height: 112px; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FirstAnswerForm implements OnInit {
  private readonly drafts = inject(Drafts);
  private readonly viewerId = inject(SessionStore).viewer()?.id;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly moveFocus = focusMover();

  readonly topic = input.required<ManagedTopic>();
  readonly save = input.required<(text: string) => Promise<void>>();
  /** It was saved, or will not be. */
  readonly left = output();

  protected readonly limit = LIMITS.topic.firstAnswer;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly form = new FormGroup({
    firstAnswer: new FormControl('', { nonNullable: true, validators: worded.maxLength(LIMITS.topic.firstAnswer) }),
  });

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe((value) => this.drafts.write(this.key, value));
  }

  ngOnInit(): void {
    this.form.setValue(this.drafts.read(this.key, { firstAnswer: this.topic().firstAnswer ?? '' }), { emitEvent: false });
    this.moveFocus('textarea');
  }

  protected leave(): void {
    this.drafts.remove(this.key);
    this.left.emit();
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.save()(this.form.getRawValue().firstAnswer.trim());
      this.leave();
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.reason);
    } finally {
      this.busy.set(false);
    }
  }

  private get key(): string {
    return `${this.viewerId}:first-answer:${this.topic().id}`;
  }
}

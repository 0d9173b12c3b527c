import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { LIMITS, Role } from '@ccr/domain';
import { Drafts, newId, toProblem } from '../../../data';
import { EmptyState, LoadMore, ProblemNote, Skeleton } from '../../../ui';
import { Field, FieldControl, applyIssues, isReady, worded } from '../../../ui/form';
import { SessionStore } from '../../accounts';
import { FeedbackCard } from '../feedback-card/feedback-card';
import { MyFeedbackStore } from './my-feedback.store';

const BLANK = { body: '', clientMutationId: '' };

/** Where customers and agents say what they think, and read the answers. What is typed is kept until it is sent. */
@Component({
  selector: 'ccr-my-feedback-page',
  imports: [EmptyState, FeedbackCard, Field, FieldControl, LoadMore, MatButton, ProblemNote, ReactiveFormsModule, RouterLink, Skeleton],
  templateUrl: './my-feedback-page.html',
  styleUrl: './my-feedback-page.scss',
  providers: [MyFeedbackStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MyFeedbackPage {
  private readonly drafts = inject(Drafts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly viewer = inject(SessionStore).viewer;
  private readonly key = `${this.viewer()?.id}:feedback`;
  private attempt: string;

  protected readonly store = inject(MyFeedbackStore);
  protected readonly limit = LIMITS.feedback.body;
  protected readonly isCustomer = computed(() => this.viewer()?.role === Role.CUSTOMER);
  protected readonly thanks = signal('');
  protected readonly form = new FormGroup({
    body: new FormControl('', {
      nonNullable: true,
      validators: [worded.required('Write what you think.'), worded.maxLength(LIMITS.feedback.body)],
    }),
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  constructor() {
    const { clientMutationId, body } = this.drafts.read(this.key, BLANK);
    this.attempt = clientMutationId;
    this.form.setValue({ body });
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      // Other words are other feedback: the same id would give back what was sent before.
      this.attempt = '';
      this.keep();
    });
  }

  protected async submit(): Promise<void> {
    this.thanks.set('');
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.attempt ||= newId();
    this.keep();
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.store.send({ body: this.form.getRawValue().body.trim(), clientMutationId: this.attempt });
      this.form.reset();
      this.drafts.remove(this.key);
      this.thanks.set('Sent. Thank you for telling us.');
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.message);
    } finally {
      this.busy.set(false);
    }
  }

  private keep(): void {
    this.drafts.write(this.key, { ...this.form.getRawValue(), clientMutationId: this.attempt });
  }
}

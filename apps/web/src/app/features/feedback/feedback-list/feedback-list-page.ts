import { ChangeDetectionStrategy, Component, DestroyRef, computed, effect, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { toProblem } from '../../../data';
import { EmptyState, LinkTabs, LoadMore, ProblemNote, Skeleton, focusMover } from '../../../ui';
import { FeedbackCard } from '../feedback-card/feedback-card';
import { AnswerForm } from './answer-form';
import { type FeedbackItem, FeedbackStore } from './feedback.store';

const TABS = [
  { key: 'open', label: 'Open' },
  { key: 'done', label: 'Done' },
] as const;
const UNDO_FOR = 6_000;

/** What customers and agents say about the help desk, for admins: read, answered, put aside. */
@Component({
  selector: 'ccr-feedback-list-page',
  imports: [AnswerForm, EmptyState, FeedbackCard, LinkTabs, LoadMore, MatButton, ProblemNote, Skeleton],
  templateUrl: './feedback-list-page.html',
  styleUrl: './feedback-list-page.scss',
  providers: [FeedbackStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FeedbackListPage {
  private readonly snackBar = inject(MatSnackBar);
  private readonly destroyRef = inject(DestroyRef);
  private readonly moveFocus = focusMover();

  /** Query parameter of the address. */
  readonly tab = input<string>();

  protected readonly store = inject(FeedbackStore);
  protected readonly tabs = TABS;
  protected readonly current = computed(() => (TABS.find(({ key }) => key === this.tab()) ?? TABS[0]).key);
  /** The id of the one that is being answered. */
  protected readonly answering = signal('');
  protected readonly refusal = signal('');

  constructor() {
    effect(() => this.store.show(this.current() === 'done'));
  }

  protected stopAnswering(): void {
    this.answering.set('');
    this.moveFocus('ul');
  }

  protected async markDone({ id }: FeedbackItem, done: boolean): Promise<void> {
    if (!(await this.change(id, done))) return;
    this.moveFocus('ul');
    const words = done ? 'Put aside as done' : 'Open again';
    const undone = this.snackBar.open(words, 'Undo', { duration: UNDO_FOR }).onAction();
    undone.pipe(takeUntilDestroyed(this.destroyRef)).subscribe(() => void this.change(id, !done));
  }

  private async change(id: string, done: boolean): Promise<boolean> {
    this.refusal.set('');
    try {
      await this.store.markDone(id, done);
      return true;
    } catch (error) {
      this.refusal.set(toProblem(error).message);
      return false;
    }
  }
}

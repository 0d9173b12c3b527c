import { ChangeDetectionStrategy, Component, ElementRef, type OnInit, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@ccr/domain';
import { Drafts, toProblem } from '../../../data';
import { Icon, ProblemNote, dateWords, focusMover } from '../../../ui';
import { Field, FieldControl, applyIssues, isReady, worded } from '../../../ui/form';
import { SessionStore } from '../../accounts';
import { TicketVerbs } from '../ticket-verbs.store';
import type { TicketDetails } from '../ticket-view/ticket.store';
import { SCORES, scoreWords } from './score-words';
import { Stars } from './stars';

const BLANK = { score: 0, comment: '' };

/** Where a customer says how the help was, and changes it while that is possible. */
@Component({
  selector: 'ccr-rating-card',
  imports: [Field, FieldControl, Icon, MatButton, ProblemNote, ReactiveFormsModule, Stars],
  templateUrl: './rating-card.html',
  styleUrl: './rating-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RatingCard implements OnInit {
  private readonly verbs = inject(TicketVerbs);
  private readonly drafts = inject(Drafts);
  private readonly viewerId = inject(SessionStore).viewer()?.id;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly moveFocus = focusMover();

  readonly ticket = input.required<TicketDetails>();

  protected readonly limits = LIMITS.rating;
  protected readonly scores = SCORES;
  protected readonly wordsFor = scoreWords;
  protected readonly form = new FormGroup({
    score: new FormControl(0, { nonNullable: true }),
    comment: new FormControl('', { nonNullable: true, validators: worded.maxLength(LIMITS.rating.comment) }),
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly saved = signal('');

  private readonly changing = signal(false);
  protected readonly chosen = toSignal(this.form.controls.score.valueChanges, { initialValue: 0 });
  protected readonly isOpen = computed(() => this.ticket().abilities.rate && (this.changing() || !this.ticket().rating));
  protected readonly until = computed(() => dateWords(this.ticket().rating?.changeableUntil ?? ''));

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => this.drafts.write(this.key, this.form.getRawValue()));
  }

  /** What was typed and not saved is there again. */
  ngOnInit(): void {
    const draft = this.drafts.read(this.key, BLANK);
    if (!draft.score) return;
    this.form.setValue(draft);
    this.changing.set(true);
  }

  protected async save(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    const { score, comment } = this.form.getRawValue();
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.verbs.rate({ ticketId: this.ticket().id, score, comment: comment.trim() || null });
      this.leave();
      this.saved.set('Saved. Thank you.');
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.reason);
    } finally {
      this.busy.set(false);
    }
  }

  protected change(): void {
    const { score = 0, comment } = this.ticket().rating ?? {};
    this.form.setValue({ score, comment: comment ?? '' });
    this.saved.set('');
    this.changing.set(true);
    this.moveFocus('input:checked');
  }

  protected leave(): void {
    this.form.reset();
    this.drafts.remove(this.key);
    this.changing.set(false);
    this.moveFocus('h2');
  }

  private get key(): string {
    return `${this.viewerId}:rating:${this.ticket().id}`;
  }
}

import { ChangeDetectionStrategy, Component, ElementRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { LIMITS, TicketPriority } from '@ccr/domain';
import { Drafts, newId, toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { Field, FieldControl, applyIssues, isReady } from '../../../ui/form';
import { SessionStore } from '../../accounts';
import { PRIORITY_WORDS } from '../ticket-status/status-words';
import { TicketVerbs } from '../ticket-verbs.store';
import { BLANK_TICKET, raiseForm, toInput } from './raise-form';
import { TopicsStore } from './topics.store';

/** Where a customer tells what went wrong. What is typed is kept until it is sent. */
@Component({
  selector: 'ccr-ticket-raise-page',
  imports: [Field, FieldControl, MatButton, ProblemNote, ReactiveFormsModule, RouterLink],
  templateUrl: './ticket-raise-page.html',
  styleUrl: './ticket-raise-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketRaisePage {
  private readonly verbs = inject(TicketVerbs);
  private readonly router = inject(Router);
  private readonly drafts = inject(Drafts);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly key = `${inject(SessionStore).viewer()?.id}:new-ticket`;
  private attempt: string;

  protected readonly topics = inject(TopicsStore).topics;
  protected readonly limits = LIMITS.ticket;
  protected readonly priorities = Object.values(TicketPriority).map((key) => ({ key, words: PRIORITY_WORDS[key] }));
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly form = raiseForm();

  constructor() {
    const { clientMutationId, ...kept } = this.drafts.read(this.key, BLANK_TICKET);
    this.attempt = clientMutationId;
    this.form.setValue(kept);
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => {
      // A changed ticket is another one: the same id would give back what was sent before.
      this.attempt = '';
      this.keep();
    });
  }

  protected async submit(): Promise<void> {
    if (this.busy() || !isReady(this.form, this.host)) return;
    this.attempt ||= newId();
    this.keep();
    this.busy.set(true);
    this.problem.set('');
    try {
      const { reference } = await this.verbs.raise(toInput(this.form.getRawValue(), this.attempt));
      this.drafts.remove(this.key);
      await this.router.navigate(['/tickets', reference], { replaceUrl: true });
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

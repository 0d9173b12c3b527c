import { ChangeDetectionStrategy, Component, ElementRef, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Drafts, newId, toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { applyIssues, isReady } from '../../../ui/form';
import { SessionStore } from '../../accounts';
import { PushDevice } from '../../notifications';
import { SimilarTickets } from '../similar/similar-tickets';
import { TicketVerbs } from '../ticket-verbs.store';
import { BLANK_TICKET, raiseForm, toInput } from './raise-form';
import { TicketFields } from './ticket-fields';

/** Where a customer tells what went wrong. What is typed is kept until it is sent. */
@Component({
  selector: 'ccr-ticket-raise-page',
  imports: [MatButton, ProblemNote, ReactiveFormsModule, RouterLink, SimilarTickets, TicketFields],
  templateUrl: './ticket-raise-page.html',
  styleUrl: './ticket-raise-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketRaisePage {
  private readonly verbs = inject(TicketVerbs);
  private readonly router = inject(Router);
  private readonly drafts = inject(Drafts);
  private readonly push = inject(PushDevice);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly key = `${inject(SessionStore).viewer()?.id}:new-ticket`;
  private attempt: string;

  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly form = raiseForm();
  protected readonly subject = toSignal(this.form.controls.subject.valueChanges, { initialValue: '' });

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
      this.push.invite();
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

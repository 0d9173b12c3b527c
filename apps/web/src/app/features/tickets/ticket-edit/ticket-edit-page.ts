import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Drafts, LiveSocket, toProblem } from '../../../data';
import { EmptyState, ProblemNote, Skeleton } from '../../../ui';
import { applyIssues, isReady } from '../../../ui/form';
import { SessionStore } from '../../accounts';
import { raiseForm } from '../ticket-raise/raise-form';
import { TicketFields } from '../ticket-raise/ticket-fields';
import { PRIORITY_WORDS } from '../ticket-status/status-words';
import { TicketStatus } from '../ticket-status/ticket-status';
import { TicketVerbs } from '../ticket-verbs.store';
import { type TicketDetails, TicketStore } from '../ticket-view/ticket.store';
import { BLANK_EDIT, resumed, toEdit, valuesOf } from './edit-draft';

/** Where customers edit a ticket that nobody has yet. What is typed is kept until it is saved. */
@Component({
  selector: 'ccr-ticket-edit-page',
  imports: [EmptyState, MatButton, ProblemNote, ReactiveFormsModule, RouterLink, Skeleton, TicketFields, TicketStatus],
  templateUrl: './ticket-edit-page.html',
  styleUrl: './ticket-edit-page.scss',
  providers: [TicketStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketEditPage {
  private readonly verbs = inject(TicketVerbs);
  private readonly router = inject(Router);
  private readonly drafts = inject(Drafts);
  private readonly viewerId = inject(SessionStore).viewer()?.id;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** The ticket that the form shows, as it was when the form was filled in. */
  private shown: TicketDetails | null = null;

  /** From the address. */
  readonly reference = input.required<string>();

  protected readonly store = inject(TicketStore);
  protected readonly form = raiseForm();
  /** Until the form holds the ticket nobody types into it: it would be overwritten. */
  protected readonly isFilled = signal(false);
  protected readonly busy = signal(false);
  protected readonly priorities = PRIORITY_WORDS;
  protected readonly problem = signal('');
  /** Somebody edited it since the form was filled in. */
  protected readonly isStale = signal(false);
  /** Live: somebody may take the ticket while its customer still types. */
  protected readonly isOpen = computed(() => {
    const ticket = this.store.ticket();
    return ticket?.status === 'NEW' && ticket.abilities.edit;
  });

  constructor() {
    effect(() => this.store.show(this.reference()));
    effect(() => {
      const ticket = this.store.ticket();
      if (ticket && this.store.isFresh()) untracked(() => this.fillIn(ticket));
    });
    // What cut the way may have hidden that somebody took or edited it. Should that fail, saving tells.
    inject(LiveSocket)
      .listening.pipe(takeUntilDestroyed())
      .subscribe(() => void this.verbs.look(this.reference()).catch(() => undefined));
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe((typed) => {
      if (this.shown) this.drafts.write(this.key(this.shown), { typed, from: valuesOf(this.shown) });
    });
  }

  /** `isAnyway`: also over what somebody else has changed meanwhile. */
  protected async submit(isAnyway = false): Promise<void> {
    const ticket = this.store.ticket();
    if (!ticket || this.busy() || !isReady(this.form, this.host)) return;
    const shown = this.shown ?? ticket;
    const edit = toEdit(ticket.id, this.form.getRawValue(), valuesOf(shown));
    this.busy.set(true);
    this.problem.set('');
    try {
      if (edit) await this.verbs.edit({ ...edit, ...(!isAnyway && { seenSeq: shown.lastSeq }) });
      await this.leave(ticket);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'CONFLICT') {
        this.store.retry(); // the page then says how the ticket stands
        this.isStale.set(problem.ticket?.status === 'NEW');
      } else if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.message);
    } finally {
      this.busy.set(false);
    }
  }

  /** What somebody else has changed comes into the form, in place of what was typed. */
  protected takeOver(ticket: TicketDetails): void {
    this.drafts.remove(this.key(ticket));
    this.shown = null;
    this.isStale.set(false);
    this.fillIn(ticket);
  }

  protected leave(ticket: TicketDetails): Promise<boolean> {
    this.shown = null;
    this.drafts.remove(this.key(ticket));
    return this.router.navigate(['/tickets', ticket.reference], { replaceUrl: true });
  }

  /** Once for each ticket: what changes later must not change what one is typing. */
  private fillIn(ticket: TicketDetails): void {
    if (this.shown?.id === ticket.id) return;
    const now = valuesOf(ticket);
    const draft = this.drafts.read(this.key(ticket), BLANK_EDIT);
    this.shown = null;
    this.form.setValue(resumed(draft, now));
    this.shown = ticket;
    this.isFilled.set(true);
  }

  private key({ id }: TicketDetails): string {
    return `${this.viewerId}:edit:${id}`;
  }
}

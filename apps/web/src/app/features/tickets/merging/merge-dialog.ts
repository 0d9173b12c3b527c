import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Router } from '@angular/router';
import { LIMITS } from '@ccr/domain';
import type { MergeTargetFieldsFragment, TicketCardFieldsFragment } from '#graphql';
import { MergeTargetDocument, MergeTargetsDocument, MergeTicketsDocument } from '#graphql/merging';
import { debounceTime, filter, map, switchMap } from 'rxjs';
import { Api, type Problem, toProblem } from '../../../data';
import { ProblemNote, Skeleton, TimeAgo } from '../../../ui';
import { SearchBox } from '../../../ui/form';
import { closeWithSession } from '../../accounts/later';
import { TicketStatus } from '../ticket-status/ticket-status';

/** What the dialog has to know of a ticket. */
export type MergeableTicket = Pick<TicketCardFieldsFragment, 'id' | 'reference' | 'subject' | 'customer'>;

const TYPING = 250;
const REFERENCE = /^[0-9A-Z]{4}-?[0-9A-Z]{4}$/i;

/** Chooses the ticket in which another one goes on, and says what that means before it is done. */
@Component({
  selector: 'ccr-merge-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemNote, SearchBox, Skeleton, TicketStatus, TimeAgo],
  templateUrl: './merge-dialog.html',
  styleUrls: ['../choices.scss', './merge-dialog.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MergeDialog {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialog = inject<MatDialogRef<MergeDialog>>(MatDialogRef);

  protected readonly ticket = inject<MergeableTicket>(MAT_DIALOG_DATA);
  protected readonly hours = LIMITS.merge.days * 24;
  protected readonly search = signal('');
  protected readonly chosen = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly loadProblem = signal<Problem | null>(null);

  private readonly others = signal<readonly MergeTargetFieldsFragment[] | null>(null);
  protected readonly found = computed(() => {
    const words = this.search().trim().toLocaleLowerCase();
    return this.others()?.filter(({ reference, subject }) => `${reference} ${subject}`.toLocaleLowerCase().includes(words));
  });
  protected readonly target = computed(() => this.found()?.find(({ id }) => id === this.chosen()) ?? null);

  constructor() {
    closeWithSession(this.dialog);
    void this.load();
    // Whoever types a whole reference means that ticket, though it may stand further down than what is here.
    toObservable(this.search)
      .pipe(
        map((typed) => typed.trim()),
        filter((typed) => REFERENCE.test(typed)),
        debounceTime(TYPING),
        switchMap((reference) => this.api.ask(MergeTargetDocument, { reference }).catch(() => ({ ticket: null }))),
        takeUntilDestroyed(),
      )
      .subscribe(({ ticket }) => ticket && this.offer(ticket));
  }

  protected async load(): Promise<void> {
    this.loadProblem.set(null);
    try {
      const { tickets } = await this.api.ask(MergeTargetsDocument, { customerId: this.ticket.customer.id });
      this.others.set(tickets.nodes.filter(({ id }) => id !== this.ticket.id));
    } catch (error) {
      this.loadProblem.set(toProblem(error));
    }
  }

  protected async merge(): Promise<void> {
    const target = this.target();
    if (!target || this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.api.mutate(MergeTicketsDocument, { input: { ticketId: this.ticket.id, intoTicketId: target.id } });
      this.dialog.close();
      void this.router.navigate(['/tickets', target.reference], { queryParamsHandling: 'preserve' });
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }

  private offer(ticket: MergeTargetFieldsFragment): void {
    const isOffered = ticket.customer.id === this.ticket.customer.id && ticket.status !== 'CLOSED' && ticket.id !== this.ticket.id;
    if (isOffered) this.others.update((others) => (others?.some(({ id }) => id === ticket.id) ? others : [...(others ?? []), ticket]));
  }
}

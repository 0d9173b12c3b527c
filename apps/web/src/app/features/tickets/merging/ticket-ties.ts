import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LinkedTicketFieldsFragment } from '#graphql';
import { UnmergeTicketDocument } from '#graphql/merging';
import { Api, toProblem } from '../../../data';
import { ProblemNote } from '../../../ui';
import { TicketStatus } from '../ticket-status/ticket-status';
import type { Audience } from '../ticket-status/status-words';
import type { TicketDetails } from '../ticket-view/ticket.store';
import { MergeDialogOpener } from './merge-dialog.opener';

interface Tie extends Pick<LinkedTicketFieldsFragment, 'id' | 'reference' | 'subject'> {
  readonly words: string;
  /** Where it stands, if that is still open. */
  readonly standing?: LinkedTicketFieldsFragment['status'];
  /** The ticket that is taken out when one undoes it. */
  readonly undo?: string | null;
}

/** How a ticket hangs together with others: merged, split, or one goes on with the other. */
@Component({
  selector: 'ccr-ticket-ties',
  imports: [MatButton, ProblemNote, RouterLink, TicketStatus],
  templateUrl: './ticket-ties.html',
  styleUrl: './ticket-ties.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketTies {
  private readonly api = inject(Api);
  private readonly dialog = inject(MergeDialogOpener);

  readonly ticket = input.required<TicketDetails>();
  readonly audience = input.required<Audience>();

  protected readonly busy = signal('');
  protected readonly problem = signal('');
  protected readonly ties = computed((): Tie[] => {
    const { id, abilities, followUpOf, followUps, mergedInto, mergedTickets, splitFrom } = this.ticket();
    return [
      ...(followUpOf ? [{ ...followUpOf, words: 'Goes on from' }] : []),
      ...followUps.map((one) => ({ ...one, words: 'Goes on in', standing: one.status })),
      ...(mergedInto ? [{ ...mergedInto, words: 'Merged into', undo: abilities.unmerge ? id : null }] : []),
      ...mergedTickets.map((one) => ({ ...one, words: 'Merged from', undo: one.abilities.unmerge ? one.id : null })),
      ...(splitFrom ? [{ ...splitFrom, words: 'Split from' }] : []),
    ];
  });

  protected merge(): void {
    void this.dialog.open(this.ticket());
  }

  protected async undo(ticketId: string): Promise<void> {
    if (this.busy()) return;
    this.busy.set(ticketId);
    this.problem.set('');
    try {
      await this.api.mutate(UnmergeTicketDocument, { input: { ticketId } });
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.busy.set('');
    }
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { TicketCardFieldsFragment } from '#graphql';
import { toProblem } from '../../../data';
import { Avatar, ProblemNote, Skeleton } from '../../../ui';
import { AgentsStore, closeWithSession } from '../../accounts';
import { TicketVerbs } from '../ticket-verbs.store';

/** What the dialog has to know of a ticket. */
export type AssignableTicket = Pick<TicketCardFieldsFragment, 'id' | 'reference' | 'subject' | 'assignee'>;

/** Gives a ticket its one expert. */
@Component({
  selector: 'ccr-assign-dialog',
  imports: [
    Avatar,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    ProblemNote,
    Skeleton,
  ],
  templateUrl: './assign-dialog.html',
  styleUrl: './assign-dialog.scss',
  providers: [AgentsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AssignDialog {
  private readonly verbs = inject(TicketVerbs);
  private readonly dialog = inject<MatDialogRef<AssignDialog>>(MatDialogRef);

  protected readonly store = inject(AgentsStore);
  protected readonly ticket = inject<AssignableTicket>(MAT_DIALOG_DATA);
  protected readonly search = signal('');
  protected readonly chosen = signal(this.ticket.assignee?.id ?? '');
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  protected readonly found = computed(() => {
    const words = this.search().trim().toLocaleLowerCase();
    const found = this.store.agents()?.filter(({ name, email }) => `${name} ${email ?? ''}`.toLocaleLowerCase().includes(words));
    // Agents first: admins take a ticket only now and then.
    return found?.sort((one, other) => Number(one.role === 'ADMIN') - Number(other.role === 'ADMIN'));
  });
  protected readonly canAssign = computed(() => this.chosen() !== '' && this.chosen() !== this.ticket.assignee?.id);

  constructor() {
    closeWithSession(this.dialog);
  }

  protected async assign(): Promise<void> {
    if (this.busy() || !this.canAssign()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.verbs.assign(this.ticket.id, this.chosen());
      this.dialog.close();
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}

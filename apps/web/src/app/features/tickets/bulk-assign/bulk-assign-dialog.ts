import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import { Avatar, ProblemNote, Skeleton, focusMover } from '../../../ui';
import { SearchBox } from '../../../ui/form';
import { type Agent, AgentsStore, closeWithSession } from '../../accounts/later';
import { AgentFinder } from '../assign-dialog/agent-finder';
import { BulkAssigning, type BulkTicket } from './bulk-assigning';

/** Gives many tickets to one agent: whom, how far it is, and what did not work. Closes with whether any was given. */
@Component({
  selector: 'ccr-bulk-assign-dialog',
  imports: [Avatar, MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, ProblemNote, SearchBox, Skeleton],
  templateUrl: './bulk-assign-dialog.html',
  styleUrls: ['../choices.scss', './bulk-assign-dialog.scss'],
  providers: [AgentsStore, AgentFinder, BulkAssigning],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BulkAssignDialog {
  private readonly dialog = inject<MatDialogRef<BulkAssignDialog, boolean>>(MatDialogRef);
  private readonly moveFocus = focusMover();

  protected readonly finder = inject(AgentFinder);
  protected readonly work = inject(BulkAssigning);
  protected readonly tickets = inject<readonly BulkTicket[]>(MAT_DIALOG_DATA);
  protected readonly chosen = signal<Agent | null>(null);
  protected readonly state = computed(() => {
    const { busy, dealtWith, total, assigned, failures } = this.work;
    const name = this.chosen()?.name ?? '';
    if (busy()) return `${dealtWith()} of ${total()}`;
    const done = `${assigned()} of ${this.tickets.length} assigned to ${name}.`;
    return failures().length ? `${done} ${failures().length} could not be assigned:` : done;
  });

  constructor() {
    closeWithSession(this.dialog);
    this.finder.begin();
  }

  protected topicsOf({ topics }: Agent): string {
    return topics.map(({ name }) => name).join(', ');
  }

  protected assign(): Promise<void> {
    return this.give(this.tickets);
  }

  protected again(): Promise<void> {
    return this.give(this.work.failures().map(({ ticket }) => ticket));
  }

  protected close(): void {
    this.dialog.close(this.work.assigned() > 0);
  }

  /** Half done is no state to leave by accident. What had the focus is gone afterwards. */
  private async give(tickets: readonly BulkTicket[]): Promise<void> {
    const agent = this.chosen();
    if (!agent) return;
    this.dialog.disableClose = true;
    const work = this.work.run(tickets, agent.id);
    this.moveFocus('.state');
    await work;
    this.dialog.disableClose = false;
    this.moveFocus('.close');
  }
}

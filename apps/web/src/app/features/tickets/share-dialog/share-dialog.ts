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
import { LIMITS } from '@ccr/domain';
import type { TicketDetailsFieldsFragment } from '#graphql';
import { toProblem } from '../../../data';
import { Avatar, ProblemNote, Skeleton } from '../../../ui';
import { SearchBox } from '../../../ui/form';
import { AgentsStore, closeWithSession } from '../../accounts/later';
import { AgentFinder } from '../assign-dialog/agent-finder';
import { AssigningVerbs } from '../assign-dialog/assigning.store';

/** What the dialog has to know of a ticket. */
export type ShareableTicket = Pick<TicketDetailsFieldsFragment, 'id' | 'reference' | 'subject' | 'assignee' | 'participants'>;

/** Chooses the agents who see a ticket beside its assignee. */
@Component({
  selector: 'ccr-share-dialog',
  imports: [Avatar, MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle, ProblemNote, SearchBox, Skeleton],
  templateUrl: './share-dialog.html',
  styleUrls: ['../choices.scss', './share-dialog.scss'],
  providers: [AgentsStore, AgentFinder],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShareDialog {
  private readonly verbs = inject(AssigningVerbs);
  private readonly dialog = inject<MatDialogRef<ShareDialog>>(MatDialogRef);

  protected readonly finder = inject(AgentFinder);
  protected readonly ticket = inject<ShareableTicket>(MAT_DIALOG_DATA);
  protected readonly most = LIMITS.ticket.participants;
  private readonly before = new Set(this.ticket.participants?.map(({ id }) => id));
  protected readonly chosen = signal<ReadonlySet<string>>(this.before);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  /** Admins see every ticket anyway. Those to whom it is open already come first, also when a page of others does not hold them. */
  protected readonly people = computed(() => {
    const found = this.finder.found();
    if (!found) return undefined;
    const open = this.finder.search() ? [] : (this.ticket.participants ?? []);
    const others = found.filter(({ id, role }) => role === 'AGENT' && (!this.before.has(id) || open.length === 0));
    return [...open, ...others];
  });
  protected readonly isEnough = computed(() => this.chosen().size >= this.most);
  protected readonly isChanged = computed(
    () => this.chosen().size !== this.before.size || [...this.chosen()].some((id) => !this.before.has(id)),
  );

  constructor() {
    closeWithSession(this.dialog);
    this.finder.begin();
  }

  protected toggle(id: string): void {
    this.chosen.update((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.verbs.share(this.ticket.id, [...this.chosen()]);
      this.dialog.close();
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}

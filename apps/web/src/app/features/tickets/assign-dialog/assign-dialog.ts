import { ChangeDetectionStrategy, Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import type { SuggestionFieldsFragment, TicketCardFieldsFragment } from '#graphql';
import { toProblem } from '../../../data';
import { Avatar, ProblemNote, Skeleton } from '../../../ui';
import { SearchBox } from '../../../ui/form';
import { AgentsStore, closeWithSession } from '../../accounts/later';
import { TicketVerbs } from '../ticket-verbs.store';
import { AgentFinder, isNamed } from './agent-finder';
import { AssigningVerbs, MOST_SUGGESTIONS, Suggestions } from './assigning.store';
import { isFull, loadWords } from './load-words';

/** What the dialog has to know of a ticket. */
export type AssignableTicket = Pick<TicketCardFieldsFragment, 'id' | 'reference' | 'subject' | 'topic' | 'assignee'>;

interface Row {
  readonly agent: Pick<SuggestionFieldsFragment['agent'], 'id' | 'name' | 'role' | 'email'>;
  readonly expert: boolean;
  readonly best: boolean;
  /** Not known of those who were looked for by name. */
  readonly work: { readonly available: boolean; readonly full: boolean; readonly words: string } | null;
}

const rowOf = ({ agent, expert, best, ...one }: SuggestionFieldsFragment): Row => ({
  agent,
  expert,
  best,
  work: { available: one.available, full: isFull(one), words: loadWords(one) },
});

/** Gives a ticket its one expert, or takes it from who has it. */
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
    SearchBox,
    Skeleton,
  ],
  templateUrl: './assign-dialog.html',
  styleUrls: ['../choices.scss', './assign-dialog.scss'],
  providers: [AgentsStore, AgentFinder, Suggestions],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AssignDialog {
  private readonly verbs = inject(TicketVerbs);
  private readonly assigning = inject(AssigningVerbs);
  private readonly dialog = inject<MatDialogRef<AssignDialog>>(MatDialogRef);

  protected readonly finder = inject(AgentFinder);
  protected readonly suggestions = inject(Suggestions);
  protected readonly ticket = inject<AssignableTicket>(MAT_DIALOG_DATA);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  /** Who has it now, as far as the server has said. */
  protected readonly assignee = computed(() => {
    const now = this.suggestions.ticket();
    return now ? now.assignee : this.ticket.assignee;
  });
  protected readonly chosen = linkedSignal<string | undefined, string>({
    source: () => this.assignee()?.id,
    computation: (assigneeId, before) => before?.value || (assigneeId ?? ''),
  });
  protected readonly found = computed<Row[] | undefined>(() => {
    const people = this.suggestions.people();
    if (!people) return undefined;
    const known = new Set(people.map(({ agent }) => agent.id));
    const others = this.finder.search() ? (this.finder.found() ?? []).filter(({ id }) => !known.has(id)) : [];
    const named = people.filter(({ agent }) => isNamed(agent, this.finder.search()));
    return [...named.map(rowOf), ...others.map((agent): Row => ({ agent, expert: false, best: false, work: null }))];
  });
  protected readonly canAssign = computed(() => this.chosen() !== '' && this.chosen() !== this.assignee()?.id);

  constructor() {
    closeWithSession(this.dialog);
    this.suggestions.show(this.ticket.id);
    effect(() => {
      if ((this.suggestions.people()?.length ?? 0) >= MOST_SUGGESTIONS) this.finder.isLong.set(true);
    });
  }

  protected assign(): Promise<void> {
    return this.canAssign() ? this.save(() => this.verbs.assign(this.ticket.id, this.chosen(), this.assignee()?.id ?? null)) : Promise.resolve();
  }

  protected unassign(): Promise<void> {
    return this.save(() => this.assigning.unassign(this.ticket.id));
  }

  private async save(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await work();
      this.dialog.close();
    } catch (error) {
      this.tell(error);
    } finally {
      this.busy.set(false);
    }
  }

  /** Somebody else was faster: what is there now shows, and can be changed again. */
  private tell(error: unknown): void {
    const { code, message } = toProblem(error);
    if (code !== 'CONFLICT') {
      this.problem.set(message);
      return;
    }
    this.suggestions.retry();
    this.problem.set('Somebody changed this ticket meanwhile. You see who has it now; assign again if you still want to.');
  }
}

import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { newId, toProblem } from '../../../data';
import { EmptyState, LinkTabs, Menu, ProblemNote, Skeleton, focusMover } from '../../../ui';
import { type ManagedTopic, ManagedTopicsStore } from '../managed-topics.store';
import { FirstAnswerForm } from './first-answer-form';
import { TopicNameForm } from './topic-name-form';

const TABS = [
  { key: 'offered', label: 'Offered' },
  { key: 'archived', label: 'Archived' },
] as const;
const SHOW_FOR = 5_000;

/** What tickets can be about, for admins: to add, to rename, to put aside and to bring back. */
@Component({
  selector: 'ccr-topics-page',
  imports: [EmptyState, FirstAnswerForm, LinkTabs, MatButton, Menu, ProblemNote, Skeleton, TopicNameForm],
  templateUrl: './topics-page.html',
  styleUrl: './topics-page.scss',
  providers: [ManagedTopicsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TopicsPage {
  private readonly snackBar = inject(MatSnackBar);
  private readonly moveFocus = focusMover();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** Of one attempt to add a topic; the same name sent again is the same attempt. */
  private attempt = { name: '', id: '' };

  /** The chosen tab: a query parameter of the address. */
  readonly tab = input<string>();

  protected readonly store = inject(ManagedTopicsStore);
  protected readonly tabs = TABS;
  protected readonly current = computed(() => (TABS.find(({ key }) => key === this.tab()) ?? TABS[0]).key);
  protected readonly topics = computed(() => this.store.topics()?.filter(({ archived }) => archived === (this.current() === 'archived')));
  protected readonly renaming = signal<string | null>(null);
  /** The topic whose first answer is being written. */
  protected readonly answering = signal<string | null>(null);
  /** What could not be done to which topic. */
  protected readonly refusal = signal<{ readonly topicId: string; readonly words: string } | null>(null);

  protected readonly add = async (name: string): Promise<void> => {
    if (this.attempt.name !== name) this.attempt = { name, id: newId() };
    await this.store.create(name, this.attempt.id);
    this.attempt = { name: '', id: '' };
    this.snackBar.open(`“${name}” was added.`, undefined, { duration: SHOW_FOR });
  };

  protected readonly rename = (topicId: string) => (name: string): Promise<void> => this.store.rename(topicId, name);

  protected readonly answerFirst = (topicId: string) => (text: string): Promise<void> => this.store.answerFirst(topicId, text || null);

  protected stopAnswering(): void {
    this.answering.set(null);
    this.moveFocus('ul');
  }

  protected startRenaming({ id }: ManagedTopic): void {
    this.refusal.set(null);
    this.renaming.set(id);
    setTimeout(() => this.host.querySelector<HTMLInputElement>('li input')?.select());
  }

  protected async archive(topic: ManagedTopic): Promise<void> {
    if (!(await this.change(topic, () => this.store.archive(topic.id)))) return;
    const note = this.snackBar.open(`“${topic.name}” is no longer offered.`, 'Undo', { duration: SHOW_FOR });
    note.onAction().subscribe(() => void this.change(topic, () => this.store.unarchive(topic.id)));
  }

  protected async unarchive(topic: ManagedTopic): Promise<void> {
    const isBack = await this.change(topic, () => this.store.unarchive(topic.id));
    if (isBack) this.snackBar.open(`“${topic.name}” is offered again.`, undefined, { duration: SHOW_FOR });
  }

  /** Gives back whether it was done. */
  private async change({ id: topicId }: ManagedTopic, work: () => Promise<void>): Promise<boolean> {
    this.refusal.set(null);
    try {
      await work();
      return true;
    } catch (error) {
      this.refusal.set({ topicId, words: toProblem(error).reason });
      return false;
    }
  }
}

import { ChangeDetectionStrategy, Component, type ElementRef, computed, inject, input, linkedSignal, signal, viewChild } from '@angular/core';
import { LIMITS, asTags, tagProblem, toTag } from '@ccr/domain';
import { SetTicketTagsDocument } from '#graphql/tags';
import { Api, toProblem } from '../../../data';
import { Icon, ProblemNote } from '../../../ui';
import type { TicketDetails } from '../ticket-view/ticket.store';
import { TagSuggestions } from './tag-suggestions';

/** The tags of a ticket, for staff. What is added or removed shows at once; should it fail, it is as it was and says so. */
@Component({
  selector: 'ccr-tag-editor',
  imports: [Icon, ProblemNote],
  templateUrl: './tag-editor.html',
  styleUrl: './tag-editor.scss',
  providers: [TagSuggestions],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TagEditor {
  private readonly api = inject(Api);
  private readonly known = inject(TagSuggestions);
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');

  readonly ticket = input.required<Pick<TicketDetails, 'id' | 'tags'>>();

  protected readonly longest = LIMITS.ticket.tag;
  private readonly kept = computed(() => this.ticket().tags ?? []);
  /** What the server says, but for what is on its way there. */
  protected readonly shown = linkedSignal<readonly string[], readonly string[]>({
    source: this.kept,
    computation: (kept, before) => (this.wanted && before ? before.value : kept),
  });
  protected readonly isFull = computed(() => this.shown().length >= LIMITS.ticket.tags);
  protected readonly suggestions = computed(() => this.known.tags().filter((tag) => !this.shown().includes(tag)));
  protected readonly said = signal('');
  protected readonly problem = signal('');

  private wanted: readonly string[] | null = null;

  /** A comma ends a tag, also in what is pasted. */
  protected type(box: HTMLInputElement): void {
    this.problem.set('');
    if (box.value.includes(',')) this.add(box);
    else this.known.ask(box.value);
  }

  protected press(event: KeyboardEvent, box: HTMLInputElement): void {
    const last = this.shown().at(-1);
    if (event.key === 'Enter') {
      event.preventDefault();
      this.add(box);
    } else if (event.key === 'Backspace' && box.value === '' && last !== undefined) {
      this.remove(last);
    }
  }

  protected add(box: HTMLInputElement): void {
    const added = box.value.split(',').map(toTag).filter((tag) => tag !== '');
    const problem = added.map(tagProblem).find((one) => one !== null);
    const tags = asTags([...this.shown(), ...added]);
    if (problem) this.problem.set(problem);
    else if (tags.length > LIMITS.ticket.tags) this.problem.set(`A ticket has at most ${LIMITS.ticket.tags} tags.`);
    else if (added.length > 0) void this.change(tags, `Added ${added.join(', ')}.`, box, box.value);
  }

  protected remove(tag: string): void {
    void this.change(this.shown().filter((one) => one !== tag), `Removed ${tag}.`);
    this.box()?.nativeElement.focus();
  }

  /** What was typed is there again when it could not be saved. */
  private async change(tags: readonly string[], said: string, box?: HTMLInputElement, typed = ''): Promise<void> {
    this.shown.set(tags);
    this.said.set(said);
    this.problem.set('');
    if (box) box.value = '';
    const isSaving = this.wanted !== null;
    this.wanted = tags;
    if (isSaving) return; // the save that runs goes on with it
    try {
      while (this.wanted) {
        const sent: readonly string[] = this.wanted;
        await this.api.mutate(SetTicketTagsDocument, { input: { ticketId: this.ticket().id, tags: [...sent] } });
        if (this.wanted === sent) this.wanted = null;
      }
    } catch (error) {
      this.wanted = null;
      this.shown.set(this.kept());
      this.said.set('');
      this.problem.set(`The tags are as they were. ${toProblem(error).message}`);
      if (box && box.value === '') box.value = typed;
    }
  }
}

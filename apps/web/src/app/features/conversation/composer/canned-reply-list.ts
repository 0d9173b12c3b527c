import { ChangeDetectionStrategy, Component, computed, effect, inject, input, linkedSignal, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ProblemNote } from '../../../ui';
import { type CannedReply, CannedRepliesStore } from '../../canned-replies';

const ID = 'ccr-canned-reply';

/** What fits what was typed after the slash: the shortcuts that begin with it first. */
function fitting(replies: readonly CannedReply[], word: string): CannedReply[] {
  const wanted = word.toLowerCase();
  const fits = replies.filter(({ shortcut, title }) => shortcut.includes(wanted) || title.toLowerCase().includes(wanted));
  const rank = ({ shortcut }: CannedReply): number => (shortcut.startsWith(wanted) ? 0 : 1);
  return fits.sort((one, other) => rank(one) - rank(other));
}

/** The canned replies that fit, to choose from with the keys of the text field or with a pointer. */
@Component({
  selector: 'ccr-canned-reply-list',
  imports: [ProblemNote, RouterLink],
  templateUrl: './canned-reply-list.html',
  styleUrl: './canned-reply-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  // The focus stays in the text field, from which the options are reached with the arrows.
  host: { '(mousedown)': '$event.preventDefault()', '(click)': 'take($event)' },
})
export class CannedReplyList {
  /** What was typed after the slash. The text field asks for the active option before it is set. */
  readonly word = input('');
  readonly listId = input.required<string>();
  readonly chosen = output<CannedReply>();

  protected readonly store = inject(CannedRepliesStore);
  protected readonly found = computed(() => fitting(this.store.replies() ?? [], this.word()));
  protected readonly active = linkedSignal({ source: this.found, computation: () => 0 });
  protected readonly told = computed(() => {
    if (!this.store.replies()) return '';
    const { length } = this.found();
    return length === 0 ? 'No canned reply fits' : length === 1 ? '1 canned reply' : `${length} canned replies`;
  });
  /** The id of the option that Enter takes. */
  readonly activeId = computed(() => (this.found().length ? this.optionId(this.active()) : null));

  constructor() {
    this.store.need();
    effect(() => {
      const id = this.activeId();
      if (id) document.getElementById(id)?.scrollIntoView?.({ block: 'nearest' });
    });
  }

  /** Goes up or down; beyond the end it begins again. */
  move(by: 1 | -1): void {
    const { length } = this.found();
    if (length) this.active.update((at) => (at + by + length) % length);
  }

  /** Takes the active one. False when there is none. */
  choose(): boolean {
    const reply = this.found()[this.active()];
    if (reply) this.chosen.emit(reply);
    return reply !== undefined;
  }

  protected take({ target }: Event): void {
    const id = (target as Element).closest('[role=option]')?.id;
    const reply = this.found().find((_reply, at) => this.optionId(at) === id);
    if (reply) this.chosen.emit(reply);
  }

  protected optionId(at: number): string {
    return `${ID}-${at}`;
  }
}

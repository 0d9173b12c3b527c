import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon, exactTime, timeOfDay } from '../../../ui';
import type { MessageEntry } from '../timeline';

/** One message: own on the right, the others' on the left, internal notes in yellow. */
@Component({
  selector: 'ccr-message-bubble',
  imports: [Icon, MatButton],
  templateUrl: './message-bubble.html',
  styleUrl: './message-bubble.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.mine]': 'message().isMine', '[class.note]': 'isNote()', '[class.goes-on]': 'message().goesOn' },
})
export class MessageBubble {
  readonly message = input.required<MessageEntry>();
  readonly retry = output();
  readonly edit = output();

  protected readonly isNote = computed(() => this.message().kind === 'NOTE');
  protected readonly author = computed(() => (this.message().isMine ? 'You' : this.message().author));
  protected readonly time = computed(() => this.moment(timeOfDay));
  protected readonly exact = computed(() => this.moment(exactTime));

  private moment(words: (iso: string) => string): string {
    const at = this.message().at;
    return at ? words(at) : '';
  }
}

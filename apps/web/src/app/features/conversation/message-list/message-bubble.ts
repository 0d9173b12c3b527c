import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon, exactTime, timeOfDay } from '../../../ui';
import { QuoteBlock } from '../quote-block';
import type { MessageEntry } from '../timeline';
import { RichText } from './rich-text';

/** One message: own on the right, the others' on the left, internal notes in yellow. */
@Component({
  selector: 'ccr-message-bubble',
  imports: [Icon, MatButton, QuoteBlock, RichText],
  templateUrl: './message-bubble.html',
  styleUrl: './message-bubble.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.mine]': 'message().isMine', '[class.note]': 'isNote()', '[class.goes-on]': 'message().goesOn' },
})
export class MessageBubble {
  readonly message = input.required<MessageEntry>();
  readonly retry = output();
  readonly edit = output();
  /** Whether whoever reads it may write, and so answer it. */
  readonly canAnswer = input(false);
  readonly quote = output();
  /** Whether whoever reads it may make a ticket of its own of it. */
  readonly canSplit = input(false);
  readonly split = output();
  /** To the message of that id. */
  readonly jump = output<string>();

  protected readonly isNote = computed(() => this.message().kind === 'NOTE');
  protected readonly author = computed(() => (this.message().isMine ? 'You' : this.message().author));
  protected readonly canQuote = computed(() => this.canAnswer() && this.message().id !== null);
  protected readonly quoteWords = computed(() => `Quote what ${this.message().isMine ? 'you' : this.message().author} wrote at ${this.time()}`);
  protected readonly splitWords = computed(() => `Make a ticket of what ${this.message().author} wrote at ${this.time()}`);
  protected readonly time = computed(() => this.moment(timeOfDay));
  protected readonly exact = computed(() => this.moment(exactTime));

  private moment(words: (iso: string) => string): string {
    const at = this.message().at;
    return at ? words(at) : '';
  }
}

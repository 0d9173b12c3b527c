import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { type CannedReplyOccasion, LIMITS, fillVariables } from '@ccr/domain';
import type { MessageKind } from '#graphql';
import { Drafts } from '../../../data';
import { Icon } from '../../../ui';
import { type CannedReply, CannedRepliesStore } from '../../canned-replies';
import type { Quote } from '../quote';
import { QuoteBlock } from '../quote-block';
import { CannedReplyList } from './canned-reply-list';
import { type Marked, listed, wrapped } from './formatting';
import { slashWord } from './slash-word';

/** A message as it leaves the composer. */
export interface Written {
  readonly body: string;
  readonly kind: MessageKind;
  readonly replyTo: Quote | null;
}

const BLANK: Written = { body: '', kind: 'REPLY', replyTo: null };
const LIMIT = LIMITS.message.body;
const COUNT_FROM = LIMIT * 0.9;
let lastId = 0;

/** Where a message is written. It never loses a character: what is typed is kept until it is sent. */
@Component({
  selector: 'ccr-composer',
  imports: [CannedReplyList, Icon, MatButton, QuoteBlock],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
  providers: [CannedRepliesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.note]': 'isNote()' },
})
export class Composer {
  private readonly drafts = inject(Drafts);
  private readonly box = viewChild.required<ElementRef<HTMLTextAreaElement>>('box');
  private readonly list = viewChild(CannedReplyList);

  /** Under which the draft is kept: the person and the ticket. */
  readonly draftKey = input.required<string>();
  readonly canReply = input.required<boolean>();
  readonly canNote = input.required<boolean>();
  /** What canned replies are filled from; null where there are none to choose from. */
  readonly occasion = input<CannedReplyOccasion | null>(null);
  readonly send = output<Written>();
  /** What is being written; null when nothing is any more. */
  readonly typing = output<MessageKind | null>();

  protected readonly text = signal('');
  protected readonly quote = signal<Quote | null>(null);
  private readonly wish = signal<MessageKind>('REPLY');
  protected readonly kind = linkedSignal<MessageKind>(() => {
    if (!this.canReply()) return 'NOTE';
    return this.canNote() ? this.wish() : 'REPLY';
  });
  protected readonly isNote = computed(() => this.kind() === 'NOTE');
  protected readonly hasChoice = computed(() => this.canReply() && this.canNote());
  protected readonly left = computed(() => (this.text().length > COUNT_FROM ? LIMIT - this.text().length : null));
  protected readonly canSend = computed(() => this.text().trim() !== '' && this.text().length <= LIMIT);
  protected readonly formatting = signal(false);
  protected readonly partId = `ccr-composer-${++lastId}`;
  private readonly caret = signal(0);
  /** Where the slash stands that is to be nothing but a slash. */
  private readonly plainSlash = signal<number | null>(null);
  private readonly atSlash = computed(() => (this.occasion() ? slashWord(this.text(), this.caret()) : null));
  protected readonly slash = computed(() => (this.atSlash()?.from === this.plainSlash() ? null : this.atSlash()));
  protected readonly activeId = computed(() => this.list()?.activeId() ?? null);

  constructor() {
    effect(() => {
      const { body, kind, replyTo } = this.drafts.read(this.draftKey(), BLANK);
      untracked(() => {
        this.text.set(body);
        this.wish.set(kind);
        this.quote.set(replyTo);
      });
    });
  }

  /** Puts a text back that could not be sent, before what is written already. */
  putBack({ body, kind, replyTo }: Written): void {
    this.wish.set(kind);
    this.quote.set(replyTo);
    this.write(this.text().trim() ? `${body}\n\n${this.text()}` : body);
    this.box().nativeElement.focus();
  }

  /** To where a reply is written, if one may. */
  focusReply(): void {
    if (this.canReply()) this.choose('REPLY');
  }

  /** To where a note is written, if one may. */
  focusNote(): void {
    if (this.canNote()) this.choose('NOTE');
  }

  /** What is written next answers this message. What answers a note is a note. */
  answer(quote: Quote): void {
    this.quote.set(quote);
    if (quote.kind === 'NOTE') this.wish.set('NOTE');
    this.keep();
    this.box().nativeElement.focus();
  }

  protected dropQuote(): void {
    this.quote.set(null);
    this.keep();
    this.box().nativeElement.focus();
  }

  protected write(text: string): void {
    this.text.set(text);
    this.lookAtCaret();
    this.keep();
    this.typing.emit(text.trim() ? this.kind() : null);
  }

  protected choose(kind: MessageKind): void {
    this.wish.set(kind);
    // A customer would read the note.
    if (kind === 'REPLY' && this.quote()?.kind === 'NOTE') this.quote.set(null);
    this.keep();
    this.box().nativeElement.focus();
  }

  /** What is looked for moves with the caret. */
  protected lookAtCaret(): void {
    this.caret.set(this.box().nativeElement.selectionStart);
    if (!this.atSlash()) this.plainSlash.set(null);
  }

  protected press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const isTaken = this.slash() ? this.pressInList(event.key) : this.pressInText(event);
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The reply in place of what it was found by, with its variables filled. */
  protected insert({ body }: CannedReply): void {
    const [slash, occasion] = [this.slash(), this.occasion()];
    if (!slash || !occasion) return;
    const [text, filled] = [this.text(), fillVariables(body, occasion)];
    const end = slash.from + filled.length;
    this.mark({ text: text.slice(0, slash.from) + filled + text.slice(this.caret()), start: end, end });
  }

  protected wrap(mark: string): void {
    this.mark(wrapped(this.marked(), mark));
  }

  protected makeList(): void {
    this.mark(listed(this.marked()));
  }

  /** Sends what is written, if it can be sent. */
  submit(): void {
    if (!this.canSend()) return;
    this.send.emit({ body: this.text().trim(), kind: this.kind(), replyTo: this.quote() });
    this.quote.set(null);
    this.write('');
    this.box().nativeElement.focus();
  }

  /** Whether the key was one of the list of canned replies. */
  private pressInList(key: string): boolean {
    if (key === 'Enter' || key === 'Tab') return this.list()?.choose() ?? false;
    if (key === 'ArrowDown') this.list()?.move(1);
    else if (key === 'ArrowUp') this.list()?.move(-1);
    else if (key === 'Escape') this.plainSlash.set(this.atSlash()?.from ?? null);
    else return false;
    return true;
  }

  private pressInText({ key, code, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    if (key === 'Escape') this.box().nativeElement.blur();
    else if (!ctrlKey && !metaKey) return false;
    else if (key === 'Enter') this.submit();
    else if (shiftKey && code === 'Digit8') this.makeList();
    else if (key === 'b') this.wrap('**');
    else if (key === 'i') this.wrap('*');
    else return false;
    return true;
  }

  private marked(): Marked {
    const { selectionStart, selectionEnd } = this.box().nativeElement;
    return { text: this.text(), start: selectionStart, end: selectionEnd };
  }

  /** The field has the text at once, so that the selection can be set in it. */
  private mark({ text, start, end }: Marked): void {
    const box = this.box().nativeElement;
    box.value = text;
    box.focus();
    box.setSelectionRange(start, end);
    this.write(text);
  }

  private keep(): void {
    const replyTo = this.quote();
    if (this.text() === '' && !replyTo) this.drafts.remove(this.draftKey());
    else this.drafts.write(this.draftKey(), { body: this.text(), kind: this.kind(), replyTo });
  }
}

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
import { LIMITS } from '@ccr/domain';
import type { MessageKind } from '#graphql';
import { Drafts } from '../../../data';
import { Icon } from '../../../ui';

/** A message as it leaves the composer. */
export interface Written {
  readonly body: string;
  readonly kind: MessageKind;
}

const BLANK = { body: '', kind: 'REPLY' as MessageKind };
const LIMIT = LIMITS.message.body;
const COUNT_FROM = LIMIT * 0.9;

/** Where a message is written. It never loses a character: what is typed is kept until it is sent. */
@Component({
  selector: 'ccr-composer',
  imports: [Icon, MatButton],
  templateUrl: './composer.html',
  styleUrl: './composer.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.note]': 'isNote()' },
})
export class Composer {
  private readonly drafts = inject(Drafts);
  private readonly box = viewChild.required<ElementRef<HTMLTextAreaElement>>('box');

  /** Under which the draft is kept: the person and the ticket. */
  readonly draftKey = input.required<string>();
  readonly canReply = input.required<boolean>();
  readonly canNote = input.required<boolean>();
  readonly send = output<Written>();

  protected readonly text = signal('');
  private readonly wish = signal<MessageKind>('REPLY');
  protected readonly kind = linkedSignal<MessageKind>(() => {
    if (!this.canReply()) return 'NOTE';
    return this.canNote() ? this.wish() : 'REPLY';
  });
  protected readonly isNote = computed(() => this.kind() === 'NOTE');
  protected readonly hasChoice = computed(() => this.canReply() && this.canNote());
  protected readonly left = computed(() => (this.text().length > COUNT_FROM ? LIMIT - this.text().length : null));
  protected readonly canSend = computed(() => this.text().trim() !== '' && this.text().length <= LIMIT);

  constructor() {
    effect(() => {
      const { body, kind } = this.drafts.read(this.draftKey(), BLANK);
      untracked(() => {
        this.text.set(body);
        this.wish.set(kind);
      });
    });
  }

  /** Puts a text back that could not be sent, before what is written already. */
  putBack({ body, kind }: Written): void {
    this.wish.set(kind);
    this.write(this.text().trim() ? `${body}\n\n${this.text()}` : body);
    this.box().nativeElement.focus();
  }

  protected write(text: string): void {
    this.text.set(text);
    this.keep();
  }

  protected choose(kind: MessageKind): void {
    this.wish.set(kind);
    this.keep();
    this.box().nativeElement.focus();
  }

  protected submit(): void {
    if (!this.canSend()) return;
    this.send.emit({ body: this.text().trim(), kind: this.kind() });
    this.write('');
    this.box().nativeElement.focus();
  }

  private keep(): void {
    if (this.text() === '') this.drafts.remove(this.draftKey());
    else this.drafts.write(this.draftKey(), { body: this.text(), kind: this.kind() });
  }
}

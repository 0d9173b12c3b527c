import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Clock, Icon, dayWords } from '../../ui';
import { SessionStore } from '../accounts';
import { Composer, type Written } from './composer/composer';
import { ConversationStore } from './conversation.store';
import { MessageList } from './message-list/message-list';
import { SendingStore } from './sending.store';
import { type MessageEntry, type Opening, openingEntry, toEntries } from './timeline';

/** The live conversation of one ticket: what was said, what happened, and the place to answer. */
@Component({
  selector: 'ccr-conversation',
  imports: [Composer, Icon, MessageList],
  templateUrl: './conversation.html',
  styleUrl: './conversation.scss',
  providers: [ConversationStore, SendingStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Conversation {
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly composer = viewChild(Composer);

  readonly ticketId = input.required<string>();
  readonly opening = input.required<Opening>();
  /** The page has loaded the ticket: from here on events come live. */
  readonly isLive = input.required<boolean>();
  readonly canReply = input.required<boolean>();
  readonly canNote = input.required<boolean>();
  /** Said in place of the composer when one can write neither a reply nor a note. */
  readonly silence = input.required<string>();
  /** What happens next, if nobody would know. */
  readonly next = input('');

  /** The ticket went out of the viewer's sight. */
  readonly lost = output();

  protected readonly store = inject(ConversationStore);
  protected readonly sending = inject(SendingStore);

  private readonly viewerId = computed(() => this.session.viewer()?.id);
  private readonly reader = computed(() => ({ id: this.viewerId(), isStaff: this.session.isStaff() }));
  protected readonly draftKey = computed(() => `${this.viewerId()}:message:${this.ticketId()}`);
  protected readonly openingEntry = computed(() => openingEntry(this.opening(), this.reader()));
  protected readonly openingDay = computed(() => dayWords(this.opening().at, this.clock.now()));
  protected readonly entries = computed(() =>
    toEntries({
      // Between the opening and a later page other days may lie: then each page says its own.
      openingDay: this.store.hasEarlier() ? '' : this.openingDay(),
      events: this.store.events(),
      sendings: this.sending.items(),
      reader: this.reader(),
      now: this.clock.now(),
    }),
  );

  constructor() {
    this.store.lost.pipe(takeUntilDestroyed()).subscribe(() => this.lost.emit());
    effect(() => this.store.open(this.ticketId(), this.isLive()));
    effect(() => {
      const ticketId = this.ticketId();
      const viewerId = this.viewerId();
      if (viewerId) untracked(() => this.sending.open(ticketId, viewerId));
    });
  }

  protected post(written: Written): void {
    this.sending.send({ ...written, afterSeq: this.store.events().at(-1)?.seq ?? 0 });
  }

  protected takeBack({ key, body, kind }: MessageEntry): void {
    this.sending.takeBack(key);
    this.composer()?.putBack({ body, kind });
  }
}

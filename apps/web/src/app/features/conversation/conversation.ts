import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { MessageKind } from '#graphql';
import { MatButton } from '@angular/material/button';
import { Drafts } from '../../data';
import type { CannedReplyOccasion } from '@ccr/domain';
import { Clock, Icon, ProblemNote, dayWords } from '../../ui';
import { SessionStore } from '../accounts';
import { Composer, type Written } from './composer/composer';
import { ConversationStore } from './conversation.store';
import { FollowUpStore } from './follow-up.store';
import { MessageList } from './message-list/message-list';
import { PresenceLine } from './presence/presence-line';
import { PresenceStore } from './presence/presence.store';
import { ReadingStore } from './presence/reading.store';
import { TypingStore } from './presence/typing.store';
import { type Sending, SendingStore, WROTE_MEANWHILE } from './sending.store';
import { SplitDialogOpener } from './splitting/split-dialog.opener';
import { type MessageEntry, type Opening, openingEntry, toEntries } from './timeline';

/** So far up a quoted message is looked for by itself. */
const MOST_PAGES = 20;

/** The live conversation of one ticket: what was said, what happened, and the place to answer. */
@Component({
  selector: 'ccr-conversation',
  imports: [Composer, Icon, MatButton, MessageList, PresenceLine, ProblemNote],
  templateUrl: './conversation.html',
  styleUrl: './conversation.scss',
  providers: [ConversationStore, FollowUpStore, PresenceStore, ReadingStore, SendingStore, TypingStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Conversation {
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  private readonly drafts = inject(Drafts);
  private readonly splitting = inject(SplitDialogOpener);
  private readonly composer = viewChild(Composer);
  private readonly list = viewChild.required(MessageList);

  readonly ticketId = input.required<string>();
  readonly opening = input.required<Opening>();
  /** The page has loaded the ticket: from here on events come live. */
  readonly isLive = input.required<boolean>();
  readonly canReply = input.required<boolean>();
  readonly canNote = input.required<boolean>();
  /** The ticket has ended, and what is written raises one that goes on with it. */
  readonly canFollowUp = input(false);
  readonly canSplit = input(false);
  /** Said in place of the composer when one can write neither a reply nor a note. */
  readonly silence = input.required<string>();
  /** What the ticket is called, for canned replies. */
  readonly named = input<CannedReplyOccasion['ticket'] | null>(null);
  /** What happens next, if nobody would know. */
  readonly next = input('');

  /** The message, by its id, that one came to see. */
  readonly startAt = input('');

  /** The ticket went out of the viewer's sight. */
  readonly lost = output();
  /** It goes on in the ticket of this reference. */
  readonly followedUp = output<string>();

  protected readonly store = inject(ConversationStore);
  protected readonly sending = inject(SendingStore);
  protected readonly presence = inject(PresenceStore);
  protected readonly typing = inject(TypingStore);
  protected readonly followUp = inject(FollowUpStore);
  /** Somebody wrote while the message in the composer was on its way. */
  protected readonly isStale = signal(false);
  protected readonly wroteMeanwhile = WROTE_MEANWHILE;
  private readonly reading = inject(ReadingStore);
  private isAnyway = false;

  protected readonly isStaff = this.session.isStaff;
  private readonly viewerId = computed(() => this.session.viewer()?.id);
  private readonly reader = computed(() => ({ id: this.viewerId(), isStaff: this.session.isStaff() }));
  protected readonly draftKey = computed(() => `${this.viewerId()}:message:${this.ticketId()}`);
  private readonly followUpKey = computed(() => `${this.viewerId()}:follow-up:${this.ticketId()}`);
  protected readonly occasion = computed((): CannedReplyOccasion | null => {
    const [viewer, ticket] = [this.session.viewer(), this.named()];
    return viewer && ticket && this.isStaff() ? { customer: this.opening().author, agent: viewer, ticket } : null;
  });
  private readonly side = computed(() => ({
    reader: this.reader(),
    readUpTo: this.presence.readUpTo(this.isStaff()),
    deliveredUpTo: this.presence.deliveredUpTo(this.isStaff()),
  }));
  protected readonly openingEntry = computed(() => openingEntry(this.opening(), this.side()));
  protected readonly openingDay = computed(() => dayWords(this.opening().at, this.clock.now()));
  protected readonly entries = computed(() =>
    toEntries({
      // Between the opening and a later page other days may lie: then each page says its own.
      openingDay: this.store.hasEarlier() ? '' : this.openingDay(),
      events: this.store.events(),
      sendings: this.sending.items(),
      ...this.side(),
      now: this.clock.now(),
    }),
  );

  constructor() {
    this.store.lost.pipe(takeUntilDestroyed()).subscribe(() => this.lost.emit());
    effect(() => this.store.open(this.ticketId(), this.isLive()));
    effect(() => this.presence.open(this.isLive() ? this.ticketId() : ''));
    effect(() => this.typing.open(this.ticketId()));
    effect(() => {
      const messageId = this.isLive() ? this.startAt() : '';
      if (messageId) untracked(() => void this.jumpTo(messageId));
    });
    effect(() => {
      const seq = this.store.events().at(-1)?.seq ?? 0;
      if (this.isLive() && this.store.unread() > 0) this.reading.readUpTo(this.ticketId(), seq);
    });
    effect(() => {
      const ticketId = this.ticketId();
      const viewerId = this.viewerId();
      this.isStale.set(false);
      if (viewerId) untracked(() => this.sending.open(ticketId, viewerId));
    });
    effect(() => {
      const stale = this.sending.stale();
      if (stale.length > 0) untracked(() => this.giveBack(stale));
    });
    effect(() => {
      const composer = this.canFollowUp() ? this.composer() : undefined;
      const body = untracked(() => this.followUp.interrupted(this.followUpKey()));
      if (composer && body && this.isBlank()) untracked(() => composer.putBack({ body, kind: 'REPLY', replyTo: null }));
    });
  }

  /** To where a reply is written, if one may. */
  focusReply(): void {
    this.composer()?.focusReply();
  }

  /** To where a note is written, if one may. */
  focusNote(): void {
    this.composer()?.focusNote();
  }

  protected post(written: Written): void {
    if (this.canFollowUp()) {
      void this.goOn(written);
      return;
    }
    this.sending.send({ ...written, afterSeq: this.store.events().at(-1)?.seq ?? 0, isStale: this.isAnyway });
    this.isStale.set(false);
  }

  /** What the composer holds goes out past what was said meanwhile. */
  protected sendAnyway(): void {
    this.isAnyway = true;
    this.composer()?.submit();
    this.isAnyway = false;
  }

  protected tellTyping(kind: MessageKind | null): void {
    if (!this.canFollowUp()) this.typing.tell(kind);
  }

  protected takeBack({ key, body, kind, replyTo }: MessageEntry): void {
    this.sending.takeBack(key);
    this.composer()?.putBack({ body, kind, replyTo });
  }

  protected answer({ id, kind, body, author, isMine }: MessageEntry): void {
    if (id) this.composer()?.answer({ id, kind, body, author: isMine ? 'You' : author });
  }

  protected splitOff({ id, kind, body, author }: MessageEntry): void {
    if (id) void this.splitting.open({ id, kind, body, author });
  }

  /** It may stand further up than what is loaded. */
  protected async jumpTo(messageId: string): Promise<void> {
    const isHere = (): boolean => this.entries().some((entry) => entry.type === 'message' && entry.id === messageId);
    for (let page = 0; page < MOST_PAGES && !isHere() && this.store.hasEarlier() && !this.store.problem(); page++) {
      await this.store.loadEarlier();
    }
    this.list().reveal(messageId);
  }

  private async goOn(written: Written): Promise<void> {
    const reference = await this.followUp.raise(this.followUpKey(), this.ticketId(), written.body);
    if (reference === null) this.composer()?.putBack(written);
    else this.followedUp.emit(reference);
  }

  /**
   * What would have gone past another message is the author's again, to be sent once they have read it. Where the
   * composer holds something else by now it stays among the messages: nothing private is mixed into an answer.
   */
  private giveBack(stale: readonly Sending[]): void {
    this.store.catchUp();
    const composer = this.composer();
    if (!composer || !this.isBlank()) return;
    for (const { clientMutationId, body, kind, replyTo } of [...stale].reverse()) {
      this.sending.takeBack(clientMutationId);
      composer.putBack({ body, kind, replyTo: replyTo ?? null });
    }
    this.isStale.set(true);
  }

  private isBlank(): boolean {
    return this.drafts.read(this.draftKey(), { body: '' }).body.trim() === '';
  }
}

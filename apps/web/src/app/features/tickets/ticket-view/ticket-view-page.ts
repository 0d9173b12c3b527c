import { ChangeDetectionStrategy, Component, type ElementRef, computed, effect, inject, input, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { Role } from '@ccr/domain';
import { EmptyState, Icon, ProblemNote, Shortcuts, Skeleton, Splitter, kept, pageTitle } from '../../../ui';
import { SessionStore } from '../../accounts';
import { Conversation } from '../../conversation';
import { PushCard } from '../../notifications/later';
import { AssignDialogOpener } from '../assign-dialog/assign-dialog.opener';
import { TicketTies } from '../merging/ticket-ties';
import { RatingCard } from '../rating/rating-card';
import { TicketParticipants } from '../share-dialog/ticket-participants';
import { TicketPriority } from '../ticket-status/ticket-priority';
import { TicketStatus } from '../ticket-status/ticket-status';
import { TicketActions } from './ticket-actions';
import { TicketFacts } from './ticket-facts';
import { TicketProgress } from './ticket-progress';
import { TicketStore } from './ticket.store';
import { nextWords } from './next-words';
import { silenceWords } from './silence-words';
import { WayBack } from './way-back';

/** One ticket: what it is about, where it stands, who has it, and the conversation. All of it live. */
@Component({
  selector: 'ccr-ticket-view-page',
  imports: [
    Conversation,
    EmptyState,
    Icon,
    MatButton,
    ProblemNote,
    PushCard,
    RatingCard,
    RouterLink,
    Skeleton,
    Splitter,
    TicketActions,
    TicketFacts,
    TicketParticipants,
    TicketPriority,
    TicketProgress,
    TicketStatus,
    TicketTies,
  ],
  templateUrl: './ticket-view-page.html',
  styleUrl: './ticket-view-page.scss',
  providers: [TicketStore, WayBack],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketViewPage {
  private readonly session = inject(SessionStore);
  private readonly title = inject(Title);
  private readonly router = inject(Router);
  private readonly dialog = inject(AssignDialogOpener);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);

  /** From the address. */
  readonly reference = input.required<string>();

  protected readonly store = inject(TicketStore);
  protected readonly wayBack = inject(WayBack);
  protected readonly forStaff = this.session.isStaff;
  protected readonly audience = computed(() => (this.forStaff() ? 'staff' : 'customer'));
  protected readonly opening = computed(() => {
    const ticket = this.store.ticket();
    return { author: ticket?.customer ?? { id: '', name: '' }, body: ticket?.description ?? '', html: ticket?.descriptionHtml ?? null, at: ticket?.createdAt ?? '' };
  });
  private readonly conversation = viewChild(Conversation);
  private readonly lostHeading = viewChild<ElementRef<HTMLElement>>('lost');
  /** Which ticket was here to be seen. */
  private readonly seen = signal('');
  /** It was, and is no more. */
  protected readonly isLost = computed(() => this.store.isMissing() && this.seen() === this.reference());
  /** The message that the address names. */
  protected readonly startAt = computed(() => /^message-([\w-]+)$/.exec(this.fragment() ?? '')?.[1] ?? '');
  /** How wide staff have the details. */
  protected readonly details = kept('desk-details', 300);
  /** On a phone the facts are folded away; on a desktop they always show. */
  protected readonly factsOpen = signal(false);
  protected readonly silence = computed(() => silenceWords(this.store.ticket(), this.audience()));

  protected readonly next = computed(() => {
    const ticket = this.store.ticket();
    return ticket ? nextWords(ticket, this.audience()) : '';
  });

  constructor() {
    effect(() => this.store.show(this.reference()));
    // What had the focus is gone, too.
    effect(() => this.lostHeading()?.nativeElement.focus());
    if (this.forStaff()) this.offerKeys(inject(Shortcuts));
    effect(() => {
      const ticket = this.store.ticket();
      if (ticket) {
        this.title.setTitle(pageTitle(`${ticket.reference} ${ticket.subject}`));
        this.seen.set(ticket.reference);
      } else if (this.store.isMissing()) this.title.setTitle(pageTitle('Ticket not found'));
    });
  }

  protected toggleFacts(): void {
    this.factsOpen.update((open) => !open);
  }

  protected goOn(reference: string): void {
    void this.router.navigate(['/tickets', reference]);
  }

  protected assign(): void {
    const ticket = this.store.ticket();
    if (ticket) void this.dialog.open(ticket);
  }

  private offerKeys(shortcuts: Shortcuts): void {
    const can = (): Partial<Record<'assign' | 'resolve', boolean>> => this.store.ticket()?.abilities ?? {};
    shortcuts.offer([
      { key: 'r', words: 'Reply', group: 'Ticket', run: () => this.conversation()?.focusReply() },
      { key: 'n', words: 'Write a note', group: 'Ticket', run: () => this.conversation()?.focusNote() },
      { key: 'e', words: 'Resolve', group: 'Ticket', run: () => can().resolve && void this.store.move('resolve') },
    ]);
    if (this.session.viewer()?.role === Role.ADMIN) {
      shortcuts.offer([{ key: 'a', words: 'Assign', group: 'Ticket', run: () => can().assign && this.assign() }]);
    }
  }
}

import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState, Icon, ProblemNote, Skeleton, pageTitle } from '../../../ui';
import { SessionStore } from '../../accounts';
import { Conversation } from '../../conversation';
import { AssignDialogOpener } from '../assign-dialog/assign-dialog.opener';
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
    RouterLink,
    Skeleton,
    TicketActions,
    TicketFacts,
    TicketPriority,
    TicketProgress,
    TicketStatus,
  ],
  templateUrl: './ticket-view-page.html',
  styleUrl: './ticket-view-page.scss',
  providers: [TicketStore, WayBack],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TicketViewPage {
  private readonly session = inject(SessionStore);
  private readonly title = inject(Title);
  private readonly dialog = inject(AssignDialogOpener);

  /** From the address. */
  readonly reference = input.required<string>();

  protected readonly store = inject(TicketStore);
  protected readonly wayBack = inject(WayBack);
  protected readonly forStaff = this.session.isStaff;
  protected readonly audience = computed(() => (this.forStaff() ? 'staff' : 'customer'));
  protected readonly opening = computed(() => {
    const ticket = this.store.ticket();
    return { author: ticket?.customer ?? { id: '', name: '' }, body: ticket?.description ?? '', at: ticket?.createdAt ?? '' };
  });
  /** On a phone the facts are folded away; on a desktop they always show. */
  protected readonly factsOpen = signal(false);
  protected readonly silence = computed(() => silenceWords(this.store.ticket(), this.audience()));

  protected readonly next = computed(() => {
    const ticket = this.store.ticket();
    return ticket ? nextWords(ticket, this.audience()) : '';
  });

  constructor() {
    effect(() => this.store.show(this.reference()));
    effect(() => {
      const ticket = this.store.ticket();
      if (ticket) this.title.setTitle(pageTitle(`${ticket.reference} ${ticket.subject}`));
      else if (this.store.isMissing()) this.title.setTitle(pageTitle('Ticket not found'));
    });
  }

  protected toggleFacts(): void {
    this.factsOpen.update((open) => !open);
  }

  protected assign(): void {
    const ticket = this.store.ticket();
    if (ticket) void this.dialog.open(ticket);
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { MergedConversationQuery } from '#graphql';
import { MergedConversationDocument } from '#graphql/merged';
import { Api, type Problem, toProblem } from '../../../data';
import { Clock, ProblemNote, Skeleton, exactTime, timeOfDay } from '../../../ui';
import { SessionStore } from '../../accounts';
import { MessageBubble } from '../message-list/message-bubble';
import { type Entry, type MergedTicket, type MessageEntry, openingEntry, toEntries } from '../timeline';

type Merged = NonNullable<MergedConversationQuery['ticket']>['mergedTickets'][number];

/** What was written in a ticket before it went into this one: to be read, not to be answered. */
@Component({
  selector: 'ccr-merged-block',
  imports: [MessageBubble, ProblemNote, Skeleton],
  templateUrl: './merged-block.html',
  styleUrl: './merged-block.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MergedBlock {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);

  readonly ticketId = input.required<string>();
  readonly merged = input.required<MergedTicket>();

  protected readonly timeOfDay = timeOfDay;
  protected readonly exactTime = exactTime;
  protected readonly problem = signal<Problem | null>(null);
  protected readonly isLoaded = signal(false);
  protected readonly conversation = signal<Merged | null>(null);

  private readonly side = computed(() => ({ reader: { id: this.session.viewer()?.id, isStaff: this.session.isStaff() }, readUpTo: 0, deliveredUpTo: 0 }));
  protected readonly opening = computed((): MessageEntry | null => {
    const one = this.conversation();
    return one && openingEntry({ author: one.customer, body: one.description, html: one.descriptionHtml, at: one.createdAt }, this.side());
  });
  protected readonly entries = computed((): readonly Entry[] =>
    toEntries({ ...this.side(), openingDay: '', events: this.conversation()?.events.nodes ?? [], sendings: [], now: this.clock.now() }),
  );

  /** Read when somebody wants to, and anew each time: it is not followed. */
  protected async toggle(isOpen: boolean): Promise<void> {
    if (isOpen) await this.load();
  }

  protected async load(): Promise<void> {
    this.problem.set(null);
    try {
      const { ticket } = await this.api.ask(MergedConversationDocument, { ticketId: this.ticketId(), mergedId: this.merged().id });
      this.conversation.set(ticket?.mergedTickets[0] ?? null);
      this.isLoaded.set(true);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}

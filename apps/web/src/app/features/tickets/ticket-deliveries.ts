import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { DeliveredFieldsFragment } from '#graphql';
import { MarkTicketDeliveredDocument, UnreadTicketsDocument } from '#graphql/deliveries';
import { merge } from 'rxjs';
import { Api, LiveSocket } from '../../data';
import { SessionStore } from '../accounts';
import { TicketFeed } from './ticket-feed.store';

/** Who looks at a ticket reads it at once, and then there is nothing more to say; several messages in a row are one. */
const WAIT_MS = 1_500;
const MOST = 25;

/** Tells whoever wrote that it has reached this device, though it was not read yet. */
@Injectable({ providedIn: 'root' })
export class TicketDeliveries {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly viewerId = computed(() => this.session.viewer()?.id);
  private readonly here = new Map<string, DeliveredFieldsFragment>();
  private readonly told = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(TicketFeed)
      .changed.pipe(takeUntilDestroyed())
      .subscribe((ticket) => this.arrived(ticket));
    merge(toObservable(this.viewerId), inject(LiveSocket).reconnected)
      .pipe(takeUntilDestroyed())
      .subscribe(() => void this.look());
  }

  /** What came while nobody was here. */
  private async look(): Promise<void> {
    if (!this.viewerId()) return;
    try {
      const { tickets } = await this.api.ask(UnreadTicketsDocument, { first: MOST });
      tickets.nodes.forEach((ticket) => this.arrived(ticket));
    } catch {
      // Nobody here waits for it: it is told when the next one comes.
    }
  }

  /** The other side writes to the customer and to whoever answers; it is nobody else's to say. */
  private arrived(ticket: DeliveredFieldsFragment): void {
    if (![ticket.customer.id, ticket.assignee?.id].includes(this.viewerId() ?? '')) return;
    this.here.set(ticket.id, ticket);
    this.timer ??= setTimeout(() => void this.tell(), WAIT_MS);
  }

  private async tell(): Promise<void> {
    this.timer = undefined;
    const arrived = [...this.here.values()];
    this.here.clear();
    for (const { id: ticketId, lastSeq: seq, unread } of arrived) {
      if (unread === 0 || seq <= (this.told.get(ticketId) ?? 0)) continue;
      this.told.set(ticketId, seq);
      await this.api.mutate(MarkTicketDeliveredDocument, { input: { ticketId, seq } }).catch(() => this.told.delete(ticketId));
    }
  }
}

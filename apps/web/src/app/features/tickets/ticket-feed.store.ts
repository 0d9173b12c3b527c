import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { type TicketCardFieldsFragment, TicketChangedDocument, type TicketFilter, TicketsDocument } from '#graphql';
import { EMPTY, retry, switchMap } from 'rxjs';
import { Api } from '../../data';
import { SessionStore } from '../accounts';
import { belongs, tabsFor } from './ticket-list/ticket-tabs';

/** How many tickets a page of a list has. */
export const PAGE_SIZE = 25;

const ASK_AGAIN_AFTER = 30_000;

/** Keeps every list in the cache true while someone is signed in: what changes anywhere shows without a reload. */
@Injectable({ providedIn: 'root' })
export class TicketFeed {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  private readonly viewerId = computed(() => this.session.viewer()?.id);

  constructor() {
    toObservable(this.viewerId)
      .pipe(
        switchMap((id) => (id ? this.api.live(TicketChangedDocument, () => ({})) : EMPTY)),
        retry({ delay: ASK_AGAIN_AFTER }),
        takeUntilDestroyed(),
      )
      .subscribe(({ ticketChanged }) => this.put(ticketChanged));
  }

  /** Puts a new or changed ticket at the top of the lists it now belongs to, and takes it out of the others. */
  put(ticket: TicketCardFieldsFragment): void {
    for (const { filter } of tabsFor(this.session.viewer()?.role)) this.putInto(filter, ticket);
  }

  private putInto(filter: TicketFilter, ticket: TicketCardFieldsFragment): void {
    const variables = { first: PAGE_SIZE, filter };
    this.api.cache.updateQuery({ query: TicketsDocument, variables }, (list) => {
      if (!list) return list;
      const { nodes, pageInfo } = list.tickets;
      const isListed = nodes.some(({ id }) => id === ticket.id);
      if (isListed === belongs(ticket, filter)) return list;
      const others = nodes.filter(({ id }) => id !== ticket.id);
      return { tickets: { ...list.tickets, pageInfo, nodes: isListed ? others : [ticket, ...others] } };
    });
  }
}

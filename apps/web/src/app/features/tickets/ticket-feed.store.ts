import { Injectable, computed, inject, linkedSignal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { Reference } from '@apollo/client';
import { Role } from '@ccr/domain';
import type { TicketCardFieldsFragment, TicketSeqFieldsFragment } from '#graphql';
import { TicketChangedDocument, TicketGoneDocument, TicketsDocument, TicketSeqFieldsFragmentDoc } from '#graphql/tickets';
import { EMPTY, Subject, retry, switchMap } from 'rxjs';
import { Api } from '../../data';
import { SessionStore } from '../accounts';
import { type TicketQuestion, belongs, isBefore } from './ticket-list/ticket-question';

/** How many tickets a page of a list has. */
export const PAGE_SIZE = 25;

const ASK_AGAIN_AFTER = 30_000;

/** A list as the cache keeps it: of tickets, or of hits in them. */
interface Named {
  readonly nodes: readonly (Reference & { readonly ticket?: Reference })[];
}

/** Keeps every list in the cache true while someone is signed in: what changes anywhere shows without a reload. */
@Injectable({ providedIn: 'root' })
export class TicketFeed {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);
  /** What was asked for since the app began: the cache has an answer to each. */
  private readonly questions = new Map<string, TicketQuestion>();
  /** Each ticket that came, as it is now. */
  readonly changed = new Subject<TicketCardFieldsFragment>();
  /** The id of each that the viewer sees no longer. */
  readonly gone = new Subject<string>();
  private readonly viewerId = computed(() => this.session.viewer()?.id);
  /** How far each ticket was known when it went out of the viewer's sight, by its id. */
  private readonly lost = linkedSignal({ source: this.viewerId, computation: (): ReadonlyMap<string, number> => new Map() });

  constructor() {
    toObservable(this.viewerId)
      .pipe(
        switchMap((id) => (id ? this.api.live(TicketChangedDocument, () => ({})) : EMPTY)),
        retry({ delay: ASK_AGAIN_AFTER }),
        takeUntilDestroyed(),
      )
      .subscribe(({ ticketChanged }) => this.put(ticketChanged));
    // Agents alone lose sight of tickets.
    toObservable(computed(() => (this.session.viewer()?.role === Role.AGENT ? this.viewerId() : null)))
      .pipe(
        switchMap((id) => (id ? this.api.live(TicketGoneDocument, () => ({})) : EMPTY)),
        retry({ delay: ASK_AGAIN_AFTER }),
        takeUntilDestroyed(),
      )
      .subscribe(({ ticketGone }) => this.forget(ticketGone));
  }

  /** From now on the answer to this question is kept true. */
  keep(question: TicketQuestion): void {
    this.questions.set(JSON.stringify(question), question);
  }

  /**
   * Whether this was read before the ticket went out of sight, and only comes late. Who is given it back sees more in it:
   * that it was given away, and back.
   */
  isLate({ id, lastSeq }: TicketSeqFieldsFragment): boolean {
    return lastSeq <= (this.lost().get(id) ?? -1);
  }

  /** Puts a new or changed ticket at its place in the lists it now belongs to, and takes it out of the others. */
  put(ticket: TicketCardFieldsFragment): void {
    if (this.isLate(ticket)) return;
    for (const question of this.questions.values()) this.putInto(question, ticket);
    this.changed.next(ticket);
  }

  /** Takes it out of every list; a page that shows it asks for it again, and is told that it is not there. */
  private forget(id: string): void {
    const gone = `Ticket:${id}`;
    const known = this.api.cache.readFragment({ fragment: TicketSeqFieldsFragmentDoc, id: gone });
    if (known) this.lost.update((lost) => new Map(lost).set(id, known.lastSeq));
    const without = (list: Named | Reference): Named | Reference =>
      'nodes' in list ? { ...list, nodes: list.nodes.filter((node) => (node.ticket ?? node).__ref !== gone) } : list;
    // Out of the lists first: what is still on its way about it, such as that it was read, would bring it back there.
    this.api.cache.modify({ fields: { tickets: without, searchTickets: without } });
    this.api.cache.evict({ id: gone });
    this.gone.next(id);
  }

  /** The pages see to it that nothing moves away under the pointer; here every list is as the server would tell it. */
  private putInto({ filter, orderBy }: TicketQuestion, ticket: TicketCardFieldsFragment): void {
    const variables = { first: PAGE_SIZE, filter, orderBy };
    this.api.cache.updateQuery({ query: TicketsDocument, variables }, (list) => {
      if (!list) return list;
      const { nodes, pageInfo } = list.tickets;
      const before = nodes.findIndex(({ id }) => id === ticket.id);
      const others = nodes.filter(({ id }) => id !== ticket.id);
      const next = others.findIndex((node) => isBefore(ticket, node, orderBy));
      // What comes after the last one of a page stands on the next, which was not asked for yet.
      const isLater = next === -1 && before !== others.length && pageInfo.hasNextPage;
      const isHere = belongs(ticket, filter) && !isLater;
      const place = isHere && next === -1 ? others.length : next;
      if (isHere ? before === place : before === -1) return list;
      return { tickets: { ...list.tickets, nodes: isHere ? others.toSpliced(place, 0, ticket) : others } };
    });
  }
}

import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { AssigneeSuggestionsQuery, AssignTicketsMutation } from '#graphql';
import { AssigneeSuggestionsDocument, AssignTicketsDocument, SetParticipantsDocument, UnassignTicketDocument } from '#graphql/assigning';
import { filter, switchMap } from 'rxjs';
import { Api, LOADING, type Load } from '../../../data';
import { TicketFeed } from '../ticket-feed.store';

/** How many the server tells of at once; a shop with more staff looks for the others by name. */
export const MOST_SUGGESTIONS = 100;

/** What became of one of many tickets. */
export type AssignResult = AssignTicketsMutation['assignTickets']['results'][number];

/** What admins decide about who has tickets and who sees them. The answers go into the cache, and with them to every screen. */
@Injectable({ providedIn: 'root' })
export class AssigningVerbs {
  private readonly api = inject(Api);
  private readonly feed = inject(TicketFeed);

  async unassign(ticketId: string): Promise<void> {
    const { unassignTicket } = await this.api.mutate(UnassignTicketDocument, { input: { ticketId } });
    this.feed.put(unassignTicket.ticket);
  }

  async share(ticketId: string, agentIds: readonly string[]): Promise<void> {
    const { setParticipants } = await this.api.mutate(SetParticipantsDocument, { input: { ticketId, agentIds: [...agentIds] } });
    this.feed.put(setParticipants.ticket);
  }

  /** Gives all of them to one agent. What could not be done to one stands at its place. */
  async assignMany(ticketIds: readonly string[], agentId: string): Promise<readonly AssignResult[]> {
    const { assignTickets } = await this.api.mutate(AssignTicketsDocument, { input: { ticketIds: [...ticketIds], agentId } });
    for (const { ticket } of assignTickets.results) if (ticket) this.feed.put(ticket);
    return assignTickets.results;
  }
}

/** To whom one ticket could be given, the best first. Provided by the dialog that shows them. */
@Injectable()
export class Suggestions {
  private readonly api = inject(Api);
  private readonly wanted = signal({ ticketId: '', attempt: 0 });
  private readonly load: Signal<Load<AssigneeSuggestionsQuery>> = toSignal(
    toObservable(this.wanted).pipe(
      filter(({ ticketId }) => ticketId !== ''),
      switchMap(({ ticketId }) => this.api.watch(AssigneeSuggestionsDocument, { ticketId, first: MOST_SUGGESTIONS }, 'network-only')),
    ),
    { initialValue: LOADING },
  );

  readonly people = computed(() => this.load().data?.assigneeSuggestions);
  /** The ticket as it is now. */
  readonly ticket = computed(() => this.load().data?.ticket);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));

  show(ticketId: string): void {
    this.wanted.set({ ticketId, attempt: 0 });
  }

  /** Asks again: something has changed. */
  retry(): void {
    this.wanted.update(({ ticketId, attempt }) => ({ ticketId, attempt: attempt + 1 }));
  }
}

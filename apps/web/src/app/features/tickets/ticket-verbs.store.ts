import { Injectable, inject } from '@angular/core';
import type { CreateTicketInput, RateTicketInput, TicketCardFieldsFragment, UpdateTicketInput } from '#graphql';
import { RateTicketDocument } from '#graphql/rating';
import {
  AssignTicketDocument,
  CloseTicketDocument,
  CreateTicketDocument,
  MarkTicketPendingDocument,
  ReopenTicketDocument,
  ResolveTicketDocument,
  TicketDocument,
  UpdateTicketDocument,
} from '#graphql/tickets';
import { Api } from '../../data';
import { TicketFeed } from './ticket-feed.store';

/** What a ticket's page offers beside the conversation, each shown only if the ticket's abilities say so. */
export type TicketMove = 'markPending' | 'resolve' | 'reopen' | 'close';

/** What people do to tickets. The answers go into the cache, and with them to every screen. */
@Injectable({ providedIn: 'root' })
export class TicketVerbs {
  private readonly api = inject(Api);
  private readonly feed = inject(TicketFeed);

  async raise(input: CreateTicketInput): Promise<TicketCardFieldsFragment> {
    const { createTicket } = await this.api.mutate(CreateTicketDocument, { input });
    return this.done(createTicket.ticket);
  }

  /** `expectedAssigneeId` is who has it as far as one sees, null for nobody; left out, it does not matter. */
  async assign(ticketId: string, agentId: string, expectedAssigneeId?: string | null): Promise<void> {
    const input = { ticketId, agentId, ...(expectedAssigneeId !== undefined && { expectedAssigneeId }) };
    const { assignTicket } = await this.api.mutate(AssignTicketDocument, { input });
    this.done(assignTicket.ticket);
  }

  async edit(input: UpdateTicketInput): Promise<void> {
    const { updateTicket } = await this.api.mutate(UpdateTicketDocument, { input });
    this.done(updateTicket.ticket);
  }

  /** Asks how a ticket stands now; every screen then shows it. */
  async look(reference: string): Promise<void> {
    await this.api.query(TicketDocument, { reference });
  }

  async move(ticketId: string, move: TicketMove): Promise<void> {
    this.done(await this.moved(move, { input: { ticketId } }));
  }

  async rate(input: RateTicketInput): Promise<void> {
    const { rateTicket } = await this.api.mutate(RateTicketDocument, { input });
    this.done(rateTicket.ticket);
  }

  private async moved(move: TicketMove, variables: { input: { ticketId: string } }): Promise<TicketCardFieldsFragment> {
    switch (move) {
      case 'markPending':
        return (await this.api.mutate(MarkTicketPendingDocument, variables)).markTicketPending.ticket;
      case 'resolve':
        return (await this.api.mutate(ResolveTicketDocument, variables)).resolveTicket.ticket;
      case 'reopen':
        return (await this.api.mutate(ReopenTicketDocument, variables)).reopenTicket.ticket;
      case 'close':
        return (await this.api.mutate(CloseTicketDocument, variables)).closeTicket.ticket;
    }
  }

  /** The feed would bring it too, a moment later. */
  private done(ticket: TicketCardFieldsFragment): TicketCardFieldsFragment {
    this.feed.put(ticket);
    return ticket;
  }
}

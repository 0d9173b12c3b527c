import { Injectable, inject } from '@angular/core';
import {
  AssignTicketDocument,
  CloseTicketDocument,
  CreateTicketDocument,
  type CreateTicketInput,
  MarkTicketPendingDocument,
  ReopenTicketDocument,
  ResolveTicketDocument,
  type TicketCardFieldsFragment,
} from '#graphql';
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

  async assign(ticketId: string, agentId: string): Promise<void> {
    const { assignTicket } = await this.api.mutate(AssignTicketDocument, { input: { ticketId, agentId } });
    this.done(assignTicket.ticket);
  }

  async move(ticketId: string, move: TicketMove): Promise<void> {
    this.done(await this.moved(move, { input: { ticketId } }));
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

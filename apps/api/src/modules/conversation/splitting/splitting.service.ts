import { MessageKind, TicketPriority } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { badInput, notFound } from '../../../platform/errors';
import type { EventLog, Fact } from '../../../platform/events';
import type { Idempotency } from '../../../platform/idempotency';
import type { Ticket, TicketQueries, TicketRaising, TicketService } from '../../tickets';
import { ConversationEvent } from '../conversation.events';
import { Message } from '../message.entity';

/** Which message is to be a ticket, and what that is about. */
export interface Split {
  readonly messageId: string;
  readonly subject: string;
  readonly clientMutationId?: string | null | undefined;
}

interface Parts {
  readonly database: Database;
  readonly events: EventLog;
  readonly idempotency: Idempotency;
  readonly tickets: TicketService;
  readonly ticketQueries: TicketQueries;
  readonly raising: TicketRaising;
}

const ticketSplit = (actorId: string, ticketId: string, messageId: string): Fact => ({
  type: ConversationEvent.ticketSplit,
  actorId,
  data: { ticketId, messageId },
});

/** Makes tickets of their own of what customers ask beside the matter. */
export class SplittingService {
  constructor(private readonly parts: Parts) {}

  /**
   * Makes a NEW ticket of a customer's reply, which stays where it is. Resolves to the ticket, or to null when it is
   * none that the viewer sees: nobody has it yet.
   * @throws UserError NOT_FOUND, FORBIDDEN for who does not answer the ticket, BAD_USER_INPUT for what the customer did not write.
   */
  async split(viewer: Viewer, { messageId, subject, clientMutationId }: Split): Promise<Ticket | null> {
    const { idempotency, ticketQueries } = this.parts;
    const attempt = { viewer, operation: 'splitMessage', clientMutationId };
    const id = await idempotency.once(attempt, (id) => this.raise(id, viewer, messageId, subject.trim()));
    return (await ticketQueries.byIds(viewer, [id]))[0] ?? null;
  }

  private async raise(id: string, viewer: Viewer, messageId: string, subject: string): Promise<void> {
    const { database, events, tickets, raising } = this.parts;
    const message = await database.repository(Message).findOneBy({ id: messageId });
    if (!message) throw notFound('message');
    await tickets.act(viewer, message.ticketId, 'split', async (ticket) => {
      const { customerId, topicId } = ticket;
      if (message.authorId !== customerId || message.kind !== MessageKind.REPLY) {
        throw badInput('input.messageId', 'Choose a message that the customer wrote.');
      }
      const said = { customerId, topicId, subject, description: message.body, priority: TicketPriority.NORMAL, orderReference: null };
      await raising.begin(id, viewer.id, { ...said, splitFromId: ticket.id });
      await events.record(ticket, ticketSplit(viewer.id, id, message.id), tickets.touched(ticket));
    });
  }
}

import { MessageKind } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import type { EventLog } from '../../platform/events';
import type { Idempotency } from '../../platform/idempotency';
import type { Ticket, TicketService } from '../tickets';
import { messageSent } from './conversation.events';
import { Message } from './message.entity';

/** What someone says in a ticket. */
export interface NewMessage {
  readonly ticketId: string;
  readonly body: string;
  readonly kind: MessageKind;
  readonly clientMutationId?: string | null | undefined;
}

/** What people say in tickets. */
export class ConversationService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly idempotency: Idempotency,
    private readonly tickets: TicketService,
  ) {}

  /**
   * Sends a message. A customer's reply opens a PENDING or RESOLVED ticket again.
   * @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT when the ticket is CLOSED.
   */
  async send(viewer: Viewer, { clientMutationId, ...message }: NewMessage): Promise<{ message: Message; ticket: Ticket }> {
    const verb = message.kind === MessageKind.NOTE ? 'note' : 'reply';
    const attempt = { viewer, operation: 'sendMessage', clientMutationId };
    const id = await this.idempotency.once(attempt, async (id) => {
      await this.tickets.act(viewer, message.ticketId, verb, (ticket) => this.append(id, viewer, ticket, message));
    });
    const sent = await this.database.repository(Message).findOneByOrFail({ id });
    return { message: sent, ticket: await this.tickets.get(viewer, sent.ticketId) };
  }

  private async append(id: string, viewer: Viewer, ticket: Ticket, { body, kind }: NewMessage): Promise<void> {
    const internal = kind === MessageKind.NOTE;
    const changes = internal ? {} : this.tickets.touched(ticket);
    const event = await this.events.record(ticket, messageSent(viewer.id, id, internal), changes);
    const message = Object.assign(new Message(), {
      id,
      ticketId: ticket.id,
      seq: event.seq,
      kind,
      body: body.trim(),
      authorId: viewer.id,
      createdAt: event.at,
    });
    await this.database.manager.insert(Message, message);
  }
}

import { ACTIVE_STATUSES, MessageKind } from '@ccr/domain';
import { type Database, newId } from '../../platform/database';
import type { EventHandler, EventLog, EventRow } from '../../platform/events';
import { Ticket, TicketEventType, type TicketService } from '../tickets';
import { Topic } from '../topics';
import { messageSent } from './conversation.events';
import { Message } from './message.entity';

/**
 * Answers whoever raises a ticket at once with what an admin has set for its topic. Nobody has answered for that: who
 * waits still waits. The ticket is held meanwhile, so that it is answered once, however often this is told.
 */
export class AnswerAtOnce implements EventHandler {
  readonly name = 'answer at once';

  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly tickets: TicketService,
  ) {}

  async handle({ type, streamId, actorId }: EventRow): Promise<void> {
    if (type === TicketEventType.raised) await this.database.unitOfWork(() => this.answer(streamId, actorId));
  }

  private async answer(ticketId: string, raisedById: string | null): Promise<void> {
    const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
    if (!ticket || !ACTIVE_STATUSES.includes(ticket.status) || ticket.topicId === null) return;
    if (ticket.customerId !== raisedById) return; // the staff made it of another one, in which the customer was answered
    const topic = await this.database.repository(Topic).findOneBy({ id: ticket.topicId });
    if (!topic || topic.firstAnswer === null || topic.firstAnswerById === null) return;
    if (await this.database.repository(Message).existsBy({ ticketId, automatic: true })) return;
    const id = newId();
    const event = await this.events.record(ticket, messageSent(null, id, false), this.tickets.touched(ticket));
    const message = Object.assign(new Message(), {
      id,
      ticketId,
      seq: event.seq,
      kind: MessageKind.REPLY,
      body: topic.firstAnswer,
      authorId: topic.firstAnswerById,
      automatic: true,
      replyToId: null,
      createdAt: event.at,
    });
    await this.database.manager.insert(Message, message);
  }
}

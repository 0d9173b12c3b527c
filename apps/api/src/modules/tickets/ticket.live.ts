import type { Database } from '../../platform/database';
import type { EventHandler, EventRow } from '../../platform/events';
import type { LiveBus } from '../../platform/live';
import { Ticket } from './ticket.entity';

/** The live topics on which changes of tickets are told. */
export const liveTopic = {
  /** Something was added to this ticket's events. */
  ticket: (ticketId: string): string => `ticket:${ticketId}`,
  /** One of the person's tickets changed: they raised it, or it is assigned to them. */
  ticketsOf: (userId: string): string => `tickets-of:${userId}`,
  /** Any ticket changed. */
  allTickets: 'tickets',
};

/** Wakes up whoever follows a ticket. They read it themselves, each with their own eyes. */
export class WakeUpFollowers implements EventHandler {
  readonly name = 'wake up followers';

  constructor(
    private readonly database: Database,
    private readonly live: LiveBus,
  ) {}

  async handle({ streamId, internal }: EventRow): Promise<void> {
    const ticket = await this.database.repository(Ticket).findOne({
      select: { id: true, customerId: true, assigneeId: true },
      where: { id: streamId },
    });
    if (!ticket) return; // it happened to something else
    const people = [internal ? null : ticket.customerId, ticket.assigneeId].filter((id) => id !== null);
    const topics = [liveTopic.ticket(streamId), liveTopic.allTickets, ...people.map(liveTopic.ticketsOf)];
    topics.forEach((topic) => this.live.publish(topic, streamId));
  }
}

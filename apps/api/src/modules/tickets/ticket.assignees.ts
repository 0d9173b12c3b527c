import { ACTIVE_STATUSES } from '@ccr/domain';
import { In, MoreThan } from 'typeorm';
import type { Database } from '../../platform/database';
import type { EventHandler, EventRow } from '../../platform/events';
import { AccountEvent } from '../accounts';
import { BATCH, oneByOne } from './one-by-one';
import { Ticket } from './ticket.entity';
import type { TicketService } from './ticket.service';

/** What ends that somebody can answer for tickets. */
export const ENDS_ANSWERING: readonly string[] = [AccountEvent.agentDeactivated, AccountEvent.deletionRequested];

/** Takes the active tickets from people who can't answer for them any more, one by one, however many there are. */
export class TakeTicketsFrom implements EventHandler {
  readonly name = 'take tickets from who left';

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketService,
  ) {}

  async handle({ type, streamId: assigneeId, actorId }: EventRow): Promise<void> {
    if (!ENDS_ANSWERING.includes(type)) return;
    const next = async (after: string): Promise<string[]> => {
      const tickets = await this.database.repository(Ticket).find({
        select: { id: true },
        where: { assigneeId, status: In([...ACTIVE_STATUSES]), id: MoreThan(after) },
        order: { id: 'ASC' },
        take: BATCH,
      });
      return tickets.map(({ id }) => id);
    };
    await oneByOne(next, (ticketId) => this.tickets.takeFrom(assigneeId, ticketId, actorId));
  }
}

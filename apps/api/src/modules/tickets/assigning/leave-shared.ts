import { MoreThan } from 'typeorm';
import type { Database } from '../../../platform/database';
import type { EventHandler, EventRow } from '../../../platform/events';
import { isActiveStaff, User } from '../../accounts';
import { BATCH, oneByOne } from '../one-by-one';
import { ENDS_ANSWERING } from '../ticket.assignees';
import { Ticket } from '../ticket.entity';
import type { AssigningService } from './assigning.service';
import { TicketParticipant } from './ticket-participant.entity';

/** Closes the tickets that were opened to people who can't answer any more, one by one, however many there are. */
export class LeaveSharedTickets implements EventHandler {
  readonly name = 'leave shared tickets';

  constructor(
    private readonly database: Database,
    private readonly assigning: AssigningService,
  ) {}

  async handle({ type, streamId: userId, actorId }: EventRow): Promise<void> {
    if (!ENDS_ANSWERING.includes(type)) return;
    const next = async (after: string): Promise<string[]> => {
      const where = { userId, ticketId: MoreThan(after) };
      const rows = await this.database.repository(TicketParticipant).find({ where, order: { ticketId: 'ASC' }, take: BATCH });
      return rows.map(({ ticketId }) => ticketId);
    };
    await oneByOne(next, (ticketId) => this.leave(ticketId, userId, actorId));
  }

  /** They may have come back meanwhile, or somebody was faster. */
  private async leave(ticketId: string, userId: string, actorId: string | null): Promise<void> {
    await this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
      const person = await this.database.findAndLock(User, { id: userId });
      if (!ticket?.participantIds.includes(userId) || (person && isActiveStaff(person))) return;
      await this.assigning.dropParticipant(ticket, userId, actorId);
    });
  }
}

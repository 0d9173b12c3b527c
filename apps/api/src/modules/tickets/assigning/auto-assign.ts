import { TicketStatus } from '@ccr/domain';
import type { Database } from '../../../platform/database';
import { OperationalError } from '../../../platform/errors';
import type { EventHandler, EventLog, EventRow } from '../../../platform/events';
import { type Accounts, User } from '../../accounts';
import { Ticket } from '../ticket.entity';
import { ticketAssigned, TicketEventType, ticketStatusChanged } from '../ticket.events';
import type { TicketService } from '../ticket.service';
import type { Candidates } from './candidates';

const MAX_TRIES = 5;

interface Parts {
  readonly database: Database;
  readonly events: EventLog;
  readonly tickets: TicketService;
  readonly candidates: Candidates;
  readonly settings: Accounts['shopSettings'];
}

/** Gives each new ticket to the agent who fits best, while the shop wants that. Where nobody fits it waits for an admin. */
export class AssignNewTickets implements EventHandler {
  readonly name = 'assign new tickets';

  constructor(private readonly parts: Parts) {}

  async handle({ type, streamId }: EventRow): Promise<void> {
    if (type !== TicketEventType.raised || !(await this.parts.settings.read()).autoAssign) return;
    for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
      if (await this.parts.database.unitOfWork(() => this.assignBest(streamId, attempt === MAX_TRIES))) return;
    }
    throw new OperationalError(`Others were faster with the agents for ticket ${streamId}`);
  }

  /**
   * Looks twice: who is best, and once they are held, so that nobody else gives them a ticket, whether they still are; the
   * last time it is enough that they fit. False when somebody else was faster.
   */
  private async assignBest(ticketId: string, anyoneWhoFits: boolean): Promise<boolean> {
    const { database, candidates } = this.parts;
    const ticket = await database.findAndLock(Ticket, { id: ticketId });
    if (!ticket || ticket.assigneeId !== null || ticket.status !== TicketStatus.NEW) return true;
    const [first] = await candidates.fitting(ticket);
    if (!first) return true;
    await database.findAndLock(User, { id: first.agent.id });
    const now = await candidates.fitting(ticket);
    const chosen = (anyoneWhoFits ? now : now.slice(0, 1)).find(({ agent }) => agent.id === first.agent.id);
    if (chosen) await this.assign(ticket, chosen.agent.id);
    return chosen !== undefined || now.length === 0;
  }

  private async assign(ticket: Ticket, agentId: string): Promise<void> {
    const { events, tickets } = this.parts;
    await events.record(ticket, ticketAssigned(null, agentId, null), { assigneeId: agentId, ...tickets.touched(ticket) });
    const opened = ticketStatusChanged(null, ticket.status, TicketStatus.OPEN);
    await events.record(ticket, opened, { status: TicketStatus.OPEN, ...tickets.touched(ticket) });
  }
}

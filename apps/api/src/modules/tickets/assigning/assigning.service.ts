import { setImmediate } from 'node:timers/promises';
import { LIMITS } from '@ccr/domain';
import { In } from 'typeorm';
import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { badInput, UserError } from '../../../platform/errors';
import type { EventLog, EventRow, Stream } from '../../../platform/events';
import { isActiveStaff, User } from '../../accounts';
import type { Ticket } from '../ticket.entity';
import { TicketEventType, ticketUnassigned } from '../ticket.events';
import { CAN_TAKE_NONE, type TicketService } from '../ticket.service';
import { AssigneeTurn } from './assignee-turn.entity';
import { participantsChanged } from './assigning.events';
import { TicketParticipant } from './ticket-participant.entity';

const { bulk, participants } = LIMITS.ticket;

/** What became of one of many tickets: the ticket as it now is, or why it is as before. */
export interface AssignOutcome {
  readonly ticketId: string;
  readonly ticket: Ticket | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** Who has a ticket, and who else sees it. */
export class AssigningService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly tickets: TicketService,
  ) {}

  /**
   * Gives each of the tickets to the agent, one after the other: what can't be done to one is its own problem.
   * @throws UserError BAD_USER_INPUT for no ticket or too many, and when the person can take none.
   */
  async assignMany(viewer: Viewer, ticketIds: readonly string[], agentId: string): Promise<AssignOutcome[]> {
    const ids = [...new Set(ticketIds)];
    if (ids.length < 1 || ids.length > bulk) throw badInput('input.ticketIds', `Choose 1 to ${bulk} tickets.`);
    const agent = await this.database.repository(User).findOneBy({ id: agentId });
    if (!agent || !isActiveStaff(agent)) throw badInput('input.agentId', CAN_TAKE_NONE);
    const outcomes: AssignOutcome[] = [];
    for (const ticketId of ids) {
      outcomes.push(await this.outcome(viewer, ticketId, agent.id));
      await setImmediate(); // the embedded database never waits: everybody else would, until the last ticket is done
    }
    return outcomes;
  }

  /** Takes the ticket from who has it. @throws UserError NOT_FOUND, FORBIDDEN, CONFLICT when nobody has it or it is not active. */
  unassign(viewer: Viewer, ticketId: string): Promise<Ticket> {
    return this.tickets.act(viewer, ticketId, 'unassign', async (ticket) => {
      if (ticket.assigneeId === null) return;
      const changes = { assigneeId: null, ...this.tickets.touched(ticket) };
      await this.events.record(ticket, ticketUnassigned(viewer.id, ticket.assigneeId), changes);
    });
  }

  /**
   * Opens the ticket to these agents beside its assignee, and to nobody else.
   * @throws UserError NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT when they are too many or one of them can take no tickets.
   */
  share(viewer: Viewer, ticketId: string, agentIds: readonly string[]): Promise<Ticket> {
    const wanted = [...new Set(agentIds)];
    if (wanted.length > participants) throw badInput('input.agentIds', `A ticket can be open to ${participants} agents. Choose fewer.`);
    return this.tickets.act(viewer, ticketId, 'share', async (ticket) => {
      const added = wanted.filter((id) => !ticket.participantIds.includes(id));
      const removed = ticket.participantIds.filter((id) => !wanted.includes(id));
      // Held, so that nobody is deactivated meanwhile; in one order, so that two who do this don't wait for each other.
      for (const id of [...added].sort()) {
        const agent = await this.database.findAndLock(User, { id });
        if (agent?.id !== id || !isActiveStaff(agent)) throw badInput('input.agentIds', CAN_TAKE_NONE);
      }
      if (added.length + removed.length > 0) await this.setParticipants(viewer.id, ticket, { wanted, added, removed });
    });
  }

  /** Takes the ticket's participant away, when they can't answer any more. `actorId` is who made that so. */
  async dropParticipant(ticket: Ticket, userId: string, actorId: string | null): Promise<void> {
    const wanted = ticket.participantIds.filter((id) => id !== userId);
    await this.setParticipants(actorId, ticket, { wanted, added: [], removed: [userId] });
  }

  /** Notes whose turn it was, in the unit of work of the event; who gets a ticket is held in it. */
  async noteTurn(_stream: Stream, { type, data, at }: EventRow): Promise<void> {
    if (type !== TicketEventType.assigned) return;
    await this.database.manager.upsert(AssigneeTurn, { agentId: String(data['assigneeId']), lastAssignedAt: at }, ['agentId']);
  }

  private async setParticipants(actorId: string | null, ticket: Ticket, { wanted, added, removed }: Record<'wanted' | 'added' | 'removed', string[]>): Promise<void> {
    await this.events.record(ticket, participantsChanged(actorId, added, removed), { participantIds: wanted });
    const { manager } = this.database;
    if (removed.length > 0) await manager.delete(TicketParticipant, { ticketId: ticket.id, userId: In(removed) });
    if (added.length > 0) await manager.insert(TicketParticipant, added.map((userId) => ({ ticketId: ticket.id, userId })));
  }

  private async outcome(viewer: Viewer, ticketId: string, agentId: string): Promise<AssignOutcome> {
    try {
      return { ticketId, ticket: await this.tickets.assign(viewer, { ticketId, agentId }), problem: null };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { ticketId, ticket: null, problem: { code: error.code, message: error.message } };
    }
  }
}

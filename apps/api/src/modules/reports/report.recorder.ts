import { ACTIVE_STATUSES, TicketStatus } from '@ccr/domain';
import { type Database, SlottedCounts } from '../../platform/database';
import type { EventRow, Stream } from '../../platform/events';
import { Ticket } from '../tickets';
import { AgentTime, type AgentTimeKind } from './agent-time.entity';
import type { FlowKind } from './desk-flow.entity';
import { quarterOf } from './time-of-day';

const SLOTS = 8;

const isActive = ({ status }: Ticket): boolean => ACTIVE_STATUSES.includes(status);

/** Writes down, in the unit of work of each event, what reports are made of and tickets do not keep. */
export class ReportRecorder {
  private readonly flow: SlottedCounts;

  constructor(private readonly database: Database) {
    this.flow = new SlottedCounts(database, 'desk_flow', ['quarter', 'kind']);
  }

  /** For `EventLog.alongside`. */
  async record(ticket: Stream, event: EventRow, before: Stream | null): Promise<void> {
    if (!(ticket instanceof Ticket)) return;
    if (!(before instanceof Ticket)) return this.count('RAISED', event);
    if (before.firstReplyAt === null && ticket.firstReplyAt !== null) await this.note('FIRST_REPLY', event.actorId, ticket, event);
    if (isActive(before) && ticket.status === TicketStatus.RESOLVED) {
      await this.count('RESOLVED', event);
      await this.note('RESOLUTION', ticket.assigneeId, ticket, event);
    }
    // It was not resolved after all: only the last time counts.
    if (before.status === TicketStatus.RESOLVED && isActive(ticket)) {
      await this.database.manager.delete(AgentTime, { ticketId: ticket.id, kind: 'RESOLUTION' });
    }
  }

  private count(kind: FlowKind, { at }: EventRow): Promise<void> {
    return this.flow.add([quarterOf(at), kind], 1, SLOTS);
  }

  private async note(kind: AgentTimeKind, agentId: string | null, { id: ticketId, createdAt }: Ticket, { at }: EventRow): Promise<void> {
    if (agentId === null) return;
    const seconds = Math.max(0, Math.round((at.getTime() - createdAt.getTime()) / 1000));
    await this.database.manager.upsert(AgentTime, { ticketId, kind, agentId, seconds, at }, ['ticketId', 'kind']);
  }
}

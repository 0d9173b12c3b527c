import { ACTIVE_STATUSES, isStaff, statusAfter, TicketStatus, type TicketVerb } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { badInput, forbidden, notFound } from '../../platform/errors';
import type { EventLog } from '../../platform/events';
import { type Accounts, isActiveStaff, User } from '../accounts';
import { ticketConflict } from './ticket.conflict';
import { Ticket } from './ticket.entity';
import { ticketAssigned, ticketStatusChanged, ticketUnassigned } from './ticket.events';
import { canNow, may, sees } from './ticket.policy';
import type { TicketQueries } from './ticket.queries';
import { timesAfter } from './ticket.times';

export const CAN_TAKE_NONE = 'This person can take no tickets. Choose one of the active agents.';

/** Who is to have a ticket. */
export interface Assignment {
  readonly ticketId: string;
  readonly agentId: string;
  /** Who has it as far as the caller knows, null for nobody; left out by who does not mind. */
  readonly expectedAssigneeId?: string | null | undefined;
}

function conflictWords({ role }: Viewer, verb: TicketVerb, { status }: Pick<Ticket, 'status'>): string {
  if (verb === 'edit') return `This can't be changed any more: the ticket is ${status}.`;
  if (verb === 'reply' && status === TicketStatus.CLOSED && !isStaff(role)) {
    return 'This ticket is CLOSED and stays so. Use raiseFollowUp: it goes on in a new ticket that is linked to this one.';
  }
  return `This can't be done now: the ticket is ${status}.`;
}

/** @throws UserError FORBIDDEN, or CONFLICT when the ticket stands where this can't be done. */
function insistOn(viewer: Viewer, verb: TicketVerb, ticket: Ticket, elsewhere = ''): void {
  if (!may(viewer, verb, ticket)) throw forbidden();
  if (!canNow(viewer, verb, ticket)) throw ticketConflict(viewer, ticket, elsewhere || conflictWords(viewer, verb, ticket));
}

/** What people do to tickets. Each verb is one unit of work: the rows and the facts about them. */
export class TicketService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly queries: TicketQueries,
    private readonly settings: Accounts['shopSettings'],
    private readonly clock: Clock,
  ) {}

  /** @throws UserError NOT_FOUND when there is no such ticket that the viewer may see. */
  get(viewer: Viewer, ticketId: string): Promise<Ticket> {
    return this.queries.byId(viewer, ticketId);
  }

  /** The ticket as it stands, when the viewer could do this to it. @throws UserError as `act` does. */
  async getFor(viewer: Viewer, ticketId: string, verb: TicketVerb): Promise<Ticket> {
    const ticket = await this.get(viewer, ticketId);
    insistOn(viewer, verb, ticket);
    return ticket;
  }

  /**
   * Gives the ticket to an agent. Giving it to who has it already does nothing.
   * @throws UserError BAD_USER_INPUT when they can take none, CONFLICT when somebody has it whom the caller did not expect.
   */
  assign(viewer: Viewer, { ticketId, agentId, expectedAssigneeId }: Assignment): Promise<Ticket> {
    return this.act(viewer, ticketId, 'assign', async (ticket) => {
      // Held, so that nobody is deactivated between this look and the end of the unit of work.
      const agent = await this.database.findAndLock(User, { id: agentId });
      if (!agent || !isActiveStaff(agent)) throw badInput('input.agentId', CAN_TAKE_NONE);
      if (ticket.assigneeId === agent.id) return;
      if (expectedAssigneeId !== undefined && expectedAssigneeId !== ticket.assigneeId) {
        throw ticketConflict(viewer, ticket, 'The assignee was changed meanwhile. Look who has the ticket now.');
      }
      const changes = { assigneeId: agent.id, ...this.touched(ticket) };
      await this.events.record(ticket, ticketAssigned(viewer.id, agent.id, ticket.assigneeId), changes);
    });
  }

  markPending(viewer: Viewer, ticketId: string): Promise<Ticket> {
    return this.act(viewer, ticketId, 'markPending');
  }

  resolve(viewer: Viewer, ticketId: string): Promise<Ticket> {
    return this.act(viewer, ticketId, 'resolve');
  }

  reopen(viewer: Viewer, ticketId: string): Promise<Ticket> {
    return this.act(viewer, ticketId, 'reopen');
  }

  close(viewer: Viewer, ticketId: string): Promise<Ticket> {
    return this.act(viewer, ticketId, 'close');
  }

  /**
   * Does something to one ticket while nobody else can: asks whether the viewer may and the ticket can, does the work,
   * then moves the status as the life cycle says. Joins the unit of work that it is called in.
   * @throws UserError NOT_FOUND, FORBIDDEN, or CONFLICT when the ticket stands where this can't be done.
   */
  act(
    viewer: Viewer,
    ticketId: string,
    verb: TicketVerb,
    work: (ticket: Ticket) => Promise<void> = () => Promise.resolve(),
  ): Promise<Ticket> {
    return this.hold(viewer, ticketId, async (ticket) => {
      insistOn(viewer, verb, ticket, await this.elsewhere(ticket));
      await work(ticket);
      const to = statusAfter(verb, ticket.status, viewer.role) ?? ticket.status;
      if (to !== ticket.status) await this.move(viewer.id, ticket, to);
    });
  }

  /**
   * Holds one ticket that the viewer sees while nobody else can change it. What they may do with it is for the caller to
   * ask. Joins the unit of work that it is called in. @throws UserError NOT_FOUND.
   */
  hold(viewer: Viewer, ticketId: string, work: (ticket: Ticket) => Promise<void>): Promise<Ticket> {
    return this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
      if (!ticket || !sees(viewer, ticket)) throw notFound('ticket');
      await work(ticket);
      return ticket;
    });
  }

  /**
   * Takes an active ticket from an assignee who can't answer for it any more. Does nothing when someone else has it by
   * now, or when they can answer again. `actorId` is who made that so.
   */
  async takeFrom(assigneeId: string, ticketId: string, actorId: string | null): Promise<void> {
    await this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
      if (!ticket || ticket.assigneeId !== assigneeId || !ACTIVE_STATUSES.includes(ticket.status)) return;
      await this.insistOnAssignee(ticket, assigneeId, actorId);
    });
  }

  /** Closes a ticket that has been resolved for long enough. Does nothing when it is not, by now. */
  async closeWhenDue(ticketId: string): Promise<void> {
    await this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
      const isDue = ticket?.status === TicketStatus.RESOLVED && ticket.closesAt !== null && ticket.closesAt <= this.clock.now();
      if (isDue) await this.move(null, ticket, TicketStatus.CLOSED);
    });
  }

  /** The columns that tell that something happened; by default, now. */
  touched(
    { lastSeq, publicCount }: Pick<Ticket, 'lastSeq' | 'publicCount'>,
    at = this.clock.now(),
  ): Pick<Ticket, 'updatedAt' | 'lastActivityAt' | 'lastPublicSeq' | 'publicCount'> {
    return { updatedAt: at, lastActivityAt: at, lastPublicSeq: lastSeq + 1, publicCount: publicCount + 1 };
  }

  /** Where a ticket that was merged goes on, in words; nothing of others. */
  private async elsewhere({ mergedIntoId }: Ticket): Promise<string> {
    const into = mergedIntoId === null ? null : await this.database.repository(Ticket).findOneBy({ id: mergedIntoId });
    return into ? `This ticket was merged into ${into.reference}. It goes on there.` : '';
  }

  private async move(actorId: string | null, ticket: Ticket, to: TicketStatus): Promise<void> {
    const wasActive = ACTIVE_STATUSES.includes(ticket.status);
    const { autoCloseDays } = await this.settings.read();
    const at = this.clock.now();
    const times = timesAfter(ticket, { at, status: to, autoCloseDays });
    await this.events.record(ticket, ticketStatusChanged(actorId, ticket.status, to), { status: to, ...times, ...this.touched(ticket, at) });
    const isActiveAgain = !wasActive && ACTIVE_STATUSES.includes(to);
    if (isActiveAgain && ticket.assigneeId !== null) await this.insistOnAssignee(ticket, ticket.assigneeId, null);
  }

  /** An active ticket has an assignee who can answer for it, or none. */
  private async insistOnAssignee(ticket: Ticket, assigneeId: string, actorId: string | null): Promise<void> {
    const assignee = await this.database.findAndLock(User, { id: assigneeId });
    if (assignee && isActiveStaff(assignee)) return;
    await this.events.record(ticket, ticketUnassigned(actorId, assigneeId), { assigneeId: null, ...this.touched(ticket) });
  }
}

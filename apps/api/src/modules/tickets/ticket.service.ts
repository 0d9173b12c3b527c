import { isStaff, statusAfter, TicketStatus, type TicketPriority, type TicketVerb } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate } from '../../platform/database';
import { badInput, forbidden, notFound, UserError } from '../../platform/errors';
import type { EventLog } from '../../platform/events';
import type { Idempotency } from '../../platform/idempotency';
import { User } from '../accounts';
import type { TopicService } from '../topics';
import { newReference } from './reference';
import { Ticket } from './ticket.entity';
import { ticketAssigned, ticketRaised, ticketStatusChanged } from './ticket.events';
import { canNow, may, sees } from './ticket.policy';
import type { TicketQueries } from './ticket.queries';

/** What a customer says when they raise a ticket. */
export interface NewTicket {
  readonly subject: string;
  readonly description: string;
  readonly topicId?: string | null | undefined;
  readonly priority: TicketPriority;
  readonly orderReference?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

const MAX_REFERENCE_TRIES = 5;

/** What people do to tickets. Each verb is one unit of work: the rows and the facts about them. */
export class TicketService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly idempotency: Idempotency,
    private readonly topics: TopicService,
    private readonly queries: TicketQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws UserError NOT_FOUND when there is no such ticket that the viewer may see. */
  get(viewer: Viewer, ticketId: string): Promise<Ticket> {
    return this.queries.byId(viewer, ticketId);
  }

  /** @throws UserError BAD_USER_INPUT when the topic is none of ours. */
  async create(viewer: Viewer, input: NewTicket): Promise<Ticket> {
    const attempt = { viewer, operation: 'createTicket', clientMutationId: input.clientMutationId };
    const id = await this.idempotency.once(attempt, (id) => this.raise(id, viewer, input));
    return this.get(viewer, id);
  }

  /** Gives the ticket to an agent. Giving it to who has it already does nothing. */
  assign(viewer: Viewer, { ticketId, agentId }: { readonly ticketId: string; readonly agentId: string }): Promise<Ticket> {
    return this.act(viewer, ticketId, 'assign', async (ticket) => {
      const agent = await this.database.repository(User).findOneBy({ id: agentId });
      if (!agent || !isStaff(agent.role)) throw badInput('input.agentId', 'Choose one of the agents.');
      if (ticket.assigneeId === agent.id) return;
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
    return this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
      if (!ticket || !sees(viewer, ticket)) throw notFound('ticket');
      if (!may(viewer, verb, ticket)) throw forbidden();
      if (!canNow(viewer, verb, ticket)) throw new UserError('CONFLICT', `This can't be done now: the ticket is ${ticket.status}.`);
      await work(ticket);
      const to = statusAfter(verb, ticket.status, viewer.role) ?? ticket.status;
      if (to !== ticket.status) await this.move(viewer, ticket, to);
      return ticket;
    });
  }

  /** The columns that tell that something happened now. */
  touched({ lastSeq }: Pick<Ticket, 'lastSeq'>): Pick<Ticket, 'updatedAt' | 'lastActivityAt' | 'lastPublicSeq'> {
    const now = this.clock.now();
    return { updatedAt: now, lastActivityAt: now, lastPublicSeq: lastSeq + 1 };
  }

  private async move(viewer: Viewer, ticket: Ticket, to: TicketStatus): Promise<void> {
    await this.events.record(ticket, ticketStatusChanged(viewer.id, ticket.status, to), { status: to, ...this.touched(ticket) });
  }

  /** Compares here rather than in SQL: databases differ in whether they tell upper from lower case. */
  private async topicId(asked: string | null | undefined): Promise<string | null> {
    if (asked == null) return null;
    const topic = (await this.topics.list()).find(({ id }) => id === asked);
    if (!topic) throw badInput('input.topicId', 'This topic does not exist any more. Choose another one.');
    return topic.id;
  }

  private async raise(id: string, viewer: Viewer, input: NewTicket): Promise<void> {
    const ticket = Object.assign(new Ticket(), {
      id,
      subject: input.subject.trim(),
      description: input.description.trim(),
      topicId: await this.topicId(input.topicId),
      priority: input.priority,
      orderReference: input.orderReference?.trim() || null,
      customerId: viewer.id,
      assigneeId: null,
      status: TicketStatus.NEW,
      createdAt: this.clock.now(),
      ...this.touched({ lastSeq: 0 }),
    });
    for (let attempt = 1; ; attempt++) {
      try {
        ticket.reference = newReference();
        await this.events.begin(ticket, ticketRaised(viewer.id, ticket.priority));
        return;
      } catch (error) {
        if (!isDuplicate(error) || attempt === MAX_REFERENCE_TRIES) throw error;
      }
    }
  }
}

import { answerDue, LIMITS, type TicketPriority, TicketStatus, urgencyOf } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate } from '../../platform/database';
import type { EventLog } from '../../platform/events';
import type { Idempotency } from '../../platform/idempotency';
import type { Throttle } from '../../platform/throttle';
import type { TopicService } from '../topics';
import { newReference } from './reference';
import { ticketConflict } from './ticket.conflict';
import { Ticket } from './ticket.entity';
import { ticketRaised } from './ticket.events';
import type { TicketService } from './ticket.service';

/** What a customer says when they raise a ticket. */
export interface NewTicket {
  readonly subject: string;
  readonly description: string;
  readonly topicId?: string | null | undefined;
  readonly priority: TicketPriority;
  readonly orderReference?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

/** What a customer says when a ticket that has ended was not the end. */
export interface NewFollowUp {
  readonly ticketId: string;
  readonly description: string;
  readonly clientMutationId?: string | null | undefined;
}

/** What is known of a ticket before it is there. */
export type TicketSeed = Pick<Ticket, 'customerId' | 'subject' | 'description' | 'topicId' | 'priority' | 'orderReference'> &
  Partial<Pick<Ticket, 'followUpOfId' | 'splitFromId'>>;

interface Parts {
  readonly database: Database;
  readonly events: EventLog;
  readonly idempotency: Idempotency;
  readonly topics: TopicService;
  readonly tickets: TicketService;
  readonly clock: Clock;
  /** Counts what each person raises. */
  readonly pace: Throttle;
}

const MAX_REFERENCE_TRIES = 5;
const { followUps: most } = LIMITS.ticket;

/** Raises tickets. */
export class TicketRaising {
  constructor(private readonly parts: Parts) {}

  /** @throws UserError BAD_USER_INPUT when the topic is none of ours, RATE_LIMITED. */
  async create(viewer: Viewer, { clientMutationId, ...input }: NewTicket): Promise<Ticket> {
    const { idempotency, topics, tickets, pace } = this.parts;
    const attempt = { viewer, operation: 'createTicket', clientMutationId, admit: () => pace.count(viewer.id) };
    const id = await idempotency.once(attempt, async (id) => {
      await this.begin(id, viewer.id, {
        customerId: viewer.id,
        subject: input.subject.trim(),
        description: input.description.trim(),
        topicId: await topics.chosen(input.topicId),
        priority: input.priority,
        orderReference: input.orderReference?.trim() || null,
      });
    });
    return tickets.get(viewer, id);
  }

  /**
   * Goes on with a ticket that has ended, in a new one that is about the same.
   * @throws UserError NOT_FOUND, FORBIDDEN for who is not its customer, CONFLICT while it is not CLOSED or when it has as many as there may be, RATE_LIMITED.
   */
  async followUp(viewer: Viewer, { ticketId, description, clientMutationId }: NewFollowUp): Promise<Ticket> {
    const { idempotency, tickets, pace } = this.parts;
    const attempt = { viewer, operation: 'raiseFollowUp', clientMutationId, admit: () => pace.count(viewer.id) };
    const id = await idempotency.once(attempt, async (id) => {
      await tickets.act(viewer, ticketId, 'followUp', async (ended) => {
        await this.insistOnRoom(viewer, ended);
        const { customerId, subject, priority, orderReference } = ended;
        const topicId = await this.stillOffered(ended.topicId);
        await this.begin(id, viewer.id, { customerId, subject, description: description.trim(), topicId, priority, orderReference, followUpOfId: ended.id });
      });
    });
    return tickets.get(viewer, id);
  }

  /** Adds a NEW ticket with its first event, under a reference that no other one has. Joins the unit of work that it is called in. */
  async begin(id: string, actorId: string, seed: TicketSeed): Promise<void> {
    const { events, tickets, clock } = this.parts;
    const now = clock.now();
    const ticket = Object.assign(new Ticket(), {
      followUpOfId: null,
      splitFromId: null,
      ...seed,
      id,
      urgency: urgencyOf(seed.priority),
      assigneeId: null,
      status: TicketStatus.NEW,
      createdAt: now,
      waitingSince: now,
      answerBy: answerDue(now, seed.priority),
      firstReplyAt: null,
      resolvedAt: null,
      closesAt: null,
      mergedIntoId: null,
      mergedAt: null,
      statusBeforeMerge: null,
      participantIds: [],
      ...tickets.touched({ lastSeq: 0, publicCount: 0 }, now),
    });
    for (let attempt = 1; ; attempt++) {
      try {
        ticket.reference = newReference();
        await events.begin(ticket, ticketRaised(actorId, ticket.priority));
        return;
      } catch (error) {
        if (!isDuplicate(error) || attempt === MAX_REFERENCE_TRIES) throw error;
      }
    }
  }

  /** Whoever looks at a ticket reads all that go on with it. */
  private async insistOnRoom(viewer: Viewer, ended: Ticket): Promise<void> {
    const known = await this.parts.database.repository(Ticket).countBy({ followUpOfId: ended.id });
    if (known >= most) throw ticketConflict(viewer, ended, `${ended.reference} goes on in ${most} tickets already. Write in one of them, or raise a new one.`);
  }

  private async stillOffered(topicId: string | null): Promise<string | null> {
    return (await this.parts.topics.offered()).some(({ id }) => id === topicId) ? topicId : null;
  }
}

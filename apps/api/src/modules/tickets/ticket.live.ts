import { TicketField } from '@ccr/domain';
import type { Database } from '../../platform/database';
import { type EventHandler, EventRow, type Stream } from '../../platform/events';
import { type LiveBus, type Notice, type Trail, trailOf } from '../../platform/live';
import { Ticket } from './ticket.entity';
import { type TicketChangeData, TicketEventType } from './ticket.events';
import { isOffered } from './ticket.policy';

/** The live topics on which changes of tickets are told. */
export const liveTopic = {
  /** Something was added to this ticket's events. */
  ticket: (ticketId: string): string => `ticket:${ticketId}`,
  /** One of the person's tickets changed: they raised it, it is assigned to them, or it was opened to them. */
  ticketsOf: (userId: string): string => `tickets-of:${userId}`,
  /** A ticket about this changed that nobody has: its experts see it. */
  offeredIn: (topicId: string): string => `offered-in:${topicId}`,
  /** The person sees one of their tickets no longer: it was given to somebody else, or closed to them. */
  lostBy: (userId: string): string => `lost-by:${userId}`,
  /** A ticket about this is offered no longer: somebody has it, it is about something else, or it has ended. */
  lostIn: (topicId: string): string => `lost-in:${topicId}`,
  /** The person has read one of their tickets further. */
  readsBy: (userId: string): string => `reads-by:${userId}`,
  /** Someone has read this ticket further. */
  readsOf: (ticketId: string): string => `reads-of:${ticketId}`,
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

  /**
   * Who lost sight of the ticket is woken as well, as far as the event says who: the process that noted it may have
   * ended before it told them, and an event that was told is looked up by nobody. Hence this order, too.
   */
  async handle(event: EventRow): Promise<void> {
    const ticket = await this.ticketOf(event);
    if (!ticket) return; // it happened to something else
    this.live.publish(lostWith(ticket, event), ticket.id, lossBy(event));
    this.live.publish(followersOf(ticket, event), ticket.id, event.id);
  }

  /** The same for a process that was not told. */
  get trail(): Trail {
    const select = { id: true, streamId: true, type: true, internal: true, data: true } as const;
    return trailOf(this.database, EventRow, { select }, async (event): Promise<Notice> => {
      const ticket = await this.ticketOf(event);
      return { topics: ticket ? [...followersOf(ticket, event), ...lostWith(ticket, event)] : [], id: event.streamId };
    });
  }

  private ticketOf({ streamId }: EventRow): Promise<Seen | null> {
    return this.database.repository(Ticket).findOne({
      select: { id: true, customerId: true, assigneeId: true, participantIds: true, topicId: true, status: true },
      where: { id: streamId },
    });
  }
}

type Seen = Pick<Ticket, 'id' | 'customerId' | 'assigneeId' | 'participantIds' | 'topicId' | 'status'>;

function followersOf(ticket: Seen, { internal }: EventRow): string[] {
  const { id, customerId, assigneeId, participantIds, topicId } = ticket;
  const people = [internal ? null : customerId, assigneeId, ...participantIds].filter((one) => one !== null);
  const offered = topicId !== null && isOffered(ticket) ? [liveTopic.offeredIn(topicId)] : [];
  return [liveTopic.ticket(id), liveTopic.allTickets, ...new Set(people.map(liveTopic.ticketsOf)), ...offered];
}

/** Stands for a row: who heard who lost sight by the event is not to hear it again from whoever only guesses. */
const lossBy = ({ id }: EventRow): string => `loss by ${id}`;

/** Who may have lost sight of the ticket by the event, told from the event alone. */
function lostWith(ticket: Seen, { type, data }: EventRow): string[] {
  const changes = (data['changes'] ?? []) as readonly TicketChangeData[];
  const left = [data['previousAssigneeId'], ...((data['removed'] ?? []) as unknown[])].filter((id) => typeof id === 'string');
  const topics = changes.filter(({ field }) => field === TicketField.TOPIC).map(({ from }) => from);
  const hasEnded = type === TicketEventType.statusChanged || type === TicketEventType.merged;
  const wasOffered = type === TicketEventType.assigned ? data['previousAssigneeId'] === null : hasEnded && ticket.assigneeId === null;
  const isTaken = wasOffered && !isOffered(ticket);
  const taken = [...topics, isTaken ? ticket.topicId : null].filter((id) => id !== null);
  return [...left.map(liveTopic.lostBy), ...taken.map(liveTopic.lostIn)];
}

/** Those to whom a ticket is open beside admins and its customer. */
const openTo = (ticket: Ticket): readonly string[] => [
  ...[ticket.assigneeId, ...ticket.participantIds].filter((id) => id !== null).map(liveTopic.lostBy),
  ...(ticket.topicId !== null && isOffered(ticket) ? [liveTopic.lostIn(ticket.topicId)] : []),
];

/** Wakes up those to whom a ticket was open before a change and may be no longer. Whether it is, they look themselves. */
export class LossOfSight {
  constructor(
    private readonly database: Database,
    private readonly live: LiveBus,
  ) {}

  /** In the unit of work of the event, which alone knows how the ticket stood before. */
  note(stream: Stream, event: EventRow, before: Stream | null): Promise<void> {
    if (stream instanceof Ticket && before instanceof Ticket) {
      const still = new Set(openTo(stream));
      const lost = openTo(before).filter((topic) => !still.has(topic));
      this.database.afterCommit(() => this.live.publish(lost, stream.id, lossBy(event))); // also that nobody did
    }
    return Promise.resolve();
  }
}

import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { badInput, notFound } from '../../platform/errors';
import { EventRow, type Stream } from '../../platform/events';
import type { LiveBus } from '../../platform/live';
import { User } from '../accounts';
import type { Experts } from '../topics';
import { TicketRead } from './ticket-read.entity';
import { Ticket } from './ticket.entity';
import { liveTopic } from './ticket.live';
import { isOffered, sees, seesNotes, seesReading, visibleCount, visibleSeq } from './ticket.policy';

/** How far someone has read, and how far they have it. */
export interface ReadPosition {
  readonly userId: string;
  readonly seq: number;
  /** Never less than what they have read. */
  readonly deliveredSeq: number;
}

/** That someone has read a ticket up to `seq`. */
type Reading = Pick<TicketRead, 'ticketId' | 'userId' | 'seq'>;

/** How many events the viewer has not read. Their own are never among them. */
export const unreadCount = (viewer: Pick<Viewer, 'role'>, ticket: Ticket, read: Pick<TicketRead, 'readCount'> | null): number =>
  Math.max(0, visibleCount(viewer, ticket) - (read?.readCount ?? 0));

function insistOnSeq(seq: number, last: number): void {
  if (seq < 0 || seq > last) throw badInput('input.seq', `Use the seq of an event that you have: 0 to ${last}.`);
}

/**
 * How far people have read. What is unread is never counted event by event: the ticket knows how many there are, and
 * the row of each person how many of these are not news to them. Both change under the ticket's lock.
 */
export class TicketReads {
  private readonly listeners: ((reading: Reading) => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly live: LiveBus,
    private readonly experts: Experts,
  ) {}

  /** Tells of every reading once it is committed, in this process: for what need not happen, should the process end. */
  whenRead(listener: (reading: Reading) => void): void {
    this.listeners.push(listener);
  }

  /**
   * Says that the viewer has read all up to `seq`. What was read stays read: a smaller one than before does nothing.
   * @throws UserError NOT_FOUND, or BAD_USER_INPUT for a seq that the ticket does not have.
   */
  markRead(viewer: Viewer, ticketId: string, seq: number): Promise<Ticket> {
    return this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
      if (!ticket || !sees(viewer, ticket)) throw notFound('ticket');
      const last = visibleSeq(viewer, ticket);
      insistOnSeq(seq, last);
      const known = await this.database.repository(TicketRead).findOneBy({ ticketId: ticket.id, userId: viewer.id });
      if (seq <= (known?.seq ?? 0)) return ticket;
      const readCount = seq === last ? visibleCount(viewer, ticket) : await this.countUpTo(viewer, ticket.id, seq);
      await this.put(ticket.id, viewer.id, { seq, readCount }, known !== null);
      this.database.afterCommit(() => {
        this.listeners.forEach((listener) => listener({ ticketId: ticket.id, userId: viewer.id, seq }));
        this.live.publish(liveTopic.readsBy(viewer.id), ticket.id);
        this.live.publish(liveTopic.readsOf(ticket.id), ticket.id);
      });
      return ticket;
    });
  }

  /**
   * Says that a client of the viewer has all up to `seq`, seen or not. A smaller one than before, or than was read, does
   * nothing: so a ticket that is looked at costs no write for this. @throws as `markRead`.
   */
  markDelivered(viewer: Viewer, ticketId: string, seq: number): Promise<Ticket> {
    return this.database.unitOfWork(async () => {
      const ticket = await this.database.findAndLock(Ticket, { id: ticketId });
      if (!ticket || !sees(viewer, ticket)) throw notFound('ticket');
      insistOnSeq(seq, visibleSeq(viewer, ticket));
      const key = { ticketId: ticket.id, userId: viewer.id };
      const known = await this.database.repository(TicketRead).findOneBy(key);
      if (seq <= Math.max(known?.seq ?? 0, known?.deliveredSeq ?? 0)) return ticket;
      if (known) await this.database.manager.update(TicketRead, key, { deliveredSeq: seq });
      else await this.database.manager.insert(TicketRead, { ...key, seq: 0, readCount: 0, deliveredSeq: seq, updatedAt: this.clock.now() });
      this.database.afterCommit(() => this.live.publish(liveTopic.readsOf(ticket.id), ticket.id));
      return ticket;
    });
  }

  /** Nobody has to read what they did themselves. In the unit of work of the event, which holds the ticket. */
  async skipOwn(stream: Stream, { actorId }: EventRow): Promise<void> {
    if (!(stream instanceof Ticket) || actorId === null) return;
    const key = { ticketId: stream.id, userId: actorId };
    const { affected } = await this.database.manager.increment(TicketRead, key, 'readCount', 1);
    if (affected !== 0) return;
    // Who leaves is taken from their tickets in their own name, which may come to its turn after they were erased.
    const isErased = await this.database.repository(User).existsBy({ id: actorId, erasedAt: Not(IsNull()) });
    if (!isErased) await this.put(stream.id, actorId, { seq: 0, readCount: 1 }, false);
  }

  /** How far others have read and have it, as far as the viewer is told. */
  async positions(viewer: Viewer, ticket: Ticket): Promise<ReadPosition[]> {
    const of = { ticketId: ticket.id };
    const where = [{ ...of, seq: MoreThan(0) }, { ...of, deliveredSeq: MoreThan(0) }];
    const rows = await this.database.repository(TicketRead).find({ where, order: { userId: 'ASC' } });
    const readers = await this.database.repository(User).findBy({ id: In(rows.map(({ userId }) => userId)) });
    const topicIds = ticket.topicId !== null && isOffered(ticket) ? [ticket.topicId] : [];
    const experts = new Set(topicIds.length > 0 ? await this.experts.idsIn(topicIds) : []);
    const whoReads = readers.map(({ id, role }) => ({ id, role, topicIds: experts.has(id) ? topicIds : [] }));
    const told = new Set(whoReads.filter((reader) => seesReading(viewer, reader, ticket)).map(({ id }) => id));
    const last = visibleSeq(viewer, ticket);
    return rows
      .filter(({ userId }) => told.has(userId))
      .map(({ userId, seq, deliveredSeq }) => ({ userId, seq: Math.min(seq, last), deliveredSeq: Math.min(Math.max(seq, deliveredSeq), last) }));
  }

  private async put(ticketId: string, userId: string, read: Pick<TicketRead, 'seq' | 'readCount'>, isKnown: boolean): Promise<void> {
    const row = { ...read, updatedAt: this.clock.now() };
    if (isKnown) await this.database.manager.update(TicketRead, { ticketId, userId }, row);
    else await this.database.manager.insert(TicketRead, { ticketId, userId, ...row });
  }

  /** Only for who has not read to the end: those up to `seq`, and their own after it. */
  private countUpTo(viewer: Viewer, streamId: string, seq: number): Promise<number> {
    const visible = { streamId, ...(!seesNotes(viewer) && { internal: false }) };
    return this.database.repository(EventRow).count({
      where: [
        { ...visible, seq: LessThanOrEqual(seq) },
        { ...visible, seq: MoreThan(seq), actorId: viewer.id },
      ],
    });
  }
}

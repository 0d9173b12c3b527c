import { ACTIVE_STATUSES, asTags, isStaff, MessageKind, TicketStatus } from '@ccr/domain';
import { User } from '../modules/accounts';
import { ConversationEvent, Message } from '../modules/conversation';
import { FeedbackEvent, Rating } from '../modules/feedback';
import { Ticket, TicketEventType, TicketRead, timesAfter } from '../modules/tickets';
import { isDuplicate } from '../platform/database';
import { EventRow, type Fact } from '../platform/events';
import type { Server } from '../server';
import type { HistoryClock } from './history-clock';
import type { MessageLine, RatingLine, TicketLine } from './import-lines';
import { UNTOLD } from './import-people';

/** A ticket and all that belongs to it, by ids of people and topics as they are here. */
export interface History {
  readonly ticket: TicketLine;
  readonly messages: readonly MessageLine[];
  readonly rating: RatingLine | null;
}

/** The ticket, or a message of it, has the id of another one that is here. */
export class IdTaken extends Error {}

/** Writes tickets with their past: as if everything had happened here at its time, but nobody is told. */
export class TicketImport {
  constructor(
    private readonly server: Server,
    private readonly clock: HistoryClock,
  ) {}

  isThere(id: string): Promise<boolean> {
    return this.server.platform.database.repository(Ticket).existsBy({ id });
  }

  /** All of it or nothing. @throws IdTaken, or UserError for tags that are too much alike. */
  async add({ ticket, messages, rating }: History): Promise<void> {
    const { database } = this.server.platform;
    try {
      await database.unitOfWork(async () => {
        const row = await this.raise(ticket);
        if (ticket.assigneeId !== null) await this.assign(row, ticket.assigneeId);
        const staff = await this.staffAmong(messages);
        const said = new Set<string>();
        for (const message of [...messages].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())) {
          const replyToId = message.replyToId !== null && said.has(message.replyToId) ? message.replyToId : null;
          await this.say(row, { ...message, replyToId }, staff.has(message.authorId));
          said.add(message.id);
        }
        await this.end(row, ticket);
        if (rating) await this.rate(row, rating);
        await this.sortAway(row, ticket);
      });
    } catch (error) {
      throw isDuplicate(error) ? new IdTaken() : error;
    } finally {
      this.clock.goOn();
    }
  }

  private async raise({ reference, ...line }: TicketLine): Promise<Ticket> {
    const { platform, raising } = this.server;
    const { customerId, subject, description, topicId, priority, orderReference } = line;
    this.clock.set(line.createdAt);
    await raising.begin(line.id, customerId, { customerId, subject, description, topicId, priority, orderReference });
    const tickets = platform.database.repository(Ticket);
    if (reference !== null && !(await tickets.existsBy({ reference }))) await tickets.update({ id: line.id }, { reference });
    return tickets.findOneByOrFail({ id: line.id });
  }

  private record(row: Ticket, fact: Fact, changes: Partial<Ticket>): Promise<EventRow> {
    return this.server.platform.events.record(row, fact, fact.internal ? {} : { ...changes, ...this.server.tickets.touched(row) });
  }

  private async assign(row: Ticket, assigneeId: string): Promise<void> {
    await this.record(row, { type: TicketEventType.assigned, actorId: null, data: { assigneeId, previousAssigneeId: null } }, { assigneeId });
    await this.move(row, TicketStatus.OPEN);
  }

  private async move(row: Ticket, to: TicketStatus): Promise<void> {
    if (row.status === to) return;
    const times = timesAfter(row, { at: this.clock.now(), status: to });
    await this.record(row, { type: TicketEventType.statusChanged, actorId: null, data: { from: row.status, to } }, { status: to, ...times });
  }

  private async staffAmong(messages: readonly MessageLine[]): Promise<Set<string>> {
    const authors = [...new Set(messages.map(({ authorId }) => authorId))].map((id) => ({ id }));
    const people = authors.length === 0 ? [] : await this.server.platform.database.repository(User).findBy(authors);
    return new Set(people.filter(({ role }) => isStaff(role)).map(({ id }) => id));
  }

  private async say(row: Ticket, message: MessageLine, byStaff: boolean): Promise<void> {
    this.clock.set(message.createdAt);
    const internal = message.kind === MessageKind.NOTE;
    const at = this.clock.now();
    const times = timesAfter(row, { at, ...(byStaff ? { answered: !message.automatic } : { waitsSince: at }) });
    const actorId = message.automatic ? null : message.authorId;
    const event = await this.record(row, { type: ConversationEvent.messageSent, actorId, internal, data: { messageId: message.id } }, times);
    await this.server.platform.database.manager.insert(Message, { ...message, ticketId: row.id, seq: event.seq, createdAt: at });
  }

  /** A ticket that was resolved elsewhere has as long as any other before it closes. */
  private async end(row: Ticket, { status, resolvedAt, updatedAt, createdAt }: TicketLine): Promise<void> {
    const isOver = !ACTIVE_STATUSES.includes(status);
    this.clock.set((isOver ? resolvedAt : null) ?? updatedAt ?? createdAt);
    if (isOver) await this.move(row, TicketStatus.RESOLVED);
    await this.move(row, status);
    if (status !== TicketStatus.RESOLVED) return;
    const { autoCloseDays } = await this.server.shopSettings.read();
    const { closesAt } = timesAfter({ ...row, status: TicketStatus.OPEN }, { at: this.clock.goOn(), status, autoCloseDays });
    await this.server.platform.database.manager.update(Ticket, { id: row.id }, { closesAt });
  }

  private async rate(row: Ticket, { score, comment, createdAt, updatedAt }: RatingLine): Promise<void> {
    this.clock.set(createdAt);
    await this.server.platform.database.manager.insert(Rating, { ticketId: row.id, score, comment, createdAt, updatedAt: updatedAt ?? createdAt });
    await this.record(row, { type: FeedbackEvent.ticketRated, actorId: row.customerId, data: { score } }, {});
  }

  /** Nobody is told of it, it is no news to its customer, and to its assignee only while there is something to do. */
  private async sortAway(row: Ticket, { tags, status }: TicketLine): Promise<void> {
    const { manager } = this.server.platform.database;
    await manager.update(EventRow, { streamId: row.id }, UNTOLD);
    if (tags.length > 0) await this.server.tags.replace(row.id, asTags(tags));
    const at = this.clock.now();
    const reads = [{ userId: row.customerId, seq: row.lastPublicSeq, readCount: row.publicCount }];
    if (row.assigneeId !== null && !ACTIVE_STATUSES.includes(status)) reads.push({ userId: row.assigneeId, seq: row.lastSeq, readCount: row.lastSeq });
    await manager.upsert(TicketRead, reads.map((read) => ({ ...read, ticketId: row.id, updatedAt: at })), ['ticketId', 'userId']);
  }
}

import { LIMITS } from '@ccr/domain';
import { In, type SelectQueryBuilder } from 'typeorm';
import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { type Connection, idCursor, type PageArgs, pageOf, pageRequest, parseId } from '../../../platform/paging';
import { type Ticket, TicketRead, visibleTickets } from '../../tickets';
import type { NewsText, NewsWriter } from '../news-writer';
import { NotificationChannel } from '../notification.channel';
import { Notification } from '../notification.entity';
import { NEWS, type ToldNews } from '../notification.kinds';
import type { BellNotification } from './bell.types';

/** Of a ticket that was taken from someone's sight they learn nothing more, not even what it was called. */
const OUT_OF_SIGHT: NewsText = { title: 'About a ticket that is no longer yours to see', body: '', path: '/tickets' };

/** Reads what people are told in the app, each their own. */
export class BellQueries {
  constructor(
    private readonly database: Database,
    private readonly writer: NewsWriter,
  ) {}

  /** The newest first: ids sort by time. */
  async page(viewer: Viewer, args: PageArgs): Promise<Connection<BellNotification>> {
    const request = pageRequest(args);
    const query = this.toldTo(viewer.id).orderBy('told.id', 'DESC').take(request.limit + 1);
    if (request.cursor !== null) query.andWhere('told.id < :after', { after: parseId(request.cursor) });
    const page = pageOf(await query.getMany(), request, ({ id }) => idCursor(id));
    const nodes = await this.written(viewer, page.nodes);
    return { ...page, nodes, edges: nodes.map((node) => ({ cursor: idCursor(node.id), node })) };
  }

  /** Those of the ids that were told to the viewer, the oldest first. */
  async byIds(viewer: Viewer, ids: readonly string[]): Promise<BellNotification[]> {
    if (ids.length === 0) return [];
    const found = await this.toldTo(viewer.id).andWhere('told.id IN (:...ids)', { ids }).orderBy('told.id').getMany();
    return this.written(viewer, found);
  }

  /**
   * How many someone has not read; at `LIMITS.notification.unread` it stops counting. Whoever has read the ticket that far
   * knows what it says, also when it was written down only afterwards.
   */
  async unread(userId: string): Promise<number> {
    const isRead = this.database
      .repository(TicketRead)
      .createQueryBuilder('ticketRead')
      .select('1')
      .where('ticketRead.ticketId = told.ticketId AND ticketRead.userId = told.recipientId AND ticketRead.seq >= told.seq');
    const some = await this.toldTo(userId)
      .select('told.id', 'id')
      .andWhere(`told.readAt IS NULL AND NOT EXISTS (${isRead.getQuery()})`)
      .limit(LIMITS.notification.unread)
      .getRawMany();
    return some.length;
  }

  private toldTo(userId: string): SelectQueryBuilder<Notification> {
    const query = this.database.repository(Notification).createQueryBuilder('told');
    return query.where('told.recipientId = :userId AND told.channel = :channel', { userId, channel: NotificationChannel.IN_APP });
  }

  /** In as many statements however many there are. */
  private async written(viewer: Viewer, rows: Notification[]): Promise<BellNotification[]> {
    if (rows.length === 0) return [];
    const ticketIds = [...new Set(rows.flatMap(({ ticketId }) => ticketId ?? []))];
    const [tickets, reads, texts] = await Promise.all([this.seen(viewer, ticketIds), this.reads(viewer, ticketIds), this.writer.of(rows)]);
    return rows.map((row) => {
      const [ticket, read] = [tickets.get(row.ticketId ?? ''), reads.get(row.ticketId ?? '')];
      const text = row.ticketId === null || ticket ? texts.get(row.id) : undefined;
      return {
        id: row.id,
        kind: NEWS[row.kind as ToldNews],
        ...(text ?? OUT_OF_SIGHT),
        ticket: ticket ?? null,
        createdAt: row.createdAt,
        readAt: row.readAt ?? (read && read.seq >= row.seq ? read.updatedAt : null),
      };
    });
  }

  private async seen(viewer: Viewer, ids: readonly string[]): Promise<Map<string, Ticket>> {
    if (ids.length === 0) return new Map();
    const found = await visibleTickets(this.database, viewer).andWhere('ticket.id IN (:...ids)', { ids }).getMany();
    return new Map(found.map((ticket) => [ticket.id, ticket]));
  }

  private async reads(viewer: Viewer, ids: string[]): Promise<Map<string, TicketRead>> {
    if (ids.length === 0) return new Map();
    const found = await this.database.repository(TicketRead).findBy({ ticketId: In(ids), userId: viewer.id });
    return new Map(found.map((read) => [read.ticketId, read]));
  }
}

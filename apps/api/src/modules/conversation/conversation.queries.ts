import { MessageKind } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import type { Loaders } from '../../platform/graphql';
import { type Connection, type PageArgs, pageOf, pageRequest, parseSeq, seqCursor } from '../../platform/paging';
import { newestUnlessAsked, seesNotes, type Ticket } from '../tickets';
import { Message } from './message.entity';

/** Reads conversations. */
export class ConversationQueries {
  constructor(private readonly database: Database) {}

  /**
   * The messages of a ticket, oldest first; the newest 25 when nothing is asked for. Customers get no notes. What they
   * answer comes along in the same statement, for the loaders: it may be older than the page, and its author unknown to it.
   */
  async page(viewer: Viewer, ticket: Ticket, args: PageArgs, loaders: Loaders): Promise<Connection<Message>> {
    const request = pageRequest(newestUnlessAsked(args));
    const seq = request.cursor === null ? null : parseSeq(request.cursor, request.backward ? 'before' : 'after');
    const query = this.database
      .repository(Message)
      .createQueryBuilder('message')
      .leftJoinAndMapOne('message.answered', Message, 'answered', 'answered.id = message.replyToId')
      .where('message.ticketId = :ticketId', { ticketId: ticket.id })
      .orderBy('message.seq', request.backward ? 'DESC' : 'ASC')
      .limit(request.limit + 1);
    if (seq !== null) query.andWhere(`message.seq ${request.backward ? '<' : '>'} :seq`, { seq });
    if (!seesNotes(viewer)) query.andWhere('message.kind = :kind', { kind: MessageKind.REPLY });
    const rows = (await query.getMany()) as (Message & { answered?: Message | null })[];
    for (const row of rows) {
      if (row.answered) loaders.keep(Message, row.answered);
      delete row.answered;
    }
    return pageOf(request.backward ? rows.reverse() : rows, request, (message) => seqCursor(message.seq));
  }
}

import { MessageKind } from '@ccr/domain';
import { LessThan, MoreThan } from 'typeorm';
import type { Viewer } from '../../platform/auth';
import type { Database } from '../../platform/database';
import { type Connection, type PageArgs, pageOf, pageRequest, parseSeq, seqCursor } from '../../platform/paging';
import { newestUnlessAsked, seesNotes, type Ticket } from '../tickets';
import { Message } from './message.entity';

/** Reads conversations. */
export class ConversationQueries {
  constructor(private readonly database: Database) {}

  /** The messages of a ticket, oldest first; the newest 25 when nothing is asked for. Customers get no notes. */
  async page(viewer: Viewer, ticket: Ticket, args: PageArgs): Promise<Connection<Message>> {
    const request = pageRequest(newestUnlessAsked(args));
    const seq = request.cursor === null ? null : parseSeq(request.cursor, request.backward ? 'before' : 'after');
    const rows = await this.database.repository(Message).find({
      where: {
        ticketId: ticket.id,
        ...(seq !== null && { seq: request.backward ? LessThan(seq) : MoreThan(seq) }),
        ...(!seesNotes(viewer) && { kind: MessageKind.REPLY }),
      },
      order: { seq: request.backward ? 'DESC' : 'ASC' },
      take: request.limit + 1,
    });
    return pageOf(request.backward ? rows.reverse() : rows, request, (message) => seqCursor(message.seq));
  }
}

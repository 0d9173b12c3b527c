import { MessageKind, type TicketStatus } from '@ccr/domain';
import { In } from 'typeorm';
import type { Database } from '../../../platform/database';
import { EventRow } from '../../../platform/events';
import { User } from '../../accounts';
import { Message } from '../../conversation';
import { Ticket, TicketRead } from '../../tickets';
import { Notification } from '../notification.entity';
import { shortened } from '../shortened';
import { whoSees } from '../telling/sight';

/** What of a ticket its recipient has not read when the mail about it is written. */
export interface Unread {
  /** Replies that they may see, oldest first: at most 20, each cut at 2,000 characters. The bodies are as they were typed. */
  readonly messages: readonly { readonly authorName: string; readonly body: string; readonly at: Date }[];
  /** How many replies there are beyond those. */
  readonly more: number;
  /** What the ticket came to stand at, if that goes out with them, or alone when the replies were read meanwhile. */
  readonly status: TicketStatus | null;
}

const MESSAGES = 20;
const BODY = 2_000;

/** Gathers what goes out in one mail: the replies of two minutes, and where the ticket came to stand with them. */
export class ReplyPacing {
  constructor(private readonly database: Database) {}

  /**
   * What the notification and those it carries have to tell by now; null when the recipient has read it all, or may not
   * see the ticket any more, so that nobody needs the mail.
   */
  async gather({ id, recipientId, ticketId, ...leader }: Notification): Promise<Unread | null> {
    if (ticketId === null) return null;
    const [ticket, recipient, read, carried] = await Promise.all([
      this.database.repository(Ticket).findOneBy({ id: ticketId }),
      this.database.repository(User).findOneBy({ id: recipientId }),
      this.database.repository(TicketRead).findOneBy({ ticketId, userId: recipientId }),
      this.database.repository(Notification).findBy({ carriedById: id }),
    ]);
    if (!ticket || !recipient || recipient.erasedAt !== null || recipient.deactivatedAt !== null) return null;
    if (!(await whoSees(this.database, [recipient], ticket)).has(recipient.id)) return null;
    const unread = [leader, ...carried].filter(({ seq }) => seq > (read?.seq ?? 0));
    const replies = unread.filter(({ kind }) => kind === 'replyReceived');
    const messages = await this.messages(ticketId, replies);
    const status = await this.status(ticket, unread.filter(({ kind }) => kind !== 'replyReceived'));
    if (messages.length === 0 && status === null) return null;
    return { messages, more: replies.length - messages.length, status };
  }

  private async messages(ticketId: string, replies: readonly Pick<Notification, 'seq'>[]): Promise<Unread['messages']> {
    if (replies.length === 0) return [];
    const where = { ticketId, seq: In(replies.map(({ seq }) => seq)), kind: MessageKind.REPLY };
    const messages = await this.database.repository(Message).find({ where, order: { seq: 'ASC' }, take: MESSAGES });
    const authors = await this.database.repository(User).findBy({ id: In(messages.map(({ authorId }) => authorId)) });
    const names = new Map(authors.map(({ id, name }) => [id, name]));
    return messages.map(({ authorId, body, createdAt }) => ({ authorName: names.get(authorId) ?? '', body: shortened(body, BODY), at: createdAt }));
  }

  /** The last one, unless the ticket has moved on since. */
  private async status({ status }: Ticket, moves: readonly Pick<Notification, 'eventId' | 'seq'>[]): Promise<TicketStatus | null> {
    const [last] = [...moves].sort((a, b) => b.seq - a.seq);
    const event = last ? await this.database.repository(EventRow).findOneBy({ id: last.eventId }) : null;
    return event?.data['to'] === status ? status : null;
  }
}

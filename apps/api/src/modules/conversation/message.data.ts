import { isStaff, MessageKind } from '@ccr/domain';
import { type FindOptionsWhere, In } from 'typeorm';
import { allRows, type Database } from '../../platform/database';
import { type PersonalDataSource, User } from '../accounts';
import { Ticket } from '../tickets';
import { Message } from './message.entity';

const AT_ONCE = 100;

/** The conversations of a customer as they see them: no notes, and others by their names only. Of the staff, what they wrote. */
export const messageData = (database: Database): PersonalDataSource => ({
  name: 'messages',
  of: async ({ id, role }) => {
    if (isStaff(role)) return shown(database, id, { authorId: id });
    const inTickets = (ids: string[]): Promise<object[]> => shown(database, id, { ticketId: In(ids), kind: MessageKind.REPLY });
    const messages: object[] = [];
    let ids: string[] = [];
    for await (const ticket of allRows(database, Ticket, { customerId: id })) {
      ids.push(ticket.id);
      if (ids.length < AT_ONCE) continue;
      messages.push(...(await inTickets(ids)));
      ids = [];
    }
    return [...messages, ...(await inTickets(ids))];
  },
});

/** The messages in the order in which they were sent. */
async function shown(database: Database, ownId: string, where: FindOptionsWhere<Message>): Promise<object[]> {
  const names = new Names(database);
  const messages: object[] = [];
  for await (const { ticketId, authorId, kind, body, createdAt } of allRows(database, Message, where)) {
    const author = authorId === ownId ? { byYou: true } : { byYou: false, author: await names.person(authorId) };
    messages.push({ ticket: await names.ticket(ticketId), at: createdAt, kind, ...author, body });
  }
  return messages;
}

/** What tickets and people are called, each looked up once. */
class Names {
  private readonly known = new Map<string, string | null>();

  constructor(private readonly database: Database) {}

  ticket(id: string): Promise<string | null> {
    const look = async () => (await this.database.repository(Ticket).findOneBy({ id }))?.reference ?? null;
    return this.once(id, look);
  }

  person(id: string): Promise<string | null> {
    const look = async () => (await this.database.repository(User).findOneBy({ id }))?.name ?? null;
    return this.once(id, look);
  }

  private async once(id: string, look: () => Promise<string | null>): Promise<string | null> {
    if (!this.known.has(id)) this.known.set(id, await look());
    return this.known.get(id) ?? null;
  }
}

import { isStaff } from '@ccr/domain';
import { In } from 'typeorm';
import { allRows, type Database } from '../../platform/database';
import { EventRow } from '../../platform/events';
import type { PersonalDataSource } from '../accounts';
import { TicketRead } from './ticket-read.entity';
import { Ticket } from './ticket.entity';
import { TicketEventType } from './ticket.events';

const AT_ONCE = 100;

/** What someone has raised. */
const raised = (database: Database): PersonalDataSource => ({
  name: 'tickets',
  of: async ({ id }) => {
    const tickets: object[] = [];
    for await (const ticket of allRows(database, Ticket, { customerId: id })) {
      const { reference, subject, description, status, priority, orderReference, createdAt, lastActivityAt } = ticket;
      tickets.push({ reference, subject, description, status, priority, orderReference, createdAt, lastActivityAt });
    }
    return tickets;
  },
});

/** What someone of the staff answers for. The tickets themselves are their customers'. */
const assigned = (database: Database): PersonalDataSource => ({
  name: 'assignedTickets',
  of: async ({ id }) => {
    const tickets: object[] = [];
    for await (const { reference } of allRows(database, Ticket, { assigneeId: id })) tickets.push({ reference });
    return tickets;
  },
});

/** How far someone has read. */
const read = (database: Database): PersonalDataSource => ({
  name: 'ticketReads',
  of: async ({ id }) => {
    const rows = await database.repository(TicketRead).findBy({ userId: id });
    const tickets = await referencesOf(database, rows.map(({ ticketId }) => ticketId));
    return rows.map(({ ticketId, seq, deliveredSeq, updatedAt }) => ({ ticket: tickets.get(ticketId) ?? null, upTo: seq, deliveredUpTo: deliveredSeq, at: updatedAt }));
  },
  erase: async ({ id }) => void (await database.manager.delete(TicketRead, { userId: id })),
});

/** What someone did to tickets. */
const deeds = (database: Database): PersonalDataSource => ({
  name: 'ticketEvents',
  of: async ({ id, role }) => {
    const events: object[] = [];
    if (isStaff(role)) {
      let batch: EventRow[] = [];
      for await (const event of allRows(database, EventRow, { actorId: id })) {
        batch.push(event);
        if (batch.length < AT_ONCE) continue;
        events.push(...(await onTickets(database, batch)));
        batch = [];
      }
      return [...events, ...(await onTickets(database, batch))];
    }
    // Customers act on their own tickets only, and those are found without looking at everybody's.
    for await (const { id: streamId } of allRows(database, Ticket, { customerId: id })) {
      const own: EventRow[] = [];
      for await (const event of allRows(database, EventRow, { streamId })) if (event.actorId === id) own.push(event);
      events.push(...(await onTickets(database, own)));
    }
    return events;
  },
});

/** Those of the events that happened to tickets, as their doer sees them. */
async function onTickets(database: Database, events: readonly EventRow[]): Promise<object[]> {
  const references = await referencesOf(database, events.map(({ streamId }) => streamId));
  return events.flatMap(({ streamId, at, type, data }) => {
    const ticket = references.get(streamId);
    // What was there before an edit is kept nowhere else.
    return ticket === undefined ? [] : [{ at, type, ticket, ...(type === TicketEventType.edited && { changes: data['changes'] }) }];
  });
}

/** What the tickets among the ids are called. There may be any number of ids. */
export async function referencesOf(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const references = new Map<string, string>();
  const unique = [...new Set(ids)];
  for (let start = 0; start < unique.length; start += AT_ONCE) {
    const where = { id: In(unique.slice(start, start + AT_ONCE)) };
    const tickets = await database.repository(Ticket).find({ select: { id: true, reference: true }, where });
    for (const { id, reference } of tickets) references.set(id, reference);
  }
  return references;
}

/** What tickets hold on people. */
export const ticketData = (database: Database): PersonalDataSource[] => [raised(database), assigned(database), read(database), deeds(database)];

import { ACTIVE_STATUSES } from '@ccr/domain';
import { type Database, SlottedCounts } from '../../../platform/database';
import type { EventRow, Stream } from '../../../platform/events';
import { Ticket } from '../ticket.entity';

/** Whose tickets are counted. */
type CountKind = 'SHOP' | 'CUSTOMER' | 'ASSIGNEE' | 'UNASSIGNED' | 'TOPIC';

/** Active tickets by who has to write next; a ticket that nobody has waits for nobody's customer. */
export type Waiting = 'WAITING_FOR_SHOP' | 'WAITING_FOR_CUSTOMER';

type Counted = Pick<Ticket, 'status' | 'waitingSince' | 'assigneeId' | 'customerId' | 'topicId'>;

/** Numbers that everybody changes; those of one person are changed by few at once. */
const SLOTS: Readonly<Record<CountKind, number>> = { SHOP: 8, UNASSIGNED: 8, TOPIC: 8, CUSTOMER: 1, ASSIGNEE: 1 };

function waitingOf({ status, waitingSince, assigneeId }: Counted): Waiting[] {
  if (!ACTIVE_STATUSES.includes(status)) return [];
  if (waitingSince) return ['WAITING_FOR_SHOP'];
  return assigneeId === null ? [] : ['WAITING_FOR_CUSTOMER'];
}

/** Every number that a ticket is part of. */
function placesOf(ticket: Counted): [CountKind, string, string][] {
  const { status, assigneeId, customerId, topicId } = ticket;
  const waiting = waitingOf(ticket);
  const owners: [CountKind, string][] = [
    ['SHOP', ''],
    ['CUSTOMER', customerId],
    assigneeId === null ? ['UNASSIGNED', topicId ?? ''] : ['ASSIGNEE', assigneeId],
  ];
  return [
    ...owners.flatMap((owner) => [status, ...waiting].map((bucket): [CountKind, string, string] => [...owner, bucket])),
    ...waiting.map((bucket): [CountKind, string, string] => ['TOPIC', topicId ?? '', bucket]),
  ];
}

/** Keeps the numbers of tickets true: in the unit of work of each event, by what the ticket was and what it is. */
export class TicketCounter {
  private readonly counts: SlottedCounts;

  constructor(database: Database) {
    this.counts = new SlottedCounts(database, 'ticket_counts', ['kind', 'ownerId', 'bucket']);
  }

  /** For `EventLog.alongside`. */
  async record(stream: Stream, _event: EventRow, before: Stream | null): Promise<void> {
    if (!(stream instanceof Ticket)) return;
    if (before instanceof Ticket) await this.add(before, -1);
    await this.add(stream, 1);
  }

  /** Has the numbers include what the caller's unit of work did so far. */
  settle(): Promise<void> {
    return this.counts.write();
  }

  private async add(ticket: Counted, by: number): Promise<void> {
    for (const place of placesOf(ticket)) await this.counts.add(place, by, SLOTS[place[0]]);
  }
}

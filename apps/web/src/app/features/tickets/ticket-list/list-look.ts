import { LIMITS, TicketPriority, TicketStatus } from '@ccr/domain';
import type { TicketFilter, TicketOrder, WaitingFor } from '#graphql';
import { asDay, endOf, startOf } from '../../../ui';
import { LAST_ACTIVE_FIRST, MOST_URGENT_FIRST } from './ticket-question';

/** What staff look for in a list, as it stands in the address; what is none of ours is as if it were not there. */
export interface ListLook {
  /** Words that are in them. */
  readonly text?: string | undefined;
  readonly topic?: string | undefined;
  readonly priority?: string | undefined;
  readonly status?: string | undefined;
  /** For whom it waits: `shop` or `customer`. */
  readonly waiting?: string | undefined;
  readonly tag?: string | undefined;
  readonly assignee?: string | undefined;
  readonly customer?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly sort?: string | undefined;
}

/** One way to sort a list: its key in the address, its words, and what it asks the server for. */
interface SortWay {
  readonly key: string;
  readonly words: string;
  readonly orderBy: TicketOrder;
}

const DUE: SortWay = { key: 'due', words: 'Answer due first', orderBy: MOST_URGENT_FIRST };
const ACTIVE: SortWay = { key: 'active', words: 'Last activity', orderBy: LAST_ACTIVE_FIRST };

export const SORT_WAYS: readonly SortWay[] = [
  DUE,
  ACTIVE,
  { key: 'quiet', words: 'Longest quiet', orderBy: { field: 'LAST_ACTIVITY', direction: 'ASC' } },
  { key: 'urgent', words: 'Most urgent', orderBy: { field: 'PRIORITY', direction: 'DESC' } },
  { key: 'newest', words: 'Newest', orderBy: { field: 'RAISED', direction: 'DESC' } },
  { key: 'oldest', words: 'Oldest', orderBy: { field: 'RAISED', direction: 'ASC' } },
];

/** The way that the address names, else the one of the place: what is due first where it is known, and the latest first. */
export const sortWay = (key: string | undefined, byUrgency = false): SortWay =>
  SORT_WAYS.find((way) => way.key === key) ?? (byUrgency ? DUE : ACTIVE);

export const priorityOf = (key: string | undefined): TicketPriority | undefined => Object.values(TicketPriority).find((one) => one === key);
export const statusOf = (key: string | undefined): TicketStatus | undefined => Object.values(TicketStatus).find((one) => one === key);

/** What to look for in the tickets; nothing where there is no word in it. */
export function textOf({ text = '' }: ListLook): string {
  const asked = text.trim().slice(0, LIMITS.search.text);
  return /[\p{L}\p{N}]/u.test(asked) ? asked : '';
}

const WAITING: Readonly<Record<string, WaitingFor>> = { shop: 'SHOP', customer: 'CUSTOMER' };

/** What is asked for beside what the tab asks for. */
export function toFilter({ topic, priority, status, waiting, tag, assignee, customer, since, until }: ListLook): TicketFilter {
  const [wanted, stands, from, to] = [priorityOf(priority), statusOf(status), asDay(since), asDay(until)];
  const waitingFor = WAITING[waiting ?? ''];
  return {
    ...(topic && { topicId: topic }),
    ...(wanted && { priority: [wanted] }),
    ...(stands && { status: [stands] }),
    ...(waitingFor && { waitingFor }),
    ...(tag?.trim() && { tag: tag.trim() }),
    ...(assignee && { assigneeId: assignee }),
    ...(customer && { customerId: customer }),
    ...(from && { raisedSince: startOf(from).toISOString() }),
    ...(to && { raisedUntil: endOf(to).toISOString() }),
  };
}

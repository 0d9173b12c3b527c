import { ACTIVE_STATUSES, answerDue, urgencyOf, type TicketPriority, type TicketStatus } from '@ccr/domain';
import type { TicketCardFieldsFragment, TicketFilter, TicketOrder, WaitingFor } from '#graphql';

/** What a list asks the server for. */
export interface TicketQuestion {
  readonly filter: TicketFilter;
  readonly orderBy: TicketOrder;
  /** What is looked for in them: then those that fit best come first. */
  readonly text?: string;
}

/** The order of a list that asks for no other. */
export const LAST_ACTIVE_FIRST: TicketOrder = { field: 'LAST_ACTIVITY', direction: 'DESC' };

/** By when an answer is due, those that nobody waits for last. */
export const MOST_URGENT_FIRST: TicketOrder = { field: 'URGENCY', direction: 'ASC' };

const isOneOf = <T>(wanted: T | readonly T[] | null | undefined, value: T | null): boolean =>
  wanted == null || (value !== null && [wanted].flat().includes(value));

const isOrIsNot = (wanted: boolean | null | undefined, value: boolean): boolean => wanted == null || wanted === value;

function waits({ status, waitingSince, assignee }: TicketCardFieldsFragment, wanted: WaitingFor | null | undefined): boolean {
  if (wanted == null) return true;
  if (wanted === 'SHOP') return waitingSince !== null;
  return waitingSince === null && assignee !== null && ACTIVE_STATUSES.includes(status as TicketStatus);
}

const hasTag = ({ tags }: TicketCardFieldsFragment, wanted: string | null | undefined): boolean =>
  wanted == null || (tags?.includes(wanted.toLowerCase()) ?? false);

const wasRaisedWithin = (at: number, { raisedSince, raisedUntil }: TicketFilter): boolean =>
  (raisedSince == null || at >= Date.parse(raisedSince)) && (raisedUntil == null || at <= Date.parse(raisedUntil));

/** The same question that the server answers with the filter. */
export function belongs(ticket: TicketCardFieldsFragment, filter: TicketFilter): boolean {
  return (
    isOneOf(filter.status, ticket.status) &&
    isOneOf(filter.priority, ticket.priority) &&
    isOneOf(filter.topicId, ticket.topic?.id ?? null) &&
    isOneOf(filter.assigneeId, ticket.assignee?.id ?? null) &&
    isOneOf(filter.customerId, ticket.customer.id) &&
    isOrIsNot(filter.assigned, ticket.assignee !== null) &&
    isOrIsNot(filter.unread, ticket.unread > 0) &&
    waits(ticket, filter.waitingFor) &&
    hasTag(ticket, filter.tag) &&
    wasRaisedWithin(Date.parse(ticket.createdAt), filter)
  );
}

/** The numbers that an order goes by, as the server has them. */
const KEYS: Readonly<Record<TicketOrder['field'], (ticket: TicketCardFieldsFragment) => number[]>> = {
  LAST_ACTIVITY: ({ lastActivityAt }) => [Date.parse(lastActivityAt)],
  RAISED: ({ createdAt }) => [Date.parse(createdAt)],
  URGENCY: ({ waitingSince, priority }) => [
    answerDue(waitingSince === null ? null : new Date(waitingSince), priority as TicketPriority).getTime(),
  ],
  PRIORITY: ({ priority, lastActivityAt }) => [urgencyOf(priority as TicketPriority), Date.parse(lastActivityAt)],
};

/** Whether the one stands before the other in that order. */
export function isBefore(one: TicketCardFieldsFragment, other: TicketCardFieldsFragment, { field, direction }: TicketOrder): boolean {
  const [mine, theirs] = [KEYS[field](one), KEYS[field](other)];
  const difference = mine.map((key, index) => key - (theirs[index] ?? 0)).find((value) => value !== 0);
  const isLess = difference === undefined ? one.id < other.id : difference < 0;
  return direction === 'ASC' ? isLess : !isLess;
}

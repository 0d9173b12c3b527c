import { ACTIVE_STATUSES, answerDue, LIMITS, type TicketPriority, TicketStatus } from '@ccr/domain';
import type { Ticket } from './ticket.entity';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The columns that tell whether the customer waits, and how a ticket goes to its end. */
export type TicketTimes = Pick<Ticket, 'waitingSince' | 'answerBy' | 'firstReplyAt' | 'resolvedAt' | 'closesAt'>;

type Before = TicketTimes & Pick<Ticket, 'status' | 'priority'>;

/** What happens to a ticket, as far as these columns are concerned. What is left out stays as it was. */
export interface Happening {
  readonly at: Date;
  /** The customer waits for the shop since then: they write now, or they have waited in a ticket that was merged into it. */
  readonly waitsSince?: Date | null;
  /** Someone of the staff answers. What nobody wrote just now is no answer. */
  readonly answered?: boolean;
  readonly status?: TicketStatus;
  readonly priority?: TicketPriority;
  /** For what becomes RESOLVED: after how many days it closes. */
  readonly autoCloseDays?: number;
}

/** Where a ticket stands while it is not the shop's turn. */
const NOT_OURS: readonly TicketStatus[] = [TicketStatus.PENDING, TicketStatus.RESOLVED, TicketStatus.CLOSED];

const earlier = (one: Date | null, other: Date): Date => (one !== null && one < other ? one : other);

/** The columns after it happened. The one place that computes them: it goes along with every event that changes one. */
export function timesAfter(before: Before, happening: Happening): TicketTimes {
  const waitingSince = waitingAfter(before, happening);
  return {
    waitingSince,
    answerBy: answerDue(waitingSince, happening.priority ?? before.priority),
    firstReplyAt: happening.answered ? (before.firstReplyAt ?? happening.at) : before.firstReplyAt,
    ...endAfter(before, happening),
  };
}

/** Whoever waits goes on waiting from when they began, until they are answered or it is not the shop's turn any more. */
function waitingAfter(before: Before, { at, answered, waitsSince, status = before.status }: Happening): Date | null {
  const isMoved = status !== before.status;
  if (answered || (isMoved && NOT_OURS.includes(status))) return null;
  const isOursAgain = isMoved && NOT_OURS.includes(before.status);
  const since = waitsSince ?? (isOursAgain ? at : null);
  return since === null ? before.waitingSince : earlier(before.waitingSince, since);
}

function endAfter(before: Before, { at, status = before.status, autoCloseDays }: Happening): Pick<Ticket, 'resolvedAt' | 'closesAt'> {
  const { resolvedAt, closesAt } = before;
  if (ACTIVE_STATUSES.includes(status)) return { resolvedAt: null, closesAt: null };
  if (status === before.status) return { resolvedAt, closesAt };
  if (status === TicketStatus.CLOSED) return { resolvedAt, closesAt: null };
  return { resolvedAt: at, closesAt: new Date(at.getTime() + (autoCloseDays ?? LIMITS.autoClose.defaultDays) * DAY_MS) };
}

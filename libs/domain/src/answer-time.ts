import { TicketPriority } from './ticket-priority';

const HOUR_MS = 60 * 60 * 1000;

/** How long a customer may wait for an answer, in milliseconds, before those of a lower priority who wait as long for their own. */
const ALLOWED_MS: Readonly<Record<TicketPriority, number>> = {
  [TicketPriority.URGENT]: HOUR_MS,
  [TicketPriority.HIGH]: 4 * HOUR_MS,
  [TicketPriority.NORMAL]: 24 * HOUR_MS,
  [TicketPriority.LOW]: 72 * HOUR_MS,
};

/** What stands for a time when nobody waits: after all others. */
export const NOBODY_WAITS = new Date('9999-12-31T00:00:00.000Z');

/**
 * By when an answer is due: what priority and waiting make together, as one moment that tickets are ordered by, the
 * earliest first. `NOBODY_WAITS` when nobody does.
 */
export const answerDue = (waitingSince: Date | null, priority: TicketPriority): Date =>
  waitingSince === null ? NOBODY_WAITS : new Date(waitingSince.getTime() + ALLOWED_MS[priority]);

import { LIMITS } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import type { Ticket } from '../ticket.entity';
import { may, sees } from '../ticket.policy';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Whoever merges answers for both tickets: what was asked in one is answered in the other. */
export const mayMerge = (viewer: Viewer, source: Ticket, target: Ticket): boolean =>
  may(viewer, 'merge', source) && may(viewer, 'reply', target);

/** Whether it was merged so short a time ago that it can be taken out again. */
export const isUnmergeable = ({ mergedAt }: Pick<Ticket, 'mergedAt'>, now: Date): boolean =>
  mergedAt !== null && now.getTime() < mergedAt.getTime() + LIMITS.merge.days * DAY_MS;

/** What was merged into a ticket is a part of it: whoever sees the one sees the other there. */
export const seesBeside = (viewer: Viewer, other: Ticket, beside: Pick<Ticket, 'id'>): boolean =>
  other.mergedIntoId === beside.id || sees(viewer, other);

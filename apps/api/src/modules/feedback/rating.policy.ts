import { CLOSED_STATUSES, LIMITS, Role, scopesAllow } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Ticket } from '../tickets';
import type { Rating } from './rating.entity';

const DAY = 24 * 60 * 60 * 1000;

/** Only its customer rates a ticket; a program of theirs, when it may. */
export const mayRate = ({ id, role, credential }: Viewer, { customerId }: Pick<Ticket, 'customerId'>): boolean =>
  role === Role.CUSTOMER &&
  customerId === id &&
  (credential.kind !== 'token' || scopesAllow(credential.scopes, 'ticket.rate'));

/** There is something to rate once the ticket is solved. One that was merged is not: it goes on in another one. */
export const isRatable = ({ status, mergedIntoId }: Pick<Ticket, 'status' | 'mergedIntoId'>): boolean =>
  CLOSED_STATUSES.includes(status) && mergedIntoId === null;

/** Until when a rating can be changed: so long after it was first given. */
export const changeableUntil = ({ createdAt }: Pick<Rating, 'createdAt'>): Date =>
  new Date(createdAt.getTime() + LIMITS.rating.changeDays * DAY);

/** Whether a rating can be given, or the one that there is be changed. */
export const isStillOpen = (rating: Pick<Rating, 'createdAt'> | null, now: Date): boolean =>
  rating === null || now < changeableUntil(rating);

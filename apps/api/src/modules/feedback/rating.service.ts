import { LIMITS } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { forbidden } from '../../platform/errors';
import type { EventLog } from '../../platform/events';
import type { Throttle } from '../../platform/throttle';
import { type Ticket, ticketConflict, type TicketService } from '../tickets';
import { ticketRated } from './feedback.events';
import { Rating } from './rating.entity';
import { isRatable, isStillOpen, mayRate } from './rating.policy';

/** What a customer gives the help. */
export interface NewRating {
  readonly ticketId: string;
  readonly score: number;
  readonly comment?: string | null | undefined;
}

/** What customers give the help on their tickets. */
export class RatingService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly clock: Clock,
    private readonly tickets: TicketService,
    private readonly attempts: Throttle,
  ) {}

  /** Whether the viewer may give or change a rating now. */
  canRateNow(viewer: Viewer, ticket: Ticket, rating: Rating | null): boolean {
    return mayRate(viewer, ticket) && isRatable(ticket) && isStillOpen(rating, this.clock.now());
  }

  /**
   * Rates a ticket, or changes its rating. The same once more does nothing.
   * @throws UserError RATE_LIMITED, NOT_FOUND, FORBIDDEN, or CONFLICT when the ticket is not solved or the time to change it is over.
   */
  async rate(viewer: Viewer, { ticketId, score, comment }: NewRating): Promise<{ rating: Rating; ticket: Ticket }> {
    await this.attempts.count(viewer.id); // each change is an event that people are told of
    let rating = new Rating();
    const ticket = await this.tickets.hold(viewer, ticketId, async (ticket) => {
      rating = await this.keep(viewer, ticket, score, comment?.trim() || null);
    });
    return { rating, ticket };
  }

  private async keep(viewer: Viewer, ticket: Ticket, score: number, comment: string | null): Promise<Rating> {
    if (!mayRate(viewer, ticket)) throw forbidden();
    if (!isRatable(ticket)) throw ticketConflict(viewer, ticket, 'You can rate the help once the ticket is solved.');
    const now = this.clock.now();
    const before = await this.database.repository(Rating).findOneBy({ ticketId: ticket.id });
    if (before?.score === score && before.comment === comment) return before;
    if (!isStillOpen(before, now)) {
      throw ticketConflict(viewer, ticket, `A rating can be changed for ${LIMITS.rating.changeDays} days. This one stays as it is.`);
    }
    const rating = Object.assign(new Rating(), { ticketId: ticket.id, score, comment, createdAt: before?.createdAt ?? now, updatedAt: now });
    await this.database.manager.save(rating);
    await this.events.record(ticket, ticketRated(viewer.id, score), this.tickets.touched(ticket, now));
    return rating;
  }
}

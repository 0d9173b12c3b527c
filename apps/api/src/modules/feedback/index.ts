import type { Platform } from '../../platform/platform';
import { Throttle } from '../../platform/throttle';
import type { PersonalDataSource } from '../accounts';
import type { Tickets } from '../tickets';
import { feedbackData } from './feedback.data';
import { Feedback } from './feedback.entity';
import { FeedbackQueries } from './feedback.queries';
import { FeedbackResolver } from './feedback.resolver';
import { FeedbackService } from './feedback.service';
import { Rating } from './rating.entity';
import { RatingAbilityResolver, RatingResolver, TicketRatedResolver, TicketRatingResolver } from './rating.resolver';
import { RatingService } from './rating.service';

export { FeedbackEvent } from './feedback.events';
export { averageRating } from './rating.queries';
export { Rating } from './rating.entity';

export const feedbackEntities = [Rating, Feedback];
export const feedbackResolvers = [
  RatingResolver,
  TicketRatingResolver,
  RatingAbilityResolver,
  TicketRatedResolver,
  FeedbackResolver,
] as const;

const AN_HOUR = 60 * 60;

/** What people think of the help, and of the help desk. */
export interface FeedbackModule {
  readonly ratings: RatingService;
  readonly feedback: FeedbackService;
  readonly resolvers: readonly object[];
  readonly dataSources: readonly PersonalDataSource[];
}

export function createFeedback(platform: Platform, { tickets }: Tickets): FeedbackModule {
  const { database, events, clock, redis } = platform;
  const hourly = (name: string, attempts: number): Throttle => new Throttle({ name, attempts, perSeconds: AN_HOUR }, redis);
  const ratings = new RatingService(database, events, clock, tickets, hourly('rating', 60));
  const feedback = new FeedbackService(platform, hourly('feedback', 10));
  return {
    ratings,
    feedback,
    dataSources: feedbackData(database),
    resolvers: [
      new RatingResolver(ratings),
      new TicketRatingResolver(),
      new RatingAbilityResolver(ratings),
      new TicketRatedResolver(),
      new FeedbackResolver(feedback, new FeedbackQueries(database)),
    ],
  };
}

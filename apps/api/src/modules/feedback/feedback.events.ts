import type { Fact } from '../../platform/events';

/** What this module tells. The rating happens to the ticket and is shown there; the rest happens to who sent the feedback. */
export const FeedbackEvent = {
  ticketRated: 'TicketRated',
  feedbackSent: 'FeedbackSent',
  feedbackAnswered: 'FeedbackAnswered',
  feedbackDone: 'FeedbackDone',
} as const;

/** A customer gave the help a score, or changed it. What they said with it stays with the rating. */
export const ticketRated = (actorId: string, score: number): Fact => ({ type: FeedbackEvent.ticketRated, actorId, data: { score } });

export const feedbackSent = (actorId: string, feedbackId: string): Fact => ({ type: FeedbackEvent.feedbackSent, actorId, data: { feedbackId } });

/** The author is told by mail. */
export const feedbackAnswered = (actorId: string, feedbackId: string): Fact => ({
  type: FeedbackEvent.feedbackAnswered,
  actorId,
  data: { feedbackId },
});

export const feedbackDone = (actorId: string, feedbackId: string, done: boolean): Fact => ({
  type: FeedbackEvent.feedbackDone,
  actorId,
  internal: true,
  data: { feedbackId, done },
});

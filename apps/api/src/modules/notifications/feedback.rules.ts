import type { EventRow } from '../../platform/events';
import { FeedbackEvent } from '../feedback';
import type { Telling } from './notification.rules';

/** Who sent feedback, on whose stream this is, is told that there is an answer. */
export const feedbackTellings = ({ type, streamId: recipientId }: EventRow): Telling[] =>
  type === FeedbackEvent.feedbackAnswered ? [{ recipientId, kind: 'feedbackAnswered' }] : [];

import { LIMITS } from '@ccr/domain';
import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';
import { connectionOf } from '../../platform/paging';
import { Ticket, TicketEvent } from '../tickets';
import { Feedback } from './feedback.entity';
import { Rating } from './rating.entity';

const { min, max, comment } = LIMITS.rating;
const WRONG_SCORE = { message: `Choose a score from ${min} to ${max}.` };

@InputType({ description: 'What you give the help on a ticket. It takes the place of what you gave before.' })
export class RateTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;

  @Field(() => Int, { description: `From ${min}, very bad, to ${max}, very good.` })
  @Min(min, WRONG_SCORE)
  @Max(max, WRONG_SCORE)
  score!: number;

  @TextField({ label: 'The comment', description: 'What you want to say about it. Left out, there is none.', max: comment, optional: true })
  comment?: string | null;
}

@ObjectType({ description: 'The ticket is rated.', simpleResolvers: true })
export class RateTicketPayload {
  @Field(() => Rating, { description: 'What you gave.' })
  rating!: Rating;

  @Field(() => Ticket, { description: 'The ticket as it now is.' })
  ticket!: Ticket;
}

@ObjectType({ implements: TicketEvent, description: 'Its customer gave the help a score, or changed it.', simpleResolvers: true })
export class TicketRated extends TicketEvent {}

export const FeedbackConnection = connectionOf<Feedback>('Feedback', () => Feedback);

@InputType({ description: 'Which feedback to list.' })
export class FeedbackFilter {
  @Field(() => Boolean, { nullable: true, description: 'Only what was, or was not, put aside as done.' })
  done?: boolean | null;
}

@InputType({ description: 'What you tell the admins about the help desk.' })
export class SendFeedbackInput {
  @TextField({ label: 'The feedback', description: 'Plain text.', max: LIMITS.feedback.body })
  body!: string;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@InputType({ description: 'What you answer to someone who sent feedback.' })
export class AnswerFeedbackInput {
  @Field(() => ID, { description: 'The feedback.' })
  feedbackId!: string;

  @TextField({ label: 'The answer', description: 'Plain text.', max: LIMITS.feedback.answer })
  answer!: string;
}

@InputType({ description: 'Which feedback is done, or is not.' })
export class MarkFeedbackDoneInput {
  @Field(() => ID, { description: 'The feedback.' })
  feedbackId!: string;

  @Field(() => Boolean, { description: 'False takes it back.' })
  done!: boolean;
}

/** A payload that brings the feedback as it now is. No type of the API: the payloads below are. */
@ObjectType({ simpleResolvers: true })
abstract class FeedbackPayload {
  @Field(() => Feedback, { description: 'The feedback as it now is.' })
  feedback!: Feedback;
}

@ObjectType({ description: 'The admins have your feedback.', simpleResolvers: true })
export class SendFeedbackPayload extends FeedbackPayload {}

@ObjectType({ description: 'The feedback has an answer.', simpleResolvers: true })
export class AnswerFeedbackPayload extends FeedbackPayload {}

@ObjectType({ description: 'The feedback is done, or no longer.', simpleResolvers: true })
export class MarkFeedbackDonePayload extends FeedbackPayload {}

import { LIMITS, roleAllows } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type GraphqlContext, type SignedInContext } from '../../platform/graphql';
import { type Connection } from '../../platform/paging';
import { User } from '../accounts';
import { Feedback } from './feedback.entity';
import type { FeedbackQueries } from './feedback.queries';
import type { FeedbackService } from './feedback.service';
import {
  AnswerFeedbackInput,
  AnswerFeedbackPayload,
  FeedbackConnection,
  FeedbackFilter,
  MarkFeedbackDoneInput,
  MarkFeedbackDonePayload,
  SendFeedbackInput,
  SendFeedbackPayload,
} from './feedback.types';

@Resolver(() => Feedback)
export class FeedbackResolver {
  constructor(
    private readonly service: FeedbackService,
    private readonly queries: FeedbackQueries,
  ) {}

  @Authorized('feedback.read')
  @Query(() => FeedbackConnection, { description: 'What customers and agents say about the help desk, the newest first. For admins.' })
  feedback(
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
    @Arg('filter', () => FeedbackFilter, { nullable: true, description: 'Which of it.' }) filter?: FeedbackFilter,
  ): Promise<Connection<Feedback>> {
    return this.queries.all(filter ?? {}, { first, after });
  }

  @Authorized('feedback.send')
  @Query(() => FeedbackConnection, { description: 'What you have sent, the newest first, with the answers. For customers and agents.' })
  myFeedback(
    @Ctx() { viewer }: SignedInContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
  ): Promise<Connection<Feedback>> {
    return this.queries.own(viewer, { first, after });
  }

  @Authorized('feedback.send')
  @Mutation(() => SendFeedbackPayload, { description: 'Tells the admins what you think, ten times an hour at most. For customers and agents.' })
  async sendFeedback(@Arg('input') input: SendFeedbackInput, @Ctx() { viewer }: SignedInContext): Promise<SendFeedbackPayload> {
    return { feedback: await this.service.send(viewer, input) };
  }

  @Authorized('feedback.manage')
  @Mutation(() => AnswerFeedbackPayload, { description: 'Answers, once; the author is told by mail. For admins.' })
  async answerFeedback(
    @Arg('input') { feedbackId, answer }: AnswerFeedbackInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<AnswerFeedbackPayload> {
    return { feedback: await this.service.answer(viewer, feedbackId, answer) };
  }

  @Authorized('feedback.manage')
  @Mutation(() => MarkFeedbackDonePayload, { description: 'Puts feedback aside as done, or takes that back. For admins.' })
  async markFeedbackDone(
    @Arg('input') { feedbackId, done }: MarkFeedbackDoneInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<MarkFeedbackDonePayload> {
    return { feedback: await this.service.markDone(viewer, feedbackId, done) };
  }

  @FieldResolver(() => Boolean, { nullable: true, description: 'Whether an admin has put it aside as done. Null unless you are an admin.' })
  done(@Root() { done }: Feedback, @Ctx() { viewer }: SignedInContext): boolean | null {
    return roleAllows(viewer.role, 'feedback.read') ? done : null;
  }

  @FieldResolver(() => User, { description: 'Who sent it.' })
  author(@Root() { authorId }: Feedback, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return loaders.byId(User, authorId);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who answered it.' })
  answeredBy(@Root() { answeredById }: Feedback, @Ctx() { loaders }: GraphqlContext): Promise<User | null> {
    return answeredById === null ? Promise.resolve(null) : loaders.byId(User, answeredById);
  }
}

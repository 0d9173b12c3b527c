import type { Viewer } from '../../platform/auth';
import { notFound, UserError } from '../../platform/errors';
import type { Platform } from '../../platform/platform';
import type { Throttle } from '../../platform/throttle';
import { User } from '../accounts';
import { Feedback } from './feedback.entity';
import { feedbackAnswered, feedbackDone, feedbackSent } from './feedback.events';

/** What someone tells the admins. */
export interface NewFeedback {
  readonly body: string;
  readonly clientMutationId?: string | null | undefined;
}

/** What customers and agents tell the admins, and what becomes of it. */
export class FeedbackService {
  constructor(
    private readonly platform: Platform,
    private readonly perPerson: Throttle,
  ) {}

  /** @throws UserError RATE_LIMITED when someone sends too much; a retry is none. */
  async send(viewer: Viewer, { body, clientMutationId }: NewFeedback): Promise<Feedback> {
    const { database, events, idempotency, clock } = this.platform;
    const attempt = { viewer, operation: 'sendFeedback', clientMutationId, admit: () => this.perPerson.count(viewer.id) };
    const id = await idempotency.once(attempt, async (id) => {
      const author = await database.findAndLock(User, { id: viewer.id });
      if (!author) throw new Error(`No person ${viewer.id}`);
      const nothing = { answer: null, answeredAt: null, answeredById: null, done: false };
      const feedback = { id, authorId: author.id, body: body.trim(), createdAt: clock.now(), ...nothing };
      await database.manager.insert(Feedback, feedback);
      await events.record(author, feedbackSent(viewer.id, id));
    });
    return database.repository(Feedback).findOneByOrFail({ id });
  }

  /** Answers, once: the author has had the mail. @throws UserError NOT_FOUND, or CONFLICT when it has another answer. */
  answer(viewer: Viewer, feedbackId: string, typed: string): Promise<Feedback> {
    const { clock, events } = this.platform;
    const answer = typed.trim();
    return this.change(feedbackId, async (feedback, author) => {
      if (feedback.answer === answer) return;
      if (feedback.answer !== null) throw new UserError('CONFLICT', 'This feedback has an answer already. Look at it again.');
      await this.set(feedback, { answer, answeredAt: clock.now(), answeredById: viewer.id });
      await events.record(author, feedbackAnswered(viewer.id, feedback.id));
    });
  }

  /** Puts it aside as done, or takes that back. @throws UserError NOT_FOUND. */
  markDone(viewer: Viewer, feedbackId: string, done: boolean): Promise<Feedback> {
    return this.change(feedbackId, async (feedback, author) => {
      if (feedback.done === done) return;
      await this.set(feedback, { done });
      await this.platform.events.record(author, feedbackDone(viewer.id, feedback.id, done));
    });
  }

  /** Holds the author and the feedback, always in this order. */
  private async change(id: string, work: (feedback: Feedback, author: User) => Promise<void>): Promise<Feedback> {
    const { database } = this.platform;
    const known = await database.repository(Feedback).findOneBy({ id });
    if (!known) throw notFound('feedback');
    return database.unitOfWork(async () => {
      const author = await database.findAndLock(User, { id: known.authorId });
      const feedback = await database.findAndLock(Feedback, { id: known.id });
      if (!author || !feedback) throw notFound('feedback');
      await work(feedback, author);
      return feedback;
    });
  }

  private async set(feedback: Feedback, changes: Partial<Feedback>): Promise<void> {
    await this.platform.database.manager.update(Feedback, { id: feedback.id }, changes);
    Object.assign(feedback, changes);
  }
}

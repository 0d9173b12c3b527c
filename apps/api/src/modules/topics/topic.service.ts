import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate, newId } from '../../platform/database';
import { badInput, notFound } from '../../platform/errors';
import type { Idempotency } from '../../platform/idempotency';
import { Topic } from './topic.entity';

/** What the first start offers, so that the first customer has something to choose. */
const FIRST_TOPICS = ['Payments', 'Delivery', 'Returns', 'Products'];

/** For people, and the same on every engine: databases differ in what they take for the same name and what for less. */
const { compare } = new Intl.Collator('en');
export const byName = (one: Topic, other: Topic): number => compare(one.name, other.name);
const { compare: difference } = new Intl.Collator('en', { sensitivity: 'base' });

const TAKEN = badInput('input.name', 'There is a topic of this name already.');
const ARCHIVED = badInput('input.name', 'There is an archived topic of this name. Bring it back, or choose another name.');

/** What is to be different about a topic. */
export interface TopicChange {
  readonly topicId: string;
  readonly name?: string | null | undefined;
  /** Null or blank for none. */
  readonly firstAnswer?: string | null | undefined;
}

/** Makes topics, lists them, changes them, and puts them aside. */
export class TopicService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** The topics that are offered for tickets, by name. */
  async offered(): Promise<Topic[]> {
    return (await this.list()).filter(({ archived }) => !archived);
  }

  /**
   * The topic that someone chose for a ticket: one that is offered, the one that it has already, or none. Compares here
   * rather than in SQL: databases differ in whether they tell upper from lower case.
   * @throws UserError BAD_USER_INPUT at `input.topicId`.
   */
  async chosen(asked: string | null | undefined, present: string | null = null): Promise<string | null> {
    if (asked == null || asked === present) return asked ?? null;
    if ((await this.offered()).some(({ id }) => id === asked)) return asked;
    throw badInput('input.topicId', 'This topic does not exist any more. Choose another one.');
  }

  /** All topics by name, also the archived ones. There are tens of them, not thousands. */
  async list(): Promise<Topic[]> {
    const topics = await this.database.repository(Topic).find();
    return topics.sort(byName);
  }

  /** @throws UserError BAD_USER_INPUT when there is a topic of that name. */
  async create(viewer: Viewer, input: { readonly name: string; readonly clientMutationId?: string | null }): Promise<Topic> {
    const { name, clientMutationId } = input;
    const attempt = { viewer, operation: 'createTopic', clientMutationId };
    const id = await this.idempotency.once(attempt, (id) => this.insert(id, name.trim()));
    return this.database.repository(Topic).findOneByOrFail({ id });
  }

  /** What is left out stays as it is. @throws UserError NOT_FOUND, or BAD_USER_INPUT when another topic has that name. */
  update(viewer: Viewer, { topicId, name, firstAnswer }: TopicChange): Promise<Topic> {
    return this.change(topicId, async (topic) => {
      if (name != null) await this.rename(topic, name.trim());
      if (firstAnswer !== undefined) await this.answerAtOnce(viewer, topic, firstAnswer?.trim() || null);
    });
  }

  /** Offers it no longer, or again. Twice is as good as once. @throws UserError NOT_FOUND. */
  archive(topicId: string, archived: boolean): Promise<Topic> {
    return this.change(topicId, async (topic) => {
      if (topic.archived === archived) return;
      topic.archivedAt = archived ? this.clock.now() : null;
      await this.database.manager.update(Topic, { id: topic.id }, { archivedAt: topic.archivedAt });
    });
  }

  async ensureFirstTopics(): Promise<void> {
    await this.database.unitOfWork(async () => {
      if (await this.database.repository(Topic).exists()) return;
      for (const name of FIRST_TOPICS) await this.insert(newId(), name);
    });
  }

  private async rename(topic: Topic, name: string): Promise<void> {
    await this.insistOnNew(name, topic.id);
    await this.unlessTaken(() => this.database.manager.update(Topic, { id: topic.id }, { name }));
    topic.name = name;
  }

  /** Whoever changes the words answers for them from then on. */
  private async answerAtOnce({ id }: Viewer, topic: Topic, firstAnswer: string | null): Promise<void> {
    if (firstAnswer === topic.firstAnswer) return;
    const changes = { firstAnswer, firstAnswerById: firstAnswer === null ? null : id };
    await this.database.manager.update(Topic, { id: topic.id }, changes);
    Object.assign(topic, changes);
  }

  private change(topicId: string, work: (topic: Topic) => Promise<void>): Promise<Topic> {
    return this.database.unitOfWork(async () => {
      const topic = await this.database.findAndLock(Topic, { id: topicId });
      if (!topic) throw notFound('topic');
      await work(topic);
      return topic;
    });
  }

  private async insert(id: string, name: string): Promise<void> {
    await this.insistOnNew(name);
    const topic = Object.assign(new Topic(), { id, name, createdAt: this.clock.now(), archivedAt: null, firstAnswer: null, firstAnswerById: null });
    await this.unlessTaken(() => this.database.manager.insert(Topic, topic));
  }

  private async insistOnNew(name: string, except?: string): Promise<void> {
    const same = (await this.list()).find((topic) => topic.id !== except && difference(topic.name, name) === 0);
    if (same) throw same.archived ? ARCHIVED : TAKEN;
  }

  /** Someone else may be faster: the index decides. */
  private async unlessTaken(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      throw isDuplicate(error) ? TAKEN : error;
    }
  }
}

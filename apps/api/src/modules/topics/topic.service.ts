import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate, newId } from '../../platform/database';
import { badInput } from '../../platform/errors';
import type { Idempotency } from '../../platform/idempotency';
import { Topic } from './topic.entity';

/** What the first start offers, so that the first customer has something to choose. */
const FIRST_TOPICS = ['Payments', 'Delivery', 'Returns', 'Products'];

/** For people, and the same on every engine: databases differ in what they take for the same name and what for less. */
const byName = new Intl.Collator('en').compare;
const { compare: difference } = new Intl.Collator('en', { sensitivity: 'base' });

/** Makes topics and lists them. */
export class TopicService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** All topics by name. There are tens of them, not thousands. */
  async list(): Promise<Topic[]> {
    const topics = await this.database.repository(Topic).find();
    return topics.sort((one, other) => byName(one.name, other.name));
  }

  /** @throws UserError BAD_USER_INPUT when there is a topic of that name. */
  async create(viewer: Viewer, input: { readonly name: string; readonly clientMutationId?: string | null }): Promise<Topic> {
    const { name, clientMutationId } = input;
    const attempt = { viewer, operation: 'createTopic', clientMutationId };
    const id = await this.idempotency.once(attempt, (id) => this.insert(id, name.trim()));
    return this.database.repository(Topic).findOneByOrFail({ id });
  }

  async ensureFirstTopics(): Promise<void> {
    await this.database.unitOfWork(async () => {
      if (await this.database.repository(Topic).exists()) return;
      for (const name of FIRST_TOPICS) await this.insert(newId(), name);
    });
  }

  private async insert(id: string, name: string): Promise<void> {
    const taken = badInput('input.name', 'There is a topic of this name already.');
    if ((await this.list()).some((topic) => difference(topic.name, name) === 0)) throw taken;
    try {
      const topic = Object.assign(new Topic(), { id, name, createdAt: this.clock.now() });
      await this.database.manager.insert(Topic, topic);
    } catch (error) {
      throw isDuplicate(error) ? taken : error; // someone else was faster
    }
  }
}

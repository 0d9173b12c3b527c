import { In } from 'typeorm';
import type { Clock } from '../../platform/clock';
import type { Database } from '../../platform/database';
import { badInput } from '../../platform/errors';
import { ExpertTopic } from './expert-topic.entity';
import type { TopicService } from './topic.service';

/** Who is expert in which topics. */
export class Experts {
  constructor(
    private readonly database: Database,
    private readonly topics: TopicService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes these the agent's topics, in the caller's unit of work. Resolves to whether they are others than before.
   * @throws UserError BAD_USER_INPUT at `input.topicIds` when one of them is none of ours.
   */
  async setTopics(agentId: string, topicIds: readonly string[]): Promise<boolean> {
    const known = new Set((await this.topics.list()).map(({ id }) => id));
    const wanted = [...new Set(topicIds)];
    if (!wanted.every((id) => known.has(id))) {
      throw badInput('input.topicIds', 'One of these topics does not exist any more. Choose again.');
    }
    const before = new Set((await this.database.repository(ExpertTopic).findBy({ agentId })).map(({ topicId }) => topicId));
    if (before.size === wanted.length && wanted.every((id) => before.has(id))) return false;
    const createdAt = this.clock.now();
    await this.database.manager.delete(ExpertTopic, { agentId });
    if (wanted.length > 0) {
      await this.database.repository(ExpertTopic).insert(wanted.map((topicId) => ({ agentId, topicId, createdAt })));
    }
    return true;
  }

  /** The ids of those who are expert in any of the topics. */
  async idsIn(topicIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.repository(ExpertTopic).findBy({ topicId: In([...topicIds]) });
    return [...new Set(rows.map(({ agentId }) => agentId))];
  }
}

import { In } from 'typeorm';
import type { Database } from '../../platform/database';
import type { PersonalDataSource } from '../accounts';
import { ExpertTopic } from './expert-topic.entity';
import { Topic } from './topic.entity';

/** What someone is expert in. */
export const expertiseData = (database: Database): PersonalDataSource => ({
  name: 'expertTopics',
  of: async ({ id }) => {
    const rows = await database.repository(ExpertTopic).findBy({ agentId: id });
    const topics = await database.repository(Topic).findBy({ id: In(rows.map(({ topicId }) => topicId)) });
    const names = new Map(topics.map((topic) => [topic.id, topic.name]));
    return rows.map(({ topicId, createdAt }) => ({ topic: names.get(topicId) ?? null, since: createdAt }));
  },
  erase: async ({ id }) => void (await database.manager.delete(ExpertTopic, { agentId: id })),
});

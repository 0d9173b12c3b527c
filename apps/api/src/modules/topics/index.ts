import type { Platform } from '../../platform/platform';
import { Topic } from './topic.entity';
import { TopicResolver } from './topic.resolver';
import { TopicService } from './topic.service';

export { Topic } from './topic.entity';
export type { TopicService } from './topic.service';

export const topicEntities = [Topic];
export const topicResolvers = [TopicResolver] as const;

/** What tickets are about. */
export interface Topics {
  readonly topics: TopicService;
  readonly resolvers: readonly object[];
}

export function createTopics({ database, idempotency, clock }: Platform): Topics {
  const topics = new TopicService(database, idempotency, clock);
  return { topics, resolvers: [new TopicResolver(topics)] };
}

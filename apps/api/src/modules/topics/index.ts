import type { Platform } from '../../platform/platform';
import type { PersonalDataSource } from '../accounts';
import { ExpertTopic } from './expert-topic.entity';
import { ExpertResolver, TopicExpertsResolver } from './expert.resolver';
import { expertiseData } from './expertise.data';
import { Experts } from './experts';
import { firstAnswerData } from './first-answer.data';
import { FirstAnswerResolver } from './first-answer.resolver';
import { Topic } from './topic.entity';
import { TopicResolver } from './topic.resolver';
import { TopicService } from './topic.service';

export { ExpertTopic } from './expert-topic.entity';
export { Topic } from './topic.entity';
export type { Experts } from './experts';
export type { TopicService } from './topic.service';

export const topicEntities = [Topic, ExpertTopic];
export const topicResolvers = [TopicResolver, FirstAnswerResolver, ExpertResolver, TopicExpertsResolver] as const;

/** What tickets are about. */
export interface Topics {
  readonly topics: TopicService;
  readonly experts: Experts;
  readonly resolvers: readonly object[];
  readonly dataSources: readonly PersonalDataSource[];
}

export function createTopics({ database, idempotency, clock }: Platform): Topics {
  const topics = new TopicService(database, idempotency, clock);
  return {
    topics,
    experts: new Experts(database, topics, clock),
    resolvers: [new TopicResolver(topics), new FirstAnswerResolver(), new ExpertResolver(), new TopicExpertsResolver()],
    dataSources: [expertiseData(database), firstAnswerData(database)],
  };
}

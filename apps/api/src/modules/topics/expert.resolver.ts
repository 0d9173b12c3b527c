import { isStaff } from '@ccr/domain';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { type GraphqlContext } from '../../platform/graphql';
import { isActiveStaff, User } from '../accounts';
import { ExpertTopic } from './expert-topic.entity';
import { Topic } from './topic.entity';
import { byName } from './topic.service';

/** What the topics of one person are counted as: more than most have. */
const TOPICS_OF_ONE = 10;

/** What people are expert in, next to what else there is to know of them. */
@Resolver(() => User)
export class ExpertResolver {
  @FieldResolver(() => [Topic], {
    complexity: ({ childComplexity }) => 1 + TOPICS_OF_ONE * (1 + childComplexity),
    description: 'What they are expert in, by name.',
  })
  async topics(@Root() { id }: User, @Ctx() { loaders }: GraphqlContext): Promise<Topic[]> {
    const rows = await loaders.manyBy(ExpertTopic, 'agentId', id);
    const topics = await Promise.all(rows.map(({ topicId }) => loaders.byId(Topic, topicId)));
    return topics.filter((topic) => topic !== null).sort(byName);
  }
}

/** Who answers for a topic, next to what it is called. */
@Resolver(() => Topic)
export class TopicExpertsResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'How many active agents and admins are expert in it. Null unless you are staff.' })
  async expertCount(@Root() { id }: Topic, @Ctx() { viewer, loaders }: GraphqlContext): Promise<number | null> {
    if (!viewer || !isStaff(viewer.role)) return null;
    const rows = await loaders.manyBy(ExpertTopic, 'topicId', id);
    const experts = await Promise.all(rows.map(({ agentId }) => loaders.byId(User, agentId)));
    return experts.filter((person) => person !== null && isActiveStaff(person)).length;
  }
}

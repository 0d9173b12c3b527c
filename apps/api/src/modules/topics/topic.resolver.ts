import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext, TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';
import { Topic } from './topic.entity';
import type { TopicService } from './topic.service';

@InputType({ description: 'A new topic.' })
class CreateTopicInput {
  @TextField({ label: 'The name', description: 'What customers choose from.', max: LIMITS.topic.name, oneLine: true })
  name!: string;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@ObjectType({ description: 'The topic that was made.', simpleResolvers: true })
class CreateTopicPayload {
  @Field(() => Topic, { description: 'The topic.' })
  topic!: Topic;
}

@Resolver()
export class TopicResolver {
  constructor(private readonly service: TopicService) {}

  @Authorized('topic.read')
  @Query(() => [Topic], { description: 'All topics by name.' })
  topics(): Promise<Topic[]> {
    return this.service.list();
  }

  @Authorized('topic.create')
  @Mutation(() => CreateTopicPayload, { description: 'Makes a topic. For admins.' })
  async createTopic(@Arg('input') input: CreateTopicInput, @Ctx() { viewer }: SignedInContext): Promise<CreateTopicPayload> {
    return { topic: await this.service.create(viewer, input) };
  }
}

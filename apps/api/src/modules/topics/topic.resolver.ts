import { isStaff, LIMITS } from '@ccr/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { forbidden } from '../../platform/errors';
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

@InputType({ description: 'What is to be different about a topic.' })
class UpdateTopicInput {
  @Field(() => ID, { description: 'The topic.' })
  topicId!: string;

  @TextField({ label: 'The name', description: 'What customers choose from.', max: LIMITS.topic.name, optional: true, notBlank: true, oneLine: true })
  name?: string | null;

  @TextField({
    label: 'The first answer',
    description: 'What is answered at once to whoever raises a ticket in it. Empty or null for nothing; left out, it stays.',
    max: LIMITS.topic.firstAnswer,
    optional: true,
  })
  firstAnswer?: string | null;
}

@ObjectType({ description: 'The topic was changed.', simpleResolvers: true })
class UpdateTopicPayload {
  @Field(() => Topic, { description: 'The topic as it now is.' })
  topic!: Topic;
}

@InputType({ description: 'Which topic is no longer to be offered.' })
class ArchiveTopicInput {
  @Field(() => ID, { description: 'The topic.' })
  topicId!: string;
}

@ObjectType({ description: 'The topic is no longer offered.', simpleResolvers: true })
class ArchiveTopicPayload {
  @Field(() => Topic, { description: 'The topic as it now is.' })
  topic!: Topic;
}

@InputType({ description: 'Which topic is to be offered again.' })
class UnarchiveTopicInput {
  @Field(() => ID, { description: 'The topic.' })
  topicId!: string;
}

@ObjectType({ description: 'The topic is offered again.', simpleResolvers: true })
class UnarchiveTopicPayload {
  @Field(() => Topic, { description: 'The topic as it now is.' })
  topic!: Topic;
}

@Resolver()
export class TopicResolver {
  constructor(private readonly service: TopicService) {}

  @Authorized('topic.read')
  @Query(() => [Topic], { description: 'The topics that are offered for tickets, by name.' })
  topics(
    @Ctx() { viewer }: SignedInContext,
    @Arg('includeArchived', () => Boolean, { defaultValue: false, description: 'Also those that are no longer offered. For the staff.' })
    includeArchived: boolean,
  ): Promise<Topic[]> {
    if (includeArchived && !isStaff(viewer.role)) throw forbidden('Only the staff see topics that are no longer offered.');
    return includeArchived ? this.service.list() : this.service.offered();
  }

  @Authorized('topic.create')
  @Mutation(() => CreateTopicPayload, { description: 'Makes a topic. For admins.' })
  async createTopic(@Arg('input') input: CreateTopicInput, @Ctx() { viewer }: SignedInContext): Promise<CreateTopicPayload> {
    return { topic: await this.service.create(viewer, input) };
  }

  @Authorized('topic.manage')
  @Mutation(() => UpdateTopicPayload, { description: 'Renames a topic, also on the tickets that have it, or sets what is answered first. For admins.' })
  async updateTopic(@Arg('input') input: UpdateTopicInput, @Ctx() { viewer }: SignedInContext): Promise<UpdateTopicPayload> {
    return { topic: await this.service.update(viewer, input) };
  }

  @Authorized('topic.manage')
  @Mutation(() => ArchiveTopicPayload, { description: 'Offers a topic no longer; tickets that have it keep it. For admins.' })
  async archiveTopic(@Arg('input') { topicId }: ArchiveTopicInput): Promise<ArchiveTopicPayload> {
    return { topic: await this.service.archive(topicId, true) };
  }

  @Authorized('topic.manage')
  @Mutation(() => UnarchiveTopicPayload, { description: 'Offers a topic again. For admins.' })
  async unarchiveTopic(@Arg('input') { topicId }: UnarchiveTopicInput): Promise<UnarchiveTopicPayload> {
    return { topic: await this.service.archive(topicId, false) };
  }
}

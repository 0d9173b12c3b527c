import { LIMITS, SHORTCUT_PATTERN } from '@ccr/domain';
import { Matches } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext, TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';
import { CannedReply } from './canned-reply.entity';
import type { CannedReplyService } from './canned-reply.service';

const { title, shortcut, body } = LIMITS.cannedReply;

/** What is in a canned reply. No type of the API: the inputs below are. */
@InputType()
abstract class CannedReplyFields {
  @TextField({ label: 'The title', description: 'What it is called.', max: title, oneLine: true })
  title!: string;

  @TextField({ label: 'The shortcut', description: 'What it is found by: small letters, digits, hyphens. Unique among your own, or among those for everybody.', max: shortcut })
  @Matches(SHORTCUT_PATTERN, { message: 'Use small letters, digits and hyphens.' })
  shortcut!: string;

  @TextField({ label: 'The text', description: 'What is in double braces is filled by who uses it.', max: body })
  body!: string;
}

@InputType({ description: 'A new canned reply.' })
class CreateCannedReplyInput extends CannedReplyFields {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is for the whole staff. Only admins make those.' })
  shared!: boolean;

  @ClientMutationIdField()
  clientMutationId?: string | null;
}

@ObjectType({ description: 'The canned reply was made.', simpleResolvers: true })
class CreateCannedReplyPayload {
  @Field(() => CannedReply, { description: 'The canned reply.' })
  cannedReply!: CannedReply;
}

@InputType({ description: 'What is to be in a canned reply instead.' })
class UpdateCannedReplyInput extends CannedReplyFields {
  @Field(() => ID, { description: 'The canned reply.' })
  cannedReplyId!: string;
}

@ObjectType({ description: 'The canned reply was changed.', simpleResolvers: true })
class UpdateCannedReplyPayload {
  @Field(() => CannedReply, { description: 'The canned reply as it now is.' })
  cannedReply!: CannedReply;
}

@InputType({ description: 'Which canned reply is to go.' })
class DeleteCannedReplyInput {
  @Field(() => ID, { description: 'The canned reply.' })
  cannedReplyId!: string;
}

@ObjectType({ description: 'The canned reply is gone.', simpleResolvers: true })
class DeleteCannedReplyPayload {
  @Field(() => ID, { description: 'Which one it was.' })
  cannedReplyId!: string;
}

@Resolver()
export class CannedReplyResolver {
  constructor(private readonly service: CannedReplyService) {}

  @Authorized('cannedReply.use')
  @Query(() => [CannedReply], { description: "Your own canned replies and everybody's, by title. For staff." })
  cannedReplies(@Ctx() { viewer }: SignedInContext): Promise<CannedReply[]> {
    return this.service.list(viewer);
  }

  @Authorized('cannedReply.use')
  @Mutation(() => CreateCannedReplyPayload, { description: 'Keeps a text to answer with. For staff.' })
  async createCannedReply(@Arg('input') input: CreateCannedReplyInput, @Ctx() { viewer }: SignedInContext): Promise<CreateCannedReplyPayload> {
    return { cannedReply: await this.service.create(viewer, input) };
  }

  @Authorized('cannedReply.use')
  @Mutation(() => UpdateCannedReplyPayload, { description: "Changes one of your own canned replies; an admin also everybody's." })
  async updateCannedReply(
    @Arg('input') { cannedReplyId, ...words }: UpdateCannedReplyInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<UpdateCannedReplyPayload> {
    return { cannedReply: await this.service.update(viewer, cannedReplyId, words) };
  }

  @Authorized('cannedReply.use')
  @Mutation(() => DeleteCannedReplyPayload, { description: "Deletes one of your own canned replies; an admin also everybody's." })
  async deleteCannedReply(
    @Arg('input') { cannedReplyId }: DeleteCannedReplyInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<DeleteCannedReplyPayload> {
    await this.service.delete(viewer, cannedReplyId);
    return { cannedReplyId };
  }
}

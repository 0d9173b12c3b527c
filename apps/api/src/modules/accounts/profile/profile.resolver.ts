import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { User } from '../people/user.entity';
import { UpdateProfileInput } from './profile.inputs';
import type { ProfileService } from './profile.service';

@ObjectType({ description: 'You, as you are now.', simpleResolvers: true })
class UpdateProfilePayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@Resolver()
export class ProfileResolver {
  constructor(private readonly profiles: ProfileService) {}

  @Authorized('account.manage')
  @Mutation(() => UpdateProfilePayload, { description: 'Changes your name, mobile number, language or time zone.' })
  async updateProfile(@Arg('input') input: UpdateProfileInput, @Ctx() { viewer }: SignedInContext): Promise<UpdateProfilePayload> {
    return { viewer: await this.profiles.update(viewer, input) };
  }
}

import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { PASSWORD_WORK } from '../people/passwords';
import { User } from '../people/user.entity';
import { ResetSecondFactorInput } from './second-factor.inputs';
import type { SecondFactorResets } from './second-factor-reset.service';

@ObjectType({ description: 'Signing in needs their password only, and they are signed out everywhere.', simpleResolvers: true })
class ResetSecondFactorPayload {
  @Field(() => User, { description: 'The person.' })
  user!: User;
}

@Resolver()
export class SecondFactorResetResolver {
  constructor(private readonly resets: SecondFactorResets) {}

  @Authorized('shop.manage')
  @Mutation(() => ResetSecondFactorPayload, {
    complexity: PASSWORD_WORK,
    description: 'Takes away the second factor of someone who has lost it, and signs them out everywhere; they are told by mail. For admins.',
  })
  async resetSecondFactor(
    @Arg('input') { userId, password }: ResetSecondFactorInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<ResetSecondFactorPayload> {
    return { user: await this.resets.reset(viewer, userId, password, client) };
  }
}

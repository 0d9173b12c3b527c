import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { PASSWORD_WORK } from '../people/passwords';
import { User } from '../people/user.entity';
import { handOver } from '../sessions/hand-over';
import { ChangePasswordInput } from './password.inputs';
import type { PasswordService } from './password.service';

@ObjectType({ description: 'You, with another password. Your other sessions have ended.', simpleResolvers: true })
class ChangePasswordPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@Resolver()
export class PasswordResolver {
  constructor(private readonly passwords: PasswordService) {}

  @Authorized('account.secure')
  @Mutation(() => ChangePasswordPayload, {
    complexity: PASSWORD_WORK,
    description: 'Gives you another password and ends your other sessions. Ten times an hour. Access tokens go on: revoke those that you do not know.',
  })
  async changePassword(@Arg('input') input: ChangePasswordInput, @Ctx() context: SignedInContext): Promise<ChangePasswordPayload> {
    const cookie = context.sessionCookie();
    return handOver(await this.passwords.change(context.viewer, input, context.client), cookie, context);
  }
}

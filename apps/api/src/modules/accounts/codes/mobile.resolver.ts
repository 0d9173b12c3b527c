import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized, Public } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { PASSWORD_WORK } from '../people/passwords';
import { User } from '../people/user.entity';
import { RequestMobileCodeInput, VerifyMobileInput } from './code.inputs';
import type { MobileVerification } from './mobile-verification.service';

@ObjectType({ description: 'A code is on its way to your mobile number.', simpleResolvers: true })
class RequestMobileCodePayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@ObjectType({ description: 'Text messages are known to reach you.', simpleResolvers: true })
class VerifyMobilePayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@Resolver()
export class MobileResolver {
  constructor(
    private readonly mobiles: MobileVerification,
    private readonly hasSms: boolean,
  ) {}

  @Public()
  @Query(() => Boolean, { description: 'Whether the shop sends text messages. Without it, none can be had.' })
  smsAvailable(): boolean {
    return this.hasSms;
  }

  @Authorized('account.manage')
  @Mutation(() => RequestMobileCodePayload, {
    complexity: PASSWORD_WORK,
    description: 'Sends a code to your mobile number, good for ten minutes, to show with `verifyMobile` that it is yours. Another number has to be confirmed anew.',
  })
  async requestMobileCode(
    @Arg('input') { password }: RequestMobileCodeInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<RequestMobileCodePayload> {
    await this.mobiles.request(viewer, password, client);
    return { ok: true };
  }

  @Authorized('account.manage')
  @Mutation(() => VerifyMobilePayload, {
    description: 'Shows, by the code, that text messages reach you. From then on codes to reset your password may go there. Shown already, it does nothing.',
  })
  async verifyMobile(@Arg('input') { code }: VerifyMobileInput, @Ctx() { viewer, client }: SignedInContext): Promise<VerifyMobilePayload> {
    return { viewer: await this.mobiles.verify(viewer, code, client) };
  }
}

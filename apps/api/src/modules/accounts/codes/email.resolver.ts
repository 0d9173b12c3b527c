import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { PASSWORD_WORK } from '../people/passwords';
import { User } from '../people/user.entity';
import { ConfirmEmailChangeInput, RequestEmailChangeInput, VerifyEmailInput } from './code.inputs';
import type { EmailChanges } from './email-change.service';
import type { EmailVerification } from './email-verification.service';

@ObjectType({ description: 'Mail is known to reach you.', simpleResolvers: true })
class VerifyEmailPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@ObjectType({ description: 'A new code is on its way.', simpleResolvers: true })
class ResendEmailVerificationPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@ObjectType({ description: 'A code is on its way to the new address.', simpleResolvers: true })
class RequestEmailChangePayload {
  @Field(() => User, { description: 'You. The address that waits is `pendingEmail`.' })
  viewer!: User;
}

@ObjectType({ description: 'The new address is yours.', simpleResolvers: true })
class ConfirmEmailChangePayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@ObjectType({ description: 'The address stays as it is.', simpleResolvers: true })
class CancelEmailChangePayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@Resolver()
export class EmailResolver {
  constructor(
    private readonly verification: EmailVerification,
    private readonly changes: EmailChanges,
  ) {}

  @Authorized('account.secure')
  @Mutation(() => VerifyEmailPayload, { description: 'Shows, by the mailed code, that mail reaches you. Shown already, it does nothing.' })
  async verifyEmail(@Arg('input') { code }: VerifyEmailInput, @Ctx() { viewer, client }: SignedInContext): Promise<VerifyEmailPayload> {
    return { viewer: await this.verification.verify(viewer, code, client) };
  }

  @Authorized('account.secure')
  @Mutation(() => ResendEmailVerificationPayload, { description: 'Mails another code to show that mail reaches you. Shown already, it does nothing.' })
  async resendEmailVerification(@Ctx() { viewer, client }: SignedInContext): Promise<ResendEmailVerificationPayload> {
    await this.verification.resend(viewer, client);
    return { ok: true };
  }

  @Authorized('account.manage')
  @Mutation(() => RequestEmailChangePayload, {
    complexity: PASSWORD_WORK,
    description: 'Mails a code to the address that you want to have. The one before stays until the code comes back.',
  })
  async requestEmailChange(
    @Arg('input') input: RequestEmailChangeInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<RequestEmailChangePayload> {
    return { viewer: await this.changes.request(viewer, input, client) };
  }

  @Authorized('account.manage')
  @Mutation(() => ConfirmEmailChangePayload, { description: 'Takes the new address, and tells the one before.' })
  async confirmEmailChange(
    @Arg('input') { code }: ConfirmEmailChangeInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<ConfirmEmailChangePayload> {
    return { viewer: await this.changes.confirm(viewer, code, client) };
  }

  @Authorized('account.manage')
  @Mutation(() => CancelEmailChangePayload, { description: 'Keeps the address that you have. The code that was mailed is good for nothing then.' })
  async cancelEmailChange(@Ctx() { viewer }: SignedInContext): Promise<CancelEmailChangePayload> {
    return { viewer: await this.changes.cancel(viewer) };
  }
}

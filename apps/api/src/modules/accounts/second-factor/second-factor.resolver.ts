import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { PASSWORD_WORK } from '../people/passwords';
import { User } from '../people/user.entity';
import { handOver } from '../sessions/hand-over';
import { ConfirmSecondFactorInput, DisableSecondFactorInput, RenewRecoveryCodesInput, StartSecondFactorInput } from './second-factor.inputs';
import type { SecondFactorService } from './second-factor.service';

@ObjectType({ description: 'What your authenticator app needs.', simpleResolvers: true })
class StartSecondFactorPayload {
  @Field(() => String, { description: 'Base32, to be typed in.' })
  secret!: string;

  @Field(() => String, { description: 'otpauth://…, to be shown as a QR code.' })
  uri!: string;
}

@ObjectType({ description: 'Signing in needs the second factor from now on. Your other sessions have ended.', simpleResolvers: true })
class ConfirmSecondFactorPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;

  @Field(() => [String], { description: 'They stand in for the app, each once; shown only here.' })
  recoveryCodes!: string[];
}

@ObjectType({ description: 'Signing in needs no second factor any more.', simpleResolvers: true })
class DisableSecondFactorPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@ObjectType({ description: 'Your recovery codes from before are good for nothing.', simpleResolvers: true })
class RenewRecoveryCodesPayload {
  @Field(() => [String], { description: 'They stand in for the app, each once; shown only here.' })
  recoveryCodes!: string[];
}

@Resolver()
export class SecondFactorResolver {
  constructor(private readonly secondFactor: SecondFactorService) {}

  @Authorized('account.secure')
  @Mutation(() => StartSecondFactorPayload, {
    complexity: PASSWORD_WORK,
    description: 'Makes a secret for your authenticator app. Nothing changes until `confirmSecondFactor`, within the hour.',
  })
  startSecondFactor(
    @Arg('input') { password }: StartSecondFactorInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<StartSecondFactorPayload> {
    return this.secondFactor.start(viewer, password, client);
  }

  @Authorized('account.secure')
  @Mutation(() => ConfirmSecondFactorPayload, {
    description: 'Switches the second factor on: renews your session, ends your others and makes recovery codes.',
  })
  async confirmSecondFactor(
    @Arg('input') { code }: ConfirmSecondFactorInput,
    @Ctx() context: SignedInContext,
  ): Promise<ConfirmSecondFactorPayload> {
    const cookie = context.sessionCookie();
    const { begun, recoveryCodes } = await this.secondFactor.confirm(context.viewer, code, context.client);
    return { ...handOver(begun, cookie, context), recoveryCodes };
  }

  @Authorized('account.secure')
  @Mutation(() => DisableSecondFactorPayload, {
    complexity: PASSWORD_WORK,
    description:
      'Switches the second factor off, renews your session, ends your others and closes the sockets of your access tokens. Where the shop insists on one, staff have to set one up again before anything else.',
  })
  async disableSecondFactor(
    @Arg('input') input: DisableSecondFactorInput,
    @Ctx() context: SignedInContext,
  ): Promise<DisableSecondFactorPayload> {
    const cookie = context.sessionCookie();
    return handOver(await this.secondFactor.disable(context.viewer, input, context.client), cookie, context);
  }

  @Authorized('account.secure')
  @Mutation(() => RenewRecoveryCodesPayload, { complexity: PASSWORD_WORK, description: 'Makes new recovery codes instead of the old ones.' })
  async renewRecoveryCodes(
    @Arg('input') input: RenewRecoveryCodesInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<RenewRecoveryCodesPayload> {
    return { recoveryCodes: await this.secondFactor.renewRecoveryCodes(viewer, input, client) };
  }
}

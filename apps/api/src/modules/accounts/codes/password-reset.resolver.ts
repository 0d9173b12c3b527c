import { NotificationChannel } from '@ccr/domain';
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Public } from '../../../platform/auth';
import { badInput } from '../../../platform/errors';
import { type GraphqlContext } from '../../../platform/graphql';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { normalizeEmail } from '../people/new-user';
import { PASSWORD_WORK } from '../people/passwords';
import { RequestPasswordResetInput, ResetPasswordInput } from './code.inputs';
import type { PasswordResets } from './password-reset.service';

@ObjectType({ description: 'If the address has an account, a code is on its way.', simpleResolvers: true })
class RequestPasswordResetPayload {
  @Field(() => Boolean, { description: 'Always true, whether or not the address has an account.' })
  ok!: boolean;
}

@ObjectType({ description: 'Sign in with the new password.', simpleResolvers: true })
class ResetPasswordPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

/** How often one may try, whatever the address: over it, known and unknown ones are refused alike. */
export interface ResetThrottles {
  readonly requestsPerNetwork: Throttle;
  readonly requestsPerAddress: Throttle;
  readonly resetsPerNetwork: Throttle;
}

@Resolver()
export class PasswordResetResolver {
  constructor(
    private readonly resets: PasswordResets,
    private readonly throttles: ResetThrottles,
    private readonly hasSms: boolean,
  ) {}

  @Public()
  @Mutation(() => RequestPasswordResetPayload, {
    description:
      'Sends a code to choose another password with, if the address has an account: by mail, or with SMS to its mobile number if that was confirmed, else by mail too. The answer tells none of it.',
  })
  async requestPasswordReset(
    @Arg('input') { email, channel }: RequestPasswordResetInput,
    @Ctx() { client }: GraphqlContext,
  ): Promise<RequestPasswordResetPayload> {
    if (channel === NotificationChannel.SMS && !this.hasSms) throw badInput('input.channel', 'This shop sends no text messages. Have the code mailed.');
    const network = networkOf(client.ip);
    await this.throttles.requestsPerNetwork.count(network);
    await this.throttles.requestsPerAddress.count(`${normalizeEmail(email)} ${network}`);
    await this.resets.request(email, channel, client);
    return { ok: true };
  }

  @Public()
  @Mutation(() => ResetPasswordPayload, {
    complexity: PASSWORD_WORK,
    description:
      'Chooses another password with the code. All sessions and access tokens end, and nobody is signed in: sign in with the new password.',
  })
  async resetPassword(@Arg('input') input: ResetPasswordInput, @Ctx() { client }: GraphqlContext): Promise<ResetPasswordPayload> {
    await this.throttles.resetsPerNetwork.count(networkOf(client.ip));
    await this.resets.reset(input, client);
    return { ok: true };
  }
}

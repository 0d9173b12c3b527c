import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Authorized, Public } from '../../../platform/auth';
import { type GraphqlContext, type SignedInContext } from '../../../platform/graphql';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { PASSWORD_WORK } from '../people/passwords';
import type { Entrance } from '../sessions/entrance';
import { AcceptInvitationInput, ResendInvitationInput } from './agent.inputs';
import { AcceptInvitationPayload, Invitation, ResendInvitationPayload } from './agent.types';
import type { InvitationService } from './invitation.service';

@Resolver()
export class InvitationResolver {
  constructor(
    private readonly invitations: InvitationService,
    private readonly entrance: Entrance,
    private readonly attempts: Throttle,
  ) {}

  @Public()
  @Query(() => Invitation, { nullable: true, description: 'Null when the link is used, replaced or older than 72 hours.' })
  async invitation(
    @Arg('token', () => String, { description: "From the mail's link." }) token: string,
    @Ctx() { client }: GraphqlContext,
  ): Promise<Invitation | null> {
    await this.attempts.count(networkOf(client.ip));
    const found = await this.invitations.find(token);
    return found && { name: found.user.name, email: found.user.email, expiresAt: found.expiresAt };
  }

  @Public()
  @Mutation(() => AcceptInvitationPayload, {
    complexity: PASSWORD_WORK,
    description: 'Gives you your first password and signs you in: the answer sets a cookie.',
  })
  async acceptInvitation(
    @Arg('input') { token, password }: AcceptInvitationInput,
    @Ctx() context: GraphqlContext,
  ): Promise<AcceptInvitationPayload> {
    const cookie = context.sessionCookie();
    await this.attempts.count(networkOf(context.client.ip));
    const user = await this.invitations.accept(token, password, context.client);
    return this.entrance.welcome(user, cookie, context);
  }

  @Authorized('agent.manage')
  @Mutation(() => ResendInvitationPayload, { description: 'Invites someone once more who has not come in yet. For admins.' })
  async resendInvitation(
    @Arg('input') { agentId }: ResendInvitationInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<ResendInvitationPayload> {
    return { agent: await this.invitations.resend(viewer, agentId, client) };
  }
}

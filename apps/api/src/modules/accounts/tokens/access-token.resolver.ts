import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { AccessToken } from './access-token.entity';
import type { AccessTokenService } from './access-token.service';
import { CreateAccessTokenInput, RevokeAccessTokenInput } from './access-token.inputs';

@ObjectType({ description: 'The token that was made.', simpleResolvers: true })
class CreateAccessTokenPayload {
  @Field(() => AccessToken, { description: 'What is kept of it.' })
  accessToken!: AccessToken;

  @Field(() => String, { description: 'The secret, shown only here. Send it as `Authorization: Bearer …`.' })
  token!: string;
}

@ObjectType({ description: 'The token is of no use any more.', simpleResolvers: true })
class RevokeAccessTokenPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@Resolver()
export class AccessTokenResolver {
  constructor(private readonly tokens: AccessTokenService) {}

  @Authorized('accessToken.manage')
  @Query(() => [AccessToken], { description: 'Your own tokens, newest first; you can have 50.' })
  accessTokens(@Ctx() { viewer }: SignedInContext): Promise<AccessToken[]> {
    return this.tokens.list(viewer);
  }

  @Authorized('accessToken.manage')
  @Mutation(() => CreateAccessTokenPayload, { description: 'Makes a token for a program that acts for you: at most 50.' })
  createAccessToken(
    @Arg('input') input: CreateAccessTokenInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<CreateAccessTokenPayload> {
    return this.tokens.create(viewer, input, client);
  }

  @Authorized('accessToken.manage')
  @Mutation(() => RevokeAccessTokenPayload, { description: 'Ends one of your tokens and closes its sockets.' })
  async revokeAccessToken(
    @Arg('input') { accessTokenId }: RevokeAccessTokenInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<RevokeAccessTokenPayload> {
    await this.tokens.revoke(viewer, accessTokenId, client);
    return { ok: true };
  }
}

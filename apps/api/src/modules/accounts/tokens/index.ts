import type { AccountsCore, Part } from '../core';
import { AccessToken } from './access-token.entity';
import { AccessTokenResolver } from './access-token.resolver';
import { RateLimitResolver } from './rate-limit.resolver';

export const tokenEntities = [AccessToken];
export const tokenResolvers = [AccessTokenResolver, RateLimitResolver] as const;

/** The tokens of programs. */
export const createTokens = ({ tokens }: AccountsCore): Part => ({ resolvers: [new AccessTokenResolver(tokens), new RateLimitResolver()] });

import type { CredentialSource } from '../../platform/auth';
import type { Platform } from '../../platform/platform';
import { Throttle } from '../../platform/throttle';
import { AccessToken } from './access-token.entity';
import { AccessTokenResolver } from './access-token.resolver';
import { AccessTokenService } from './access-token.service';
import { AccountService } from './account.service';
import { AgentQueries } from './agent.queries';
import { AgentResolver } from './agent.resolver';
import { Session } from './session.entity';
import { SessionResolver } from './session.resolver';
import { SessionService } from './session.service';
import { User } from './user.entity';
import { UserResolver } from './user.resolver';

export { AccountEvent } from './account.events';
export { User } from './user.entity';

export const accountEntities = [User, Session, AccessToken];
export const accountResolvers = [SessionResolver, UserResolver, AgentResolver, AccessTokenResolver] as const;

const HOUR = 60 * 60;

/** People, sign-in, sessions and access tokens. */
export interface Accounts {
  readonly accounts: AccountService;
  readonly credentials: CredentialSource;
  readonly resolvers: readonly object[];
}

export function createAccounts({ database, events, idempotency, live, clock, redis }: Platform): Accounts {
  const throttle = (name: string, attempts: number, perSeconds: number): Throttle =>
    new Throttle({ name, attempts, perSeconds }, redis);
  const accounts = new AccountService(database, events, idempotency, clock);
  const throttles = {
    perPerson: throttle('sign-in-person', 10, HOUR / 4),
    perAddress: throttle('sign-in-address', 100, HOUR / 4),
  };
  const sessions = new SessionService(database, accounts, throttles, live, clock);
  const tokens = new AccessTokenService(database, live, clock);
  return {
    accounts,
    credentials: {
      bySession: (secret) => sessions.authenticate(secret),
      byToken: (secret) => tokens.authenticate(secret),
    },
    resolvers: [
      new SessionResolver(accounts, sessions, throttle('sign-up', 60, HOUR)),
      new UserResolver(),
      new AgentResolver(accounts, new AgentQueries(database)),
      new AccessTokenResolver(tokens),
    ],
  };
}

import type { Credential, CredentialSource } from '../../platform/auth';
import type { Platform } from '../../platform/platform';
import type { Worker } from '../../platform/queue';
import { agentResolvers, createAgents } from './agents';
import type { AgentService } from './agents/agent.service';
import type { ExpertTopics } from './agents/expert-topics';
import type { InvitationService } from './agents/invitation.service';
import { codeEntities, codeResolvers, createCodes } from './codes';
import type { EmailVerification } from './codes/email-verification.service';
import { createCore } from './core';
import { OperatorService } from './operator/operator.service';
import type { AccountService } from './people/account.service';
import { User } from './people/user.entity';
import { UserResolver } from './people/user.resolver';
import { createProfile, profileResolvers } from './profile';
import type { PersonalData } from './profile/personal-data';
import { createSecondFactor, secondFactorEntities, secondFactorResolvers } from './second-factor';
import type { ShopSettings } from './second-factor/shop-settings.entity';
import { createSecurityLog, securityLogEntities, securityLogResolvers } from './security-log';
import { createSessions, sessionEntities, sessionResolvers } from './sessions';
import { createTokens, tokenEntities, tokenResolvers } from './tokens';

export { AccountEvent } from './account.events';
export { isActiveStaff } from './people/account-state';
export { lockViewer } from './people/lock-viewer';
export { hashPassword } from './people/passwords';
export { OneTimeCode } from './codes/one-time-code.entity';
export { User } from './people/user.entity';
export { Session } from './sessions/session.entity';
export type { PersonalDataSource } from './profile/personal-data';
export { isTimeZone } from './profile/profile.inputs';
export { SecurityEventType } from './security-log/security-event-type';
export { SecurityLog } from './security-log/security-log';

export const accountEntities = [
  User,
  ...sessionEntities,
  ...tokenEntities,
  ...codeEntities,
  ...secondFactorEntities,
  ...securityLogEntities,
];
export const accountResolvers = [
  UserResolver,
  ...sessionResolvers,
  ...tokenResolvers,
  ...agentResolvers,
  ...codeResolvers,
  ...secondFactorResolvers,
  ...profileResolvers,
  ...securityLogResolvers,
] as const;

/** People, how they come in and what they hold. */
export interface Accounts {
  readonly accounts: AccountService;
  readonly agents: AgentService;
  readonly invitations: InvitationService;
  readonly verification: EmailVerification;
  /** For the person at a terminal of the server. */
  readonly operator: OperatorService;
  readonly credentials: CredentialSource;
  readonly personalData: PersonalData;
  /** What admins have decided for the whole shop, as it is now. */
  readonly shopSettings: { read(): Promise<ShopSettings> };
  readonly resolvers: readonly object[];
  readonly workers: readonly Worker[];
}

/** `experts` is of the topics, which come later in the order of the modules. */
export function createAccounts(platform: Platform, experts: ExpertTopics): Accounts {
  const core = createCore(platform);
  const codes = createCodes(core);
  const secondFactor = createSecondFactor(core);
  const profile = createProfile(core);
  const agents = createAgents(core, experts);
  const parts = [codes, secondFactor, profile, agents, createSessions(core, secondFactor.check), createTokens(core), createSecurityLog(core)];
  return {
    accounts: core.accounts,
    agents: agents.service,
    invitations: agents.invitations,
    verification: codes.verification,
    operator: new OperatorService(core),
    credentials: {
      bySession: (secret) => core.sessions.authenticate(secret),
      byToken: (secret) => core.tokens.authenticate(secret),
      current: async (all) => {
        const idsOf = (kind: Credential['kind']): string[] => all.filter((one) => one.kind === kind).map(({ id }) => id);
        return [...(await core.sessions.current(idsOf('session'))), ...(await core.tokens.current(idsOf('token')))];
      },
    },
    personalData: profile.personalData,
    shopSettings: secondFactor.settings,
    resolvers: [new UserResolver(core.codes), ...parts.flatMap((part) => part.resolvers)],
    workers: parts.flatMap((part) => part.workers ?? []),
  };
}

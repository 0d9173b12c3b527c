import { type AccountsCore, HOUR, type Part } from '../core';
import { AgentAccessService } from './agent-access.service';
import { AgentQueries } from './agent.queries';
import { AgentResolver } from './agent.resolver';
import { AgentService } from './agent.service';
import type { ExpertTopics } from './expert-topics';
import { InvitationResolver } from './invitation.resolver';
import { InvitationService } from './invitation.service';

export const agentResolvers = [AgentResolver, InvitationResolver] as const;

/** What else the agents' part brings. */
interface Agents extends Part {
  readonly service: AgentService;
  readonly invitations: InvitationService;
}

/** Agents and admins, as admins manage them. */
export function createAgents(core: AccountsCore, experts: ExpertTopics): Agents {
  const invitations = new InvitationService(core);
  const service = new AgentService(core, experts, invitations);
  const queries = new AgentQueries(core.platform.database, experts);
  const attempts = core.throttle('invitation', 60, HOUR);
  const resolvers = [
    new AgentResolver(service, new AgentAccessService(core), queries),
    new InvitationResolver(invitations, core.entrance, attempts),
  ];
  return { service, invitations, resolvers };
}

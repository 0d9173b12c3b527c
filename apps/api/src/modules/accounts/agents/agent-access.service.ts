import type { Viewer } from '../../../platform/auth';
import { badInput } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import { agentDeactivated, agentReactivated } from '../account.events';
import type { AccountsCore } from '../core';
import { LinkPurpose } from '../codes/account-link.entity';
import type { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { lockStaff } from './staff';

/** Lets agents and admins in no more, and in again. */
export class AgentAccessService {
  constructor(private readonly core: AccountsCore) {}

  /**
   * Ends all that they can come in with, at once: sessions, tokens, invitations. What they did stays. Doing it twice
   * does nothing more.
   * @throws UserError NOT_FOUND, BAD_USER_INPUT for the viewer's own account, CONFLICT for the last admin,
   * FORBIDDEN when the viewer is no admin any more.
   */
  async deactivate(viewer: Viewer, agentId: string, client: Client): Promise<User> {
    const { platform, security, sessions, tokens, links, lastAdmin } = this.core;
    const { database, events, clock } = platform;
    if (agentId === viewer.id) throw badInput('input.agentId', 'This is your own account. Ask another admin to deactivate it.');
    return database.unitOfWork(async () => {
      await lastAdmin.insistOnActing(viewer, agentId, true);
      const agent = await lockStaff(database, agentId);
      if (agent.deactivatedAt !== null) return agent;
      await events.record(agent, agentDeactivated(viewer.id), { deactivatedAt: clock.now() });
      await security.record(SecurityEventType.AGENT_DEACTIVATED, { userId: agent.id, actorId: viewer.id, client });
      await links.endAll(agent.id, LinkPurpose.INVITATION);
      await sessions.endAll(agent.id);
      await tokens.endAll(agent.id);
      return agent;
    });
  }

  /**
   * Lets them sign in again with the password that they had. Their tokens are gone; who never chose a password needs
   * another invitation.
   * @throws UserError NOT_FOUND
   */
  async reactivate(viewer: Viewer, agentId: string, client: Client): Promise<User> {
    const { platform, security, lastAdmin } = this.core;
    const { database, events } = platform;
    return database.unitOfWork(async () => {
      await lastAdmin.insistOnActing(viewer, agentId);
      const agent = await lockStaff(database, agentId);
      if (agent.deactivatedAt === null) return agent;
      await events.record(agent, agentReactivated(viewer.id), { deactivatedAt: null });
      await security.record(SecurityEventType.AGENT_REACTIVATED, { userId: agent.id, actorId: viewer.id, client });
      return agent;
    });
  }
}

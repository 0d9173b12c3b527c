import { Injectable, inject } from '@angular/core';
import type { AccountState, UpdateAgentInput } from '#graphql';
import {
  DeactivateAgentDocument,
  ReactivateAgentDocument,
  ResendInvitationDocument,
  ResetSecondFactorDocument,
  UpdateAgentDocument,
} from '#graphql/people';
import { Api } from '../../../data';

/** What admins do to agents and admins. The answers go into the cache, and with them to every screen. */
@Injectable({ providedIn: 'root' })
export class AgentVerbs {
  private readonly api = inject(Api);

  async update(input: UpdateAgentInput): Promise<void> {
    await this.api.mutate(UpdateAgentDocument, { input });
  }

  async deactivate(agentId: string): Promise<void> {
    await this.api.mutate(DeactivateAgentDocument, { input: { agentId } });
  }

  /** Gives back where they stand now: who never chose a password is invited, as before. */
  async reactivate(agentId: string): Promise<AccountState | null> {
    const { reactivateAgent } = await this.api.mutate(ReactivateAgentDocument, { input: { agentId } });
    return reactivateAgent.agent.state;
  }

  /** `password` is the admin's own. */
  async resetSecondFactor(userId: string, password: string): Promise<void> {
    await this.api.mutate(ResetSecondFactorDocument, { input: { userId, password } });
  }

  async resendInvitation(agentId: string): Promise<void> {
    await this.api.mutate(ResendInvitationDocument, { input: { agentId } });
  }
}

import type { Availability } from '@ccr/domain';
import { Role } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import { forbidden } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import { profileChanged, roleChanged, staffCreated } from '../account.events';
import type { AccountsCore } from '../core';
import { lockViewer } from '../people/lock-viewer';
import { type NewPerson, newUser } from '../people/new-user';
import { insistOnGoodPassword } from '../people/password-rules';
import { hashPassword } from '../people/passwords';
import { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import type { ExpertTopics } from './expert-topics';
import type { InvitationService } from './invitation.service';
import { lockStaff } from './staff';

/** What makes a person of the staff. Without a password they are invited. */
export interface NewStaff extends NewPerson {
  readonly role: Role;
  readonly password?: string | null | undefined;
  readonly topicIds?: readonly string[] | null | undefined;
  readonly capacity?: number | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

/** What is to be different. What is left out stays; a capacity of null is any number. */
export interface StaffChanges {
  readonly name?: string | null | undefined;
  readonly role?: Role | null | undefined;
  readonly topicIds?: readonly string[] | null | undefined;
  readonly capacity?: number | null | undefined;
}

/** A token that was stolen must not leave behind somebody with more rights than its own, or whom the thief can sign in as. */
function refuseTokens({ credential }: Viewer, role: Role | null | undefined, password?: string | null): void {
  if (credential.kind !== 'token') return;
  if (role === Role.ADMIN) throw forbidden('An access token can not make admins. Sign in to do it.');
  if (password != null) throw forbidden('An access token can not choose passwords. Leave it out, and they are invited by mail.');
}

/** Makes agents and admins, and changes what they are. */
export class AgentService {
  constructor(
    private readonly core: AccountsCore,
    private readonly experts: ExpertTopics,
    private readonly invitations: InvitationService,
  ) {}

  /**
   * Makes an agent or an admin: with a first password, which they must change, or by an invitation.
   * @throws UserError BAD_USER_INPUT when the address is taken, the password easy to guess or a topic none of ours;
   * FORBIDDEN when a token asks for what only a session may.
   */
  async create(viewer: Viewer, { clientMutationId, password, role, topicIds, capacity, ...person }: NewStaff, client: Client | null): Promise<User> {
    const { platform, accounts, security, lastAdmin } = this.core;
    refuseTokens(viewer, role, password);
    if (password != null) insistOnGoodPassword('input.password', password, [person.name, person.email]);
    const passwordHash = password == null ? null : await hashPassword(password);
    const now = platform.clock.now();
    const draft = Object.assign(newUser(person, role, passwordHash, now), {
      mustChangePassword: passwordHash !== null,
      emailVerifiedAt: passwordHash === null ? null : now,
      capacity: capacity ?? null,
    });
    const attempt = { viewer, operation: 'createAgent', clientMutationId };
    const id = await platform.idempotency.once(attempt, async (id) => {
      await lastAdmin.insistOnActing(viewer);
      const user = Object.assign(new User(), draft, { id });
      await accounts.insert(user, staffCreated(viewer.id, role));
      if (topicIds?.length) await this.experts.setTopics(id, topicIds);
      if (passwordHash === null) await this.invitations.invite(viewer, user, client);
      else await security.record(SecurityEventType.STAFF_CREATED, { userId: id, actorId: viewer.id, client, details: { role } });
    });
    return platform.database.repository(User).findOneByOrFail({ id });
  }

  /**
   * Changes an agent or admin. Another role ends their sessions, and the sockets of their programs.
   * @throws UserError NOT_FOUND, BAD_USER_INPUT for a topic that is none of ours, CONFLICT for the last admin's role,
   * FORBIDDEN when the viewer is no admin any more, or a token makes an admin.
   */
  async update(viewer: Viewer, agentId: string, changes: StaffChanges, client: Client): Promise<User> {
    const { database, events } = this.core.platform;
    refuseTokens(viewer, changes.role);
    return database.unitOfWork(async () => {
      await this.core.lastAdmin.insistOnActing(viewer, agentId, changes.role === Role.AGENT);
      const agent = await lockStaff(database, agentId);
      const name = changes.name?.trim() ?? agent.name;
      const capacity = changes.capacity === undefined ? agent.capacity : changes.capacity;
      if (changes.topicIds && (await this.experts.setTopics(agent.id, changes.topicIds))) await this.closeSockets(agent.id);
      if (changes.topicIds || name !== agent.name || capacity !== agent.capacity) {
        await events.record(agent, profileChanged(viewer.id), { name, capacity });
      }
      if (changes.role && changes.role !== agent.role) await this.changeRole(viewer, agent, changes.role, client);
      return agent;
    });
  }

  /** Says whether the viewer takes tickets now. */
  async setAvailability(viewer: Viewer, availability: Availability): Promise<User> {
    const { database, events } = this.core.platform;
    return database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      if (user.availability !== availability) await events.record(user, profileChanged(user.id), { availability });
      return user;
    });
  }

  /** Agents see what nobody has in their topics: what they follow is to be read with other eyes. */
  private async closeSockets(agentId: string): Promise<void> {
    const { sessions, tokens } = this.core;
    await sessions.closeSockets(agentId);
    await tokens.closeSockets(agentId);
  }

  /** What was opened with the former role must not go on: pages and programs come in anew. */
  private async changeRole(viewer: Viewer, agent: User, to: Role, client: Client): Promise<void> {
    const { platform, security, sessions, tokens } = this.core;
    const details = { from: agent.role, to };
    await platform.events.record(agent, roleChanged(viewer.id, agent.role, to), { role: to });
    await security.record(SecurityEventType.ROLE_CHANGED, { userId: agent.id, actorId: viewer.id, client, details });
    await sessions.endAll(agent.id);
    await tokens.closeSockets(agent.id);
  }
}

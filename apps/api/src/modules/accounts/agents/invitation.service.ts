import type { Viewer } from '../../../platform/auth';
import { badInput, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import { emailVerified, invited } from '../account.events';
import type { AccountsCore } from '../core';
import { LinkPurpose } from '../codes/account-link.entity';
import { AccountState, accountState } from '../people/account-state';
import { insistOnGoodPassword } from '../people/password-rules';
import { hashPassword } from '../people/passwords';
import { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { lockStaff } from './staff';

/** Whom a link invites, and until when. */
export interface OpenInvitation {
  readonly user: User;
  readonly expiresAt: Date;
}

const noGood = (): UserError =>
  badInput('input.token', 'This invitation was used, replaced or is too old. Ask an admin of the shop for another one.');

/** Invites people by mail to choose their first password. */
export class InvitationService {
  constructor(private readonly core: AccountsCore) {}

  /** Makes the link, in the caller's unit of work; the mail follows from the event. Earlier links end. */
  async invite(viewer: Viewer, user: User, client: Client | null): Promise<void> {
    const { platform, links, security } = this.core;
    await links.endAll(user.id, LinkPurpose.INVITATION);
    const linkId = await links.issue(user.id, LinkPurpose.INVITATION);
    await platform.events.record(user, invited(viewer.id, linkId));
    await security.record(SecurityEventType.STAFF_INVITED, { userId: user.id, actorId: viewer.id, client, details: { role: user.role } });
  }

  /** @throws UserError NOT_FOUND, or CONFLICT when they have a password already or are deactivated. */
  async resend(viewer: Viewer, agentId: string, client: Client): Promise<User> {
    const { database } = this.core.platform;
    return database.unitOfWork(async () => {
      const user = await lockStaff(database, agentId);
      if (accountState(user) !== AccountState.INVITED) {
        throw new UserError('CONFLICT', 'There is no invitation to send: they have accepted it, or are deactivated.');
      }
      await this.invite(viewer, user, client);
      return user;
    });
  }

  /** The invitation of that link; null when the link is no good. */
  async find(token: string): Promise<OpenInvitation | null> {
    const { platform, links } = this.core;
    const link = await links.find(token, LinkPurpose.INVITATION);
    const user = link && (await platform.database.repository(User).findOneBy({ id: link.userId }));
    return user && accountState(user) === AccountState.INVITED ? { user, expiresAt: link.expiresAt } : null;
  }

  /**
   * Gives them the password that they chose. The link has proved that mail reaches them.
   * @throws UserError BAD_USER_INPUT when the link is no good or the password easy to guess.
   */
  async accept(token: string, password: string, client: Client | null): Promise<User> {
    const { platform, links, security } = this.core;
    const { database, events, clock } = platform;
    const invitation = await this.find(token);
    if (!invitation) throw noGood();
    insistOnGoodPassword('input.password', password, [invitation.user.name, invitation.user.email]);
    const passwordHash = await hashPassword(password);
    return database.unitOfWork(async () => {
      const user = await database.findAndLock(User, { id: invitation.user.id });
      const isOpen = user !== null && accountState(user) === AccountState.INVITED;
      if (!isOpen || !(await links.redeem(token, LinkPurpose.INVITATION))) throw noGood();
      await events.record(user, emailVerified(user.id), { passwordHash, mustChangePassword: false, emailVerifiedAt: clock.now() });
      await security.record(SecurityEventType.INVITATION_ACCEPTED, { userId: user.id, actorId: user.id, client });
      return user;
    });
  }
}

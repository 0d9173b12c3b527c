import type { Viewer } from '../../../platform/auth';
import { isDuplicate } from '../../../platform/database';
import { badInput, UserError } from '../../../platform/errors';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { emailChanged, emailChangeRequested, emailVerified } from '../account.events';
import type { AccountService } from '../people/account.service';
import type { AddressThrottle } from '../people/address-throttle';
import { lockViewer } from '../people/lock-viewer';
import { normalizeEmail } from '../people/new-user';
import type { OwnPassword } from '../people/own-password';
import type { User } from '../people/user.entity';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import { NO_GOOD_CODE } from './email-verification.service';
import { CodePurpose, type OneTimeCode } from './one-time-code.entity';
import { type OneTimeCodes, tooManyCodes } from './one-time-codes';

/** Where mail is to go, and the proof that its owner wants it. */
export interface EmailChange {
  readonly newEmail: string;
  readonly password: string;
}

/** How often one may ask: the answer tells whether an address has an account, and mails it when it has none. */
export interface EmailChangeThrottles {
  readonly perPerson: Throttle;
  readonly perNetwork: Throttle;
  readonly perAddress: AddressThrottle;
}

/** Gives an account another address: asked for with the password, confirmed at the new address, told to the old one. */
export class EmailChanges {
  constructor(
    private readonly platform: Platform,
    private readonly accounts: AccountService,
    private readonly ownPassword: OwnPassword,
    private readonly codes: OneTimeCodes,
    private readonly security: SecurityLog,
    private readonly throttles: EmailChangeThrottles,
  ) {}

  /**
   * Mails a code to the new address; the old one stays until it comes back.
   * @throws UserError BAD_USER_INPUT when the password is wrong or the address is no good, RATE_LIMITED.
   */
  async request(viewer: Viewer, { newEmail, password }: EmailChange, client: Client): Promise<User> {
    const { database, events } = this.platform;
    const { passwordHash } = await this.ownPassword.insist(viewer, password, { path: 'input.password', operation: 'requestEmailChange', client });
    const address = normalizeEmail(newEmail);
    await this.count(viewer, address, client);
    const owner = await this.accounts.findByEmail(address);
    return database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      if (user.passwordHash !== passwordHash) throw new UserError('CONFLICT', 'Your password was changed meanwhile. Try again.');
      if (user.email === address) throw badInput('input.newEmail', 'This is the address that you have.');
      if (owner) throw badInput('input.newEmail', 'This address already has an account. Choose another one.');
      const codeId = await this.codes.issue(user, CodePurpose.CHANGE_EMAIL, address, user.email);
      if (codeId === null) throw tooManyCodes();
      await events.record(user, emailChangeRequested(viewer.id, codeId));
      await this.security.record(SecurityEventType.EMAIL_CHANGE_REQUESTED, { userId: user.id, actorId: viewer.id, client });
      return user;
    });
  }

  /** Takes the new address. @throws UserError BAD_USER_INPUT when the code is no good, or someone else has the address by now. */
  async confirm(viewer: Viewer, code: string, client: Client): Promise<User> {
    const { database } = this.platform;
    const changed = await database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      const row = await this.codes.redeem(user, CodePurpose.CHANGE_EMAIL, code);
      if (!row) return null;
      await this.change(user, row);
      await this.security.record(SecurityEventType.EMAIL_CHANGED, { userId: user.id, actorId: viewer.id, client });
      return user;
    });
    if (!changed) throw badInput('input.code', NO_GOOD_CODE); // outside: the wrong attempt stays counted
    return changed;
  }

  /** Leaves the address as it is. */
  async cancel(viewer: Viewer): Promise<User> {
    const { database } = this.platform;
    return database.unitOfWork(async () => {
      const user = await lockViewer(database, viewer);
      await this.codes.endAll(user.id, CodePurpose.CHANGE_EMAIL);
      return user;
    });
  }

  private async count({ id }: Viewer, address: string, client: Client): Promise<void> {
    const { perPerson, perNetwork, perAddress } = this.throttles;
    await perPerson.count(id);
    await perNetwork.count(networkOf(client.ip));
    await perAddress.count(address, client);
  }

  private async change(user: User, { id, address }: OneTimeCode): Promise<void> {
    const { events, clock } = this.platform;
    const wasVerified = user.emailVerifiedAt !== null;
    const changes = { email: address, emailVerifiedAt: clock.now() };
    try {
      await events.record(user, emailChanged(user.id, id, wasVerified), changes);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw badInput('input.code', 'This address has an account of its own by now. Ask for another one.');
    }
    if (!wasVerified) await events.record(user, emailVerified(user.id));
    // Codes that went to the former address open nothing any more.
    await this.codes.endAll(user.id, CodePurpose.VERIFY_EMAIL);
    await this.codes.endAll(user.id, CodePurpose.RESET_PASSWORD);
  }
}

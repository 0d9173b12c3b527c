import { Role } from '@ccr/domain';
import { isDuplicate } from '../../../platform/database';
import { badInput } from '../../../platform/errors';
import type { Fact } from '../../../platform/events';
import type { Client } from '../../../platform/graphql';
import type { Platform } from '../../../platform/platform';
import { customerSignedUp, emailVerificationRequested, staffCreated } from '../account.events';
import { CodePurpose } from '../codes/one-time-code.entity';
import type { OneTimeCodes } from '../codes/one-time-codes';
import type { SecurityLog } from '../security-log/security-log';
import { SecurityEventType } from '../security-log/security-event-type';
import type { AddressThrottle } from './address-throttle';
import { type NewPerson, newUser, normalizeEmail } from './new-user';
import { insistOnGoodPassword } from './password-rules';
import { hashPassword } from './passwords';
import { User } from './user.entity';

/** A person who comes with a password. */
export interface NewAccount extends NewPerson {
  readonly password: string;
}

/** Makes people. */
export class AccountService {
  constructor(
    private readonly platform: Platform,
    private readonly security: SecurityLog,
    private readonly codes: OneTimeCodes,
    private readonly addressThrottle: AddressThrottle,
  ) {}

  /**
   * Makes a customer, and has a code mailed to the address. `client` is null for the server itself.
   * @throws UserError BAD_USER_INPUT when the address is taken or the password is easy to guess; RATE_LIMITED when the
   * address was tried very often: the answer tells whether it has an account.
   */
  async signUp({ password, ...person }: NewAccount, client: Client | null): Promise<User> {
    insistOnGoodPassword('input.password', password, [person.name, person.email]);
    if (client) await this.addressThrottle.count(person.email, client);
    const { database, events, clock } = this.platform;
    const user = newUser(person, Role.CUSTOMER, await hashPassword(password), clock.now());
    await database.unitOfWork(async () => {
      await this.insert(user, customerSignedUp(user.id));
      const codeId = await this.codes.issue(user, CodePurpose.VERIFY_EMAIL, user.email);
      if (codeId !== null) await events.record(user, emailVerificationRequested(user.id, codeId));
      await this.security.record(SecurityEventType.SIGNED_UP, { userId: user.id, actorId: user.id, client });
    });
    return user;
  }

  /** Makes the first admin where there is none. Resolves to whether it did. */
  async ensureFirstAdmin({ password, ...person }: NewAccount): Promise<boolean> {
    const { database, clock } = this.platform;
    if (await database.repository(User).existsBy({ role: Role.ADMIN })) return false;
    const now = clock.now();
    const user = newUser(person, Role.ADMIN, await hashPassword(password), now);
    user.emailVerifiedAt = now;
    await database.unitOfWork(() => this.insert(user, staffCreated(null, Role.ADMIN)));
    return true;
  }

  async findByEmail(email: string): Promise<User | null> {
    const key = normalizeEmail(email);
    const user = await this.platform.database.repository(User).findOneBy({ email: key });
    return user?.email === key ? user : null; // MariaDB takes é for e
  }

  /** Adds a person in the caller's unit of work. @throws UserError BAD_USER_INPUT when the address is taken. */
  async insert(user: User, fact: Fact): Promise<void> {
    try {
      await this.platform.events.begin(user, fact);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw badInput('input.email', 'This address already has an account. Sign in, or reset the password.');
    }
  }
}

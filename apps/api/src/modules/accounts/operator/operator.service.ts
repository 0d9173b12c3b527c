import { Role } from '@ccr/domain';
import { validate } from 'class-validator';
import { badInput, UserError } from '../../../platform/errors';
import { staffCreated } from '../account.events';
import type { AccountsCore } from '../core';
import type { NewAccount } from '../people/account.service';
import { newUser } from '../people/new-user';
import { insistOnGoodPassword } from '../people/password-rules';
import { hashPassword } from '../people/passwords';
import { SignUpInput } from '../people/sign-up.input';
import { User } from '../people/user.entity';
import { SecurityEventType } from '../security-log/security-event-type';
import { BY_OPERATOR } from '../security-log/security-log';

/** What else is asked of a person who is typed in at a terminal is asked of all who sign up. */
async function insistOnGoodInput(account: NewAccount): Promise<void> {
  const [error] = await validate(Object.assign(new SignUpInput(), account));
  if (error) throw badInput(`input.${error.property}`, Object.values(error.constraints ?? {})[0] ?? `The ${error.property} is not valid.`);
  insistOnGoodPassword('input.password', account.password, [account.name, account.email]);
}

/** What the person who runs the server may do without signing in: whoever has its settings has the shop. */
export class OperatorService {
  constructor(private readonly core: AccountsCore) {}

  /**
   * Makes an admin who can sign in at once.
   * @throws UserError BAD_USER_INPUT when the address is taken, the password easy to guess, or either can't be.
   */
  async createAdmin(account: NewAccount): Promise<User> {
    await insistOnGoodInput(account);
    const { platform, accounts } = this.core;
    const now = platform.clock.now();
    const { password, ...person } = account;
    const user = Object.assign(newUser(person, Role.ADMIN, await hashPassword(password), now), { emailVerifiedAt: now });
    await platform.database.unitOfWork(async () => {
      await accounts.insert(user, staffCreated(null, Role.ADMIN));
      await this.recordStaff(user);
    });
    return user;
  }

  /** Says in the audit that the operator has brought in somebody of the staff; in the caller's unit of work. */
  recordStaff({ id: userId, role }: Pick<User, 'id' | 'role'>): Promise<void> {
    return this.core.security.record(SecurityEventType.STAFF_CREATED, { userId, actorId: null, client: null, details: { role, ...BY_OPERATOR } });
  }

  /** Whose second factor would be taken away. @throws UserError NOT_FOUND, or CONFLICT when they have none. */
  async findWithSecondFactor(email: string): Promise<User> {
    const user = await this.core.accounts.findByEmail(email);
    if (!user || user.erasedAt !== null) throw new UserError('NOT_FOUND', 'Nobody has this address.');
    if (user.secondFactorAt === null) throw new UserError('CONFLICT', 'They have no second factor.');
    return user;
  }

  /** Takes it away and signs them out everywhere; they are told by mail. @throws UserError as `findWithSecondFactor`. */
  async resetSecondFactor(email: string): Promise<User> {
    const { platform, secondFactorRemoval, sessions, tokens } = this.core;
    const { id } = await this.findWithSecondFactor(email);
    return platform.database.unitOfWork(async () => {
      const user = await platform.database.findAndLock(User, { id });
      if (user === null || user.secondFactorAt === null) throw new UserError('CONFLICT', 'They have no second factor.');
      await secondFactorRemoval.remove(user, { actorId: null, client: null });
      await sessions.endAll(id);
      await tokens.closeSockets(id);
      return user;
    });
  }
}

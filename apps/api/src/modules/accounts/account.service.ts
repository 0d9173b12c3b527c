import { Role } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate, newId } from '../../platform/database';
import { badInput } from '../../platform/errors';
import type { EventLog, Fact } from '../../platform/events';
import type { Idempotency } from '../../platform/idempotency';
import { customerSignedUp, staffCreated } from './account.events';
import { hashPassword } from './passwords';
import { User } from './user.entity';

/** What makes a person. `email` in any case. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly mobile?: string | null | undefined;
}

/** What makes a person of the staff. */
export interface NewStaff extends NewPerson {
  readonly role: Role;
  readonly clientMutationId?: string | null | undefined;
}

/** The form in which addresses are stored and compared. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

/** Makes people. */
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /** Makes a customer. @throws UserError BAD_USER_INPUT when the address is taken. */
  async signUp(person: NewPerson): Promise<User> {
    const user = await this.newUser(newId(), person, Role.CUSTOMER);
    await this.database.unitOfWork(() => this.insert(user, customerSignedUp(user.id)));
    return user;
  }

  /** Makes an agent or an admin. @throws UserError BAD_USER_INPUT when the address is taken. */
  async createAgent(viewer: Viewer, { clientMutationId, ...person }: NewStaff): Promise<User> {
    const draft = await this.newUser(newId(), person, person.role);
    const attempt = { viewer, operation: 'createAgent', clientMutationId };
    const id = await this.idempotency.once(attempt, async (id) => {
      await this.insert(Object.assign(draft, { id }), staffCreated(viewer.id, person.role));
    });
    return this.database.repository(User).findOneByOrFail({ id });
  }

  /** Makes the first admin where there is none. Resolves to whether it did. */
  async ensureFirstAdmin(person: NewPerson): Promise<boolean> {
    if (await this.database.repository(User).existsBy({ role: Role.ADMIN })) return false;
    const user = await this.newUser(newId(), person, Role.ADMIN);
    await this.database.unitOfWork(() => this.insert(user, staffCreated(null, Role.ADMIN)));
    return true;
  }

  async findByEmail(email: string): Promise<User | null> {
    const key = normalizeEmail(email);
    const user = await this.database.repository(User).findOneBy({ email: key });
    return user?.email === key ? user : null; // MariaDB takes é for e
  }

  private async newUser(id: string, { name, email, password, mobile }: NewPerson, role: Role): Promise<User> {
    return Object.assign(new User(), {
      id,
      name: name.trim(),
      email: normalizeEmail(email),
      mobile: mobile ?? null,
      role,
      passwordHash: await hashPassword(password),
      createdAt: this.clock.now(),
      lastSeq: 0,
    });
  }

  private async insert(user: User, fact: Fact): Promise<void> {
    try {
      await this.events.begin(user, fact);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw badInput('input.email', 'This address already has an account. Sign in instead.');
    }
  }
}

import { Role } from '@ccr/domain';
import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { forbidden, UserError } from '../../../platform/errors';
import { AccountState, accountState } from '../people/account-state';
import { User } from '../people/user.entity';

/** Whether they can sign in and do what admins do, and will be able to tomorrow. */
const isActiveAdmin = (user: User): boolean => user.role === Role.ADMIN && accountState(user) === AccountState.ACTIVE;

function refuseTheOnly(id: string, active: readonly string[]): void {
  if (active.length !== 1 || active[0] !== id) return;
  throw new UserError('CONFLICT', 'The shop needs an admin. Make someone else an admin first, then try again.');
}

/** Sees to it that the shop always has an admin, and that whoever acts as one still is. */
export class LastAdmin {
  constructor(private readonly database: Database) {}

  /**
   * Holds the rows of all admins, as the others here do.
   * @throws UserError CONFLICT when the person is the only active admin.
   */
  async insistOnAnother({ id }: Pick<User, 'id'>): Promise<void> {
    refuseTheOnly(id, await this.hold([id]));
  }

  /**
   * Of two admins who remove each other at the same moment the second is none any more. `goes` says whether the other
   * one will be no admin afterwards.
   * @throws UserError FORBIDDEN when the viewer is no active admin any more; CONFLICT as above.
   */
  async insistOnActing(viewer: Viewer, otherId: string | null = null, goes = false): Promise<void> {
    const active = await this.hold([viewer.id, ...(otherId === null ? [] : [otherId])]);
    if (!active.includes(viewer.id)) throw forbidden('You are no admin any more.');
    if (goes && otherId !== null) refuseTheOnly(otherId, active);
  }

  /**
   * Holds these people's rows and those of all admins until the caller's unit of work ends, so that what admins do to
   * each other comes one after the other. Call it before anything else is locked: the rows are taken in one order.
   * Resolves to the active admins.
   */
  private async hold(people: readonly string[]): Promise<string[]> {
    const admins = await this.database.repository(User).find({ select: { id: true }, where: { role: Role.ADMIN } });
    const active: string[] = [];
    for (const id of [...new Set([...people, ...admins.map((admin) => admin.id)])].sort()) {
      const user = await this.database.findAndLock(User, { id });
      if (user && isActiveAdmin(user)) active.push(user.id);
    }
    return active;
  }
}

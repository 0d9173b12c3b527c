import { isStaff } from '@ccr/domain';
import type { Database } from '../../../platform/database';
import { notFound } from '../../../platform/errors';
import { User } from '../people/user.entity';

/**
 * Finds an agent or admin and holds their row until the caller's unit of work ends.
 * @throws UserError NOT_FOUND for customers and for those whose account was erased.
 */
export async function lockStaff(database: Database, id: string): Promise<User> {
  const user = await database.findAndLock(User, { id });
  const same = user?.id === id; // MariaDB takes upper case for lower
  if (!user || !same || !isStaff(user.role) || user.erasedAt !== null) throw notFound('agent');
  return user;
}

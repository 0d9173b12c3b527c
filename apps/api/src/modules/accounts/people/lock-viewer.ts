import type { Viewer } from '../../../platform/auth';
import type { Database } from '../../../platform/database';
import { UserError } from '../../../platform/errors';
import { AccountState, accountState } from './account-state';
import { User } from './user.entity';

/** The session or token was good when the request began, and is no more. */
export const signedOut = (): UserError => new UserError('UNAUTHENTICATED', 'You are not signed in any more. Sign in again.');

/**
 * Finds the viewer's own row and holds it until the caller's unit of work ends: of two things that they do to their
 * account at once, the second finds what the first has done. @throws UserError UNAUTHENTICATED when they may not come in
 * any more: they were let in when the request began.
 */
export async function lockViewer(database: Database, { id }: Viewer): Promise<User> {
  const user = await database.findAndLock(User, { id });
  if (!user || accountState(user) !== AccountState.ACTIVE) throw signedOut();
  return user;
}

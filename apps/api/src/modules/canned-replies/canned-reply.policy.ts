import { roleAllows, scopesAllow } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { CannedReply } from './canned-reply.entity';

/** The staff see what is everybody's, and their own. */
export const seesReply = ({ id }: Pick<Viewer, 'id'>, { ownerId }: Pick<CannedReply, 'ownerId'>): boolean => ownerId === null || ownerId === id;

/** What is everybody's is the admins' to change, also for a program only with the scope for it. */
export const mayShare = ({ role, credential }: Viewer): boolean =>
  roleAllows(role, 'cannedReply.manage') && (credential.kind !== 'token' || scopesAllow(credential.scopes, 'cannedReply.manage'));

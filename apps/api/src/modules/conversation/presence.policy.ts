import { isStaff, MessageKind } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Present } from './presence.room';

/** What someone is told about a person who is in a ticket. */
export interface Shown {
  readonly userId: string;
  readonly typing: boolean;
}

/**
 * What the viewer is told of it, or null. Staff see everybody. Customers see their expert, and anybody else of the
 * staff only while they write to them: who looks in is not their business, nor is a note.
 */
export function shownTo(viewer: Pick<Viewer, 'id' | 'role'>, { userId, isLooking, typing }: Present, assigneeId: string | null): Shown | null {
  if (userId === viewer.id) return null;
  if (isStaff(viewer.role)) return { userId, typing: typing !== null };
  const isWritingToThem = typing === MessageKind.REPLY;
  const isExpertHere = isLooking && userId === assigneeId;
  return isWritingToThem || isExpertHere ? { userId, typing: isWritingToThem } : null;
}

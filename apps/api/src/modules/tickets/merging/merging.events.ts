import type { TicketStatus } from '@ccr/domain';
import type { EventRow, Fact } from '../../../platform/events';
import type { Ticket } from '../ticket.entity';
import { TicketEventType } from '../ticket.events';

/** Which side of a merge a ticket was on. */
export enum MergeDirection {
  INTO = 'INTO',
  FROM = 'FROM',
}

/** The other ticket, and which side this one was on. */
interface Merging {
  readonly ticketId: string;
  readonly direction: MergeDirection;
}

/** How a ticket rested until the merge took it up. */
export type Rest = Pick<Ticket, 'status' | 'resolvedAt' | 'closesAt'>;

/** How two tickets stood before they were merged, as far as it can't be told afterwards. */
export interface BeforeMerge {
  readonly waitingSince: Date | null;
  readonly closesAt: Date | null;
  readonly targetWaitingSince: Date | null;
  /** The last event of the target. */
  readonly targetSeq: number;
  /** Null when the target was at work anyway. */
  readonly targetRest: Rest | null;
}

/** `before` goes along on the side of what is merged. */
export const ticketMerged = (actorId: string, { ticketId, direction }: Merging, before: Partial<BeforeMerge> = {}): Fact => ({
  type: TicketEventType.merged,
  actorId,
  data: { ticketId, direction, ...before },
});

export const ticketUnmerged = (actorId: string, { ticketId, direction }: Merging): Fact => ({
  type: TicketEventType.unmerged,
  actorId,
  data: { ticketId, direction },
});

function asRest(kept: unknown): Rest | null {
  if (kept == null) return null;
  const { status, resolvedAt, closesAt } = kept as Record<keyof Rest, unknown>;
  return { status: status as TicketStatus, resolvedAt: asDate(resolvedAt), closesAt: asDate(closesAt) };
}

const asDate = (kept: unknown): Date | null => (kept == null ? null : new Date(kept as string));

/** What `ticketMerged` kept. */
export const beforeMerge = ({ data }: EventRow): BeforeMerge => ({
  waitingSince: asDate(data['waitingSince']),
  closesAt: asDate(data['closesAt']),
  targetWaitingSince: asDate(data['targetWaitingSince']),
  targetSeq: Number(data['targetSeq']),
  targetRest: asRest(data['targetRest']),
});

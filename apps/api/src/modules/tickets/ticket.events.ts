import type { TicketField, TicketPriority, TicketStatus } from '@ccr/domain';
import type { Fact } from '../../platform/events';

/** What happens to tickets, by type; conversation adds `MessageSent`. The names are those of the API's event types. */
export const TicketEventType = {
  raised: 'TicketRaised',
  assigned: 'TicketAssigned',
  unassigned: 'TicketUnassigned',
  statusChanged: 'TicketStatusChanged',
  edited: 'TicketEdited',
  merged: 'TicketMerged',
  unmerged: 'TicketUnmerged',
} as const;

export const ticketRaised = (actorId: string, priority: TicketPriority): Fact => ({
  type: TicketEventType.raised,
  actorId,
  data: { priority },
});

/** `actorId` is null when the shop's rule chose. */
export const ticketAssigned = (actorId: string | null, assigneeId: string, previousAssigneeId: string | null): Fact => ({
  type: TicketEventType.assigned,
  actorId,
  data: { assigneeId, previousAssigneeId },
});

/** An admin took it away, or whoever had it can't answer any more. `actorId` is who made that so, or null when it came to light by itself. */
export const ticketUnassigned = (actorId: string | null, previousAssigneeId: string): Fact => ({
  type: TicketEventType.unassigned,
  actorId,
  data: { previousAssigneeId },
});

/** `actorId` is null when it closes by itself. */
export const ticketStatusChanged = (actorId: string | null, from: TicketStatus, to: TicketStatus): Fact => ({
  type: TicketEventType.statusChanged,
  actorId,
  data: { from, to },
});

/** What was there and what is there now: texts and names of values, the id of a topic, nothing of a description. */
export interface TicketChangeData {
  readonly field: TicketField;
  readonly from: string | null;
  readonly to: string | null;
}

export const ticketEdited = (actorId: string, changes: readonly TicketChangeData[]): Fact => ({
  type: TicketEventType.edited,
  actorId,
  data: { changes },
});

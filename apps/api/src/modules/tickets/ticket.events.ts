import type { TicketPriority, TicketStatus } from '@ccr/domain';
import type { Fact } from '../../platform/events';

/** What happens to tickets, by type; conversation adds `MessageSent`. The names are those of the API's event types. */
export const TicketEventType = {
  raised: 'TicketRaised',
  assigned: 'TicketAssigned',
  statusChanged: 'TicketStatusChanged',
} as const;

export const ticketRaised = (actorId: string, priority: TicketPriority): Fact => ({
  type: TicketEventType.raised,
  actorId,
  data: { priority },
});

export const ticketAssigned = (actorId: string, assigneeId: string, previousAssigneeId: string | null): Fact => ({
  type: TicketEventType.assigned,
  actorId,
  data: { assigneeId, previousAssigneeId },
});

export const ticketStatusChanged = (actorId: string, from: TicketStatus, to: TicketStatus): Fact => ({
  type: TicketEventType.statusChanged,
  actorId,
  data: { from, to },
});

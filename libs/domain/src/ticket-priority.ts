/** How soon a ticket needs an answer, lowest first. */
export enum TicketPriority {
  LOW = 'LOW',
  NORMAL = 'NORMAL',
  HIGH = 'HIGH',
  URGENT = 'URGENT',
}

/** The priority as a number to sort by: the higher, the sooner. */
export const urgencyOf = (priority: TicketPriority): number => Object.values(TicketPriority).indexOf(priority);

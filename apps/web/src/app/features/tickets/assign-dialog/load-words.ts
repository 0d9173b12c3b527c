interface Work {
  readonly activeTickets: number;
  readonly capacity: number | null;
}

/** Whether they have as many as they take. */
export const isFull = ({ activeTickets, capacity }: Work): boolean => capacity !== null && activeTickets >= capacity;

/** How much someone has to do. */
export function loadWords({ activeTickets, capacity }: Work): string {
  if (capacity !== null) return `${activeTickets} of ${capacity} active`;
  return activeTickets === 0 ? 'No active tickets' : `${activeTickets} active`;
}

import { ACTIVE_STATUSES, CLOSED_STATUSES, Role } from '@ccr/domain';
import type { TicketCardFieldsFragment, TicketFilter } from '#graphql';

/** One tab of the list: its key in the address, its words, and what it asks the server for. */
export interface TicketTab {
  readonly key: string;
  readonly label: string;
  readonly filter: TicketFilter;
}

const ACTIVE: TicketTab = { key: 'active', label: 'Active', filter: { status: [...ACTIVE_STATUSES] } };
const CLOSED: TicketTab = { key: 'closed', label: 'Closed', filter: { status: [...CLOSED_STATUSES] } };
const UNASSIGNED: TicketTab = { key: 'unassigned', label: 'Unassigned', filter: { assigned: false } };

/** The tabs of a role, the first being where one starts. Customers and agents see only their own tickets anyway. */
export const tabsFor = (role: string | undefined): readonly TicketTab[] =>
  role === Role.ADMIN ? [UNASSIGNED, ACTIVE, CLOSED] : [ACTIVE, CLOSED];

/** The same question that the server answers with the filter. */
export function belongs(ticket: TicketCardFieldsFragment, { status, assigned }: TicketFilter): boolean {
  const statusFits = !status || status.includes(ticket.status);
  const assigneeFits = assigned == null || assigned === (ticket.assignee !== null);
  return statusFits && assigneeFits;
}

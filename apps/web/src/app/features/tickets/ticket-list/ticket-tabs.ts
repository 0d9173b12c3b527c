import { ACTIVE_STATUSES, CLOSED_STATUSES, Role } from '@ccr/domain';
import type { TicketCountsFieldsFragment, TicketFilter } from '#graphql';

/** One tab of the list: its key in the address, its words, and what it asks the server for. */
export interface TicketTab {
  readonly key: string;
  readonly label: string;
  readonly filter: TicketFilter;
  /** Which of the viewer's counts says how many there are. */
  readonly count?: keyof TicketCountsFieldsFragment;
  /** Whether it begins with what is to be answered first. */
  readonly byUrgency?: true;
}

const ACTIVE: TicketTab = { key: 'active', label: 'Active', filter: { status: [...ACTIVE_STATUSES] }, count: 'active' };
const CLOSED: TicketTab = { key: 'closed', label: 'Closed', filter: { status: [...CLOSED_STATUSES] } };

const ADMIN_TABS: readonly TicketTab[] = [
  { key: 'unassigned', label: 'Unassigned', filter: { assigned: false, status: [...ACTIVE_STATUSES] }, count: 'unassigned', byUrgency: true },
  ACTIVE,
  { key: 'waiting', label: 'Waiting for us', filter: { waitingFor: 'SHOP' }, count: 'waitingForShop', byUrgency: true },
  CLOSED,
  { key: 'all', label: 'All', filter: {} },
];

/** An agent also sees what nobody has yet in their topics, and what was opened to them: the tabs tell them apart. */
const agentTabs = (assigneeId: string): readonly TicketTab[] => [
  { key: 'waiting', label: 'Waiting for me', filter: { assigneeId, waitingFor: 'SHOP' }, count: 'waitingForShop', byUrgency: true },
  { key: 'customer', label: 'Waiting for customer', filter: { assigneeId, waitingFor: 'CUSTOMER' }, count: 'waitingForCustomer' },
  { key: 'topics', label: 'In my topics', filter: { assigned: false }, count: 'unassigned', byUrgency: true },
  { key: 'active', label: 'All mine', filter: { assigneeId, status: [...ACTIVE_STATUSES] }, count: 'active', byUrgency: true },
  { key: 'closed', label: 'Resolved', filter: { assigneeId, status: [...CLOSED_STATUSES] } },
  { key: 'all', label: 'Everything I see', filter: {} },
];

/** The tabs of a person, the first being where one starts. Customers see only their own tickets anyway. */
export function tabsFor(viewer: { readonly id: string; readonly role: string } | null): readonly TicketTab[] {
  if (viewer?.role === Role.ADMIN) return ADMIN_TABS;
  return viewer?.role === Role.AGENT ? agentTabs(viewer.id) : [ACTIVE, CLOSED];
}

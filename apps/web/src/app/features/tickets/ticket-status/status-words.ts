import type { TicketPriority, TicketStatus } from '#graphql';
import type { IconName } from '../../../ui';

/** Who reads: customers are told whose turn it is, staff the name of the status. */
export type Audience = 'customer' | 'staff';

interface StatusLook {
  readonly customer: string;
  readonly staff: string;
  readonly icon: IconName;
}

/** How each status is said and drawn. */
export const STATUS_LOOKS: Readonly<Record<TicketStatus, StatusLook>> = {
  NEW: { customer: 'Waiting for an expert', staff: 'New', icon: 'finding' },
  OPEN: { customer: 'Waiting for us', staff: 'Open', icon: 'support' },
  PENDING: { customer: 'Waiting for you', staff: 'Pending', icon: 'schedule' },
  RESOLVED: { customer: 'Solved', staff: 'Resolved', icon: 'solved' },
  CLOSED: { customer: 'Closed', staff: 'Closed', icon: 'lock' },
};

/** The names of the priorities, lowest first. */
export const PRIORITY_WORDS: Readonly<Record<TicketPriority, string>> = {
  LOW: 'Low',
  NORMAL: 'Normal',
  HIGH: 'High',
  URGENT: 'Urgent',
};

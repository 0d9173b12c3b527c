import type { Role } from '@ccr/domain';
import type { Fact } from '../../platform/events';

/** What happens to people, by type. */
export const AccountEvent = {
  customerSignedUp: 'CustomerSignedUp',
  staffCreated: 'StaffCreated',
} as const;

export const customerSignedUp = (actorId: string): Fact => ({ type: AccountEvent.customerSignedUp, actorId });

/** `actorId` is null for the first admin, whom the first start makes. */
export const staffCreated = (actorId: string | null, role: Role): Fact => ({
  type: AccountEvent.staffCreated,
  actorId,
  internal: true,
  data: { role },
});

import type { User } from '../../accounts';
import { NotificationChannel } from '../notification.channel';
import type { NotificationKind } from '../notification.kinds';

/** What is worth a text message. */
const BY_SMS: readonly NotificationKind[] = ['agentAssigned', 'ticketAssignedToYou', 'ticketResolved'];

/**
 * Whether news of the kind can get to the recipient over the channel at all. Mail that waits for its address to be
 * confirmed can; whether a device takes pushes, its own sender knows.
 */
export function reachable(channel: NotificationChannel, { mobile, mobileVerifiedAt }: Pick<User, 'mobile' | 'mobileVerifiedAt'>, kind: NotificationKind): boolean {
  return channel !== NotificationChannel.SMS || (mobile !== null && mobileVerifiedAt !== null && BY_SMS.includes(kind));
}

import type { NotificationChannel } from './notification.channel';
import type { Notification, NotificationState } from './notification.entity';

/** What became of a notification that a carrier was given. */
export interface Carried {
  readonly state: NotificationState.SENT | NotificationState.CANCELLED | NotificationState.BLOCKED | NotificationState.FAILED;
  /** What the provider calls it. */
  readonly providerId?: string | null;
  /** Why it was not sent, in words that name nobody. */
  readonly problem?: string | null;
}

/** Takes notifications of one channel out of this program. */
export interface Carrier {
  readonly channel: NotificationChannel;
  /**
   * Whether the provider says afterwards, by itself, which ones it has. One that it did not answer then waits for that
   * before it is sent again; without it, it is tried again as if it had not been handed over.
   */
  readonly hearsBack?: boolean;
  /**
   * Resolves when it is handed over, or to why it need not be. Throws `DeliveryRefused`, `DeliveryUnavailable` or
   * `DeliveryUnanswered`; within ten seconds, for others of its batch wait for it.
   */
  deliver(notification: Notification): Promise<Carried>;
}

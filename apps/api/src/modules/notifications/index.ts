import type { EventHandler } from '../../platform/events';
import type { MailTransport } from '../../platform/mail';
import type { Platform } from '../../platform/platform';
import { Notification } from './notification.entity';
import { NotifyPeople } from './notification.handler';
import { Outbox } from './outbox';

export const notificationEntities = [Notification];

/** Who is told what, where. */
export interface Notifications {
  readonly handlers: readonly EventHandler[];
  readonly outbox: Outbox;
}

export function createNotifications({ database, clock, config, log }: Platform, transport: MailTransport): Notifications {
  const outbox = new Outbox(database, transport, config, clock, log);
  return { outbox, handlers: [new NotifyPeople(database, clock, () => outbox.nudge())] };
}

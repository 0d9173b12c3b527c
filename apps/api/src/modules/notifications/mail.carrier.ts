import type { MailTransport } from '../../platform/mail';
import type { Carried, Carrier } from './carrier';
import { type BlockedAddresses, WHY_BLOCKED } from './deliveries/blocked-addresses';
import type { MailWriter } from './mail-writer';
import { NotificationChannel } from './notification.channel';
import { type Notification, NotificationState } from './notification.entity';

/** Notifications as mails. */
export class MailCarrier implements Carrier {
  readonly channel = NotificationChannel.MAIL;

  constructor(
    private readonly writer: MailWriter,
    private readonly transport: MailTransport,
    private readonly blocked: Pick<BlockedAddresses, 'reasonOf'>,
    /** The provider tells, by its event webhook. */
    readonly hearsBack: boolean,
  ) {}

  async deliver(notification: Notification): Promise<Carried> {
    const mail = await this.writer.write(notification);
    if (!mail) return { state: NotificationState.CANCELLED };
    const reason = await this.blocked.reasonOf(mail.to.email);
    if (reason !== null) return { state: NotificationState.BLOCKED, problem: WHY_BLOCKED[reason] };
    const { providerId } = await this.transport.send(mail);
    return { state: NotificationState.SENT, providerId };
  }
}

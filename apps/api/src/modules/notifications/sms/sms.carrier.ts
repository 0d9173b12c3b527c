import type { SecretKey } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import type { Database } from '../../../platform/database';
import { EventRow } from '../../../platform/events';
import type { SmsTransport, TextMessage } from '../../../platform/sms';
import { OneTimeCode, User } from '../../accounts';
import type { Carried, Carrier } from '../carrier';
import type { NewsWriter } from '../news-writer';
import { NotificationChannel } from '../notification.channel';
import { type Notification, NotificationState } from '../notification.entity';
import { isNews, type NotificationKind } from '../notification.kinds';
import { codeText, newsText, type Shop } from './text-messages';

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly secrets: Pick<SecretKey, 'code'>;
  readonly shop: Shop;
  readonly news: Pick<NewsWriter, 'of'>;
}

/**
 * Notifications as text messages: codes to the number that they are for, news to a number that its owner has confirmed.
 * Codes are made here and kept nowhere.
 */
export class SmsCarrier implements Carrier {
  readonly channel = NotificationChannel.SMS;

  constructor(
    private readonly parts: Parts,
    private readonly transport: SmsTransport,
  ) {}

  async deliver(notification: Notification): Promise<Carried> {
    const recipient = await this.parts.database.repository(User).findOneByOrFail({ id: notification.recipientId });
    if (recipient.erasedAt !== null || recipient.deactivatedAt !== null) return { state: NotificationState.CANCELLED };
    const message = isNews(notification.kind as NotificationKind) ? await this.news(notification, recipient) : await this.code(notification);
    if (!message) return { state: NotificationState.CANCELLED };
    return { state: NotificationState.SENT, providerId: await this.transport.send(message) };
  }

  /** Null when the number was changed or taken away meanwhile, or the recipient may not see the ticket any more. */
  private async news(notification: Notification, { mobile, mobileVerifiedAt }: User): Promise<TextMessage | null> {
    if (mobile === null || mobileVerifiedAt === null) return null;
    const news = (await this.parts.news.of([notification])).get(notification.id);
    return news ? { to: mobile, text: newsText(news, this.parts.shop) } : null;
  }

  /** Null once it is used, replaced or too old: a code that opens nothing only confuses. */
  private async code({ eventId, address }: Notification): Promise<TextMessage | null> {
    const { database, clock, secrets, shop } = this.parts;
    const event = await database.repository(EventRow).findOneByOrFail({ id: eventId });
    const code = await database.repository(OneTimeCode).findOneBy({ id: String(event.data['codeId']) });
    if (address === null || !code || code.endedAt !== null || code.expiresAt <= clock.now()) return null;
    return { to: address, text: codeText(secrets.code(code.id), shop) };
  }
}

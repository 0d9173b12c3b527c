import { generateRequestDetails } from 'web-push';
import type { KeyPair } from '../../../platform/auth';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable } from '../../../platform/delivery';
import type { Answer, Outbound } from '../../../platform/outbound';
import type { Carried, Carrier } from '../carrier';
import type { NewsText, NewsWriter } from '../news-writer';
import { NotificationChannel } from '../notification.channel';
import { type Notification, NotificationState } from '../notification.entity';
import type { PushSubscription } from './push-subscription.entity';
import type { PushSubscriptions } from './push-subscriptions.service';

/** Who the shop is to push services. */
export interface PushSender {
  /** An https address, or `mailto:`: whom a push service can turn to. */
  readonly subject: string;
  readonly keys: KeyPair;
}

const DAY_SECONDS = 24 * 60 * 60;
/** Twice, when the first was too long, within the ten seconds that a carrier has. */
const TIMEOUT_MS = 4_500;
const TOPIC_CHARACTERS = 32;
const GONE = [404, 410];
const TOO_LONG = 413;
const WORTH_ANOTHER_TRY = [408, 425, 429];

/** What became of a message to one browser. */
type Outcome = 'taken' | 'gone' | DeliveryUnavailable | DeliveryRefused;

/**
 * Notifications as messages of the browsers' push services, which can't read them (RFC 8291). It is done when one of the
 * person's browsers has it. After silence it is sent again: what stands there already is replaced by its like.
 */
export class PushCarrier implements Carrier {
  readonly channel = NotificationChannel.PUSH;

  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly writer: Pick<NewsWriter, 'of'>,
    private readonly outbound: Outbound,
    private readonly sender: PushSender,
  ) {}

  async deliver(notification: Notification): Promise<Carried> {
    const browsers = await this.subscriptions.of(notification.recipientId);
    if (browsers.length === 0) return { state: NotificationState.CANCELLED };
    const news = (await this.writer.of([notification])).get(notification.id);
    if (!news) return { state: NotificationState.CANCELLED };
    const outcomes = await Promise.all(browsers.map((browser) => this.tell(browser, notification, news)));
    if (outcomes.includes('taken')) return { state: NotificationState.SENT };
    const failure = outcomes.find((outcome) => outcome instanceof DeliveryUnavailable) ?? outcomes.find((outcome) => outcome instanceof DeliveryRefused);
    if (failure) throw failure;
    return { state: NotificationState.CANCELLED };
  }

  private async tell(browser: PushSubscription, notification: Notification, news: NewsText): Promise<Outcome> {
    // What is told of one ticket takes the place of what was told of it before.
    const tag = notification.ticketId ?? notification.id;
    const message = { id: notification.id, title: news.title, body: news.body, path: news.path, tag };
    try {
      const answer = await this.post(browser, message);
      return await this.outcomeOf(browser, answer.status === TOO_LONG ? await this.post(browser, { ...message, body: '' }) : answer);
    } catch (error) {
      if (error instanceof DeliveryUnanswered) return new DeliveryUnavailable(error.message);
      if (error instanceof DeliveryUnavailable || error instanceof DeliveryRefused) return error;
      throw error;
    }
  }

  private async outcomeOf(browser: PushSubscription, { status, retryAfterSeconds }: Answer): Promise<Outcome> {
    if (status >= 200 && status < 300) return 'taken';
    if (GONE.includes(status)) {
      await this.subscriptions.forget(browser);
      return 'gone';
    }
    // Its words are not kept: they may name the browser.
    if (status >= 500 || WORTH_ANOTHER_TRY.includes(status)) return new DeliveryUnavailable(`The push service answered ${status}.`, { retryAfterSeconds });
    return new DeliveryRefused(`The push service refused the message (${status}).`);
  }

  private async post({ endpoint, p256dh, auth }: PushSubscription, message: NewsText & { id: string; tag: string }): Promise<Answer> {
    const { subject, keys } = this.sender;
    const { headers, body } = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
      TTL: DAY_SECONDS,
      urgency: 'high',
      topic: message.tag.replace(/-/g, '').slice(0, TOPIC_CHARACTERS),
      vapidDetails: { subject, ...keys },
    });
    const lines = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    return this.outbound.guardedPost(endpoint, { headers: Object.fromEntries(lines) as Record<string, string>, body, timeoutMs: TIMEOUT_MS });
  }
}

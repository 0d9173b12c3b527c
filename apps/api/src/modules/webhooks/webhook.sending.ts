import { DeliveryRefused } from '../../platform/delivery';
import { OperationalError } from '../../platform/errors';
import type { Platform } from '../../platform/platform';
import { type Batch, LeasedQueue } from '../../platform/queue';
import { type SecurityLog, SecurityEventType } from '../accounts';
import { MAX_PROBLEM, WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.entity';
import { hostOf, WebhookState, WebhookTarget } from './webhook.entity';
import { WEBHOOK_TEST, webhookPaused } from './webhook.events';
import type { WebhookSigning } from './webhook.signing';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long to wait after each try that failed. After the try that follows the last wait, it is over. */
export const WAITS_MS: readonly number[] = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 24 * HOUR];
/** However long a target asks to be left alone. */
const LONGEST_WAIT_MS = 24 * HOUR;
/** So that all that failed together does not come back together. */
const JITTER = 0.1;
/** Longer than a batch takes, which is sent all at once. */
export const LEASE_MS = 30 * SECOND;
/** How many are on their way to one target at once, from one process. */
const AT_ONCE = 5;
const GONE = 410;

/** A delivery that is ours to send. */
export interface Held {
  readonly batch: Batch<WebhookDelivery>;
  readonly webhook: WebhookTarget;
  readonly delivery: WebhookDelivery;
}

/** How one try went, as far as it is kept. */
interface Outcome {
  readonly statusCode: number | null;
  readonly answer: string | null;
  readonly durationMs: number | null;
  /** Why the target did not take it; null when it did. */
  readonly problem: string | null;
}

interface Answered {
  readonly outcome: Outcome;
  /** How long the target asks to be left alone. */
  readonly retryAfterMs: number;
}

/** Takes deliveries to their targets and settles what becomes of them. */
export class WebhookSending {
  private readonly queue: LeasedQueue<WebhookDelivery>;

  constructor(
    private readonly platform: Platform,
    private readonly signing: WebhookSigning,
    private readonly security: SecurityLog,
  ) {
    this.queue = this.queueOf();
  }

  /** Sends what of one webhook is due, some at once. Resolves to whether there may be more. */
  async sendDue(webhookId: string): Promise<boolean> {
    const webhook = await this.platform.database.repository(WebhookTarget).findOneBy({ id: webhookId, state: WebhookState.ACTIVE });
    if (!webhook) return false;
    const batch = await this.queueOf({ webhookId }).claim(AT_ONCE);
    await Promise.all(batch.rows.map((delivery) => this.send({ batch, webhook, delivery })));
    return batch.rows.length > 0;
  }

  /** Tries a delivery once and settles it, whatever the state of its webhook. */
  async send(held: Held): Promise<void> {
    const { batch, webhook, delivery } = held;
    const { outcome, retryAfterMs } = await this.post(held);
    const { clock, log } = this.platform;
    if (outcome.problem === null) {
      await this.queue.complete(batch, [delivery.id], { ...outcome, state: WebhookDeliveryState.SENT, sentAt: clock.now() });
      return;
    }
    log.warn({ webhookId: webhook.id, deliveryId: delivery.id, problem: outcome.problem }, 'A webhook did not take a delivery');
    const wait = WAITS_MS[delivery.attempts - 1];
    if (delivery.eventType === WEBHOOK_TEST || outcome.statusCode === GONE || wait === undefined) {
      await this.giveUp(held, outcome);
      return;
    }
    const waitMs = Math.min(Math.max(wait, retryAfterMs), LONGEST_WAIT_MS) * (1 + Math.random() * JITTER);
    await this.queue.postpone(batch, delivery, new Date(clock.now().getTime() + waitMs), outcome);
  }

  private queueOf(only: { webhookId?: string } = {}): LeasedQueue<WebhookDelivery> {
    const { database, clock } = this.platform;
    return new LeasedQueue(database, WebhookDelivery, clock, LEASE_MS, only);
  }

  private async post({ webhook, delivery }: Held): Promise<Answered> {
    const { clock, outbound } = this.platform;
    try {
      const headers = this.signing.headers(webhook, delivery, clock.now());
      const { status, body, durationMs, retryAfterSeconds = 0 } = await outbound.guardedPost(webhook.url, { headers, body: delivery.requestBody });
      const problem = status >= 200 && status < 300 ? null : `The target answered ${status}.`;
      return { outcome: { statusCode: status, answer: body, durationMs, problem }, retryAfterMs: retryAfterSeconds * SECOND };
    } catch (error) {
      if (!(error instanceof OperationalError) && !(error instanceof DeliveryRefused)) throw error;
      return { outcome: { statusCode: null, answer: null, durationMs: null, problem: error.message.slice(0, MAX_PROBLEM) }, retryAfterMs: 0 };
    }
  }

  /** Gives a delivery up, and with it the webhook, unless it was a test: who did not take one for so long takes the next ones no better. */
  private async giveUp({ batch, webhook: { id }, delivery }: Held, outcome: Outcome): Promise<void> {
    const { database } = this.platform;
    await database.unitOfWork(async () => {
      const webhook = await database.findAndLock(WebhookTarget, { id });
      const settled = await this.queue.complete(batch, [delivery.id], { ...outcome, state: WebhookDeliveryState.FAILED });
      if (!webhook || settled === 0 || delivery.eventType === WEBHOOK_TEST || webhook.state === WebhookState.PAUSED) return;
      await this.pause(webhook, reasonOf(outcome, delivery));
    });
  }

  private async pause(webhook: WebhookTarget, pausedReason: string): Promise<void> {
    const { id, name } = webhook;
    const host = hostOf(webhook);
    await this.platform.events.record(webhook, webhookPaused(id, host), { state: WebhookState.PAUSED, pausedReason });
    const details = { webhookId: id, name, host, reason: pausedReason };
    await this.security.record(SecurityEventType.WEBHOOK_PAUSED, { userId: null, actorId: null, client: null, details });
  }
}

const reasonOf = ({ statusCode, problem }: Outcome, { attempts }: WebhookDelivery): string =>
  statusCode === GONE ? 'The target answered 410: it is gone for good.' : `The last of ${attempts} tries to deliver an event failed. ${problem ?? ''}`.trim();

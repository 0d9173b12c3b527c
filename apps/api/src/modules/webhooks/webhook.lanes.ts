import type { Platform } from '../../platform/platform';
import { Worker } from '../../platform/queue';
import { WebhookDelivery } from './webhook-delivery.entity';
import { WebhookState, WebhookTarget } from './webhook.entity';
import type { WebhookSending } from './webhook.sending';

/**
 * Sends what is due. Each webhook has a lane of its own: one whose target hangs holds no other up, however much waits for it.
 */
export class WebhookLanes {
  private readonly worker: Worker;
  private readonly lanes = new Map<string, Promise<void>>();
  private stopped = true;

  constructor(
    private readonly platform: Platform,
    private readonly sending: WebhookSending,
  ) {
    this.worker = new Worker('webhooks', () => this.round(), platform.log);
  }

  start(): void {
    this.stopped = false;
    this.worker.start();
  }

  /** Something waits to be sent. */
  nudge(): void {
    this.worker.nudge();
  }

  /** Resolves when those in hand are settled. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.worker.stop();
    await Promise.all(this.lanes.values());
  }

  private async round(): Promise<false> {
    const { database, clock } = this.platform;
    const due = await database
      .repository(WebhookTarget)
      .createQueryBuilder('webhook')
      .select('webhook.id', 'id')
      .where('webhook.state = :state', { state: WebhookState.ACTIVE })
      .andWhere((query) => {
        const waiting = query.subQuery().select('1').from(WebhookDelivery, 'delivery');
        return `EXISTS ${waiting.where('delivery.webhookId = webhook.id').andWhere('delivery.dueAt <= :now').getQuery()}`;
      })
      .setParameter('now', clock.now())
      .getRawMany<{ id: string }>();
    for (const { id } of due.filter((webhook) => !this.lanes.has(webhook.id))) this.lanes.set(id, this.drain(id));
    return false;
  }

  private async drain(id: string): Promise<void> {
    let failed = false;
    try {
      while (!this.stopped && (await this.sending.sendDue(id)));
    } catch (error) {
      failed = true; // the next sweep tries again
      this.platform.log.error({ err: error, webhookId: id }, 'Deliveries of a webhook could not be sent; they will be tried again');
    }
    this.lanes.delete(id);
    if (!failed) this.worker.nudge(); // something may have come between the last look and now
  }
}

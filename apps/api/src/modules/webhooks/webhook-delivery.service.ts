import type { Viewer } from '../../platform/auth';
import { newId } from '../../platform/database';
import { notFound, UserError } from '../../platform/errors';
import { type Connection, newestFirst, type PageArgs } from '../../platform/paging';
import type { Platform } from '../../platform/platform';
import { waiting } from '../../platform/queue';
import type { Throttle } from '../../platform/throttle';
import { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.entity';
import { WebhookTarget } from './webhook.entity';
import { testBody, WEBHOOK_TEST } from './webhook.events';
import { newDelivery } from './webhook.handler';
import { LEASE_MS, type WebhookSending } from './webhook.sending';

/** Which deliveries to list. */
export interface DeliverySelection {
  readonly webhookId: string;
  readonly state?: WebhookDeliveryState | null | undefined;
}

interface Parts {
  readonly platform: Platform;
  readonly sending: WebhookSending;
  readonly tests: Throttle;
  /** Something waits to be sent. */
  readonly onWaiting: () => void;
}

/** What admins see and do of what webhooks are sent. */
export class WebhookDeliveryService {
  constructor(private readonly parts: Parts) {}

  /** What one webhook was sent, or is to be, the newest first. @throws UserError NOT_FOUND. */
  async list({ webhookId, state }: DeliverySelection, args: PageArgs): Promise<Connection<WebhookDelivery>> {
    const { database } = this.parts.platform;
    if (!(await database.repository(WebhookTarget).existsBy({ id: webhookId }))) throw notFound('webhook');
    return newestFirst(database.repository(WebhookDelivery), { webhookId, ...(state && { state }) }, args);
  }

  /** Sends a test, also to a webhook that is paused, and waits for the answer. @throws UserError NOT_FOUND, RATE_LIMITED. */
  async test(viewer: Viewer, webhookId: string): Promise<WebhookDelivery> {
    const { platform, sending, tests } = this.parts;
    const { database, clock } = platform;
    await tests.count(viewer.id);
    const now = clock.now();
    const [token, eventId] = [newId(), newId()];
    const delivery = Object.assign(newDelivery(webhookId, eventId, WEBHOOK_TEST, testBody(eventId, webhookId, now), now), {
      ...{ attempts: 1, leaseToken: token, dueAt: new Date(now.getTime() + LEASE_MS) },
    });
    const webhook = await database.unitOfWork(async () => {
      const found = await database.findAndLock(WebhookTarget, { id: webhookId });
      if (!found) throw notFound('webhook');
      await database.manager.insert(WebhookDelivery, delivery);
      return found;
    });
    await sending.send({ batch: { token, rows: [delivery], abandoned: new Set() }, webhook, delivery });
    return this.find(delivery.id);
  }

  /** Has a delivery that was settled sent once more, with all its tries before it. @throws UserError NOT_FOUND, CONFLICT while it waits. */
  async resend(id: string): Promise<WebhookDelivery> {
    const { platform, onWaiting } = this.parts;
    const { database, clock } = platform;
    return database.unitOfWork(async () => {
      const delivery = await database.findAndLock(WebhookDelivery, { id });
      if (!delivery || delivery.id !== id) throw notFound('delivery');
      if (delivery.state === WebhookDeliveryState.WAITING) throw new UserError('CONFLICT', 'It waits to be sent already.');
      const changes = { state: WebhookDeliveryState.WAITING, sentAt: null, ...waiting(clock.now()) };
      await database.manager.update(WebhookDelivery, { id }, changes);
      database.afterCommit(onWaiting);
      return Object.assign(delivery, changes);
    });
  }

  private async find(id: string): Promise<WebhookDelivery> {
    const delivery = await this.parts.platform.database.repository(WebhookDelivery).findOneBy({ id });
    if (!delivery) throw notFound('delivery');
    return delivery;
  }
}

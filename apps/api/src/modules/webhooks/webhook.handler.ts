import type { Clock } from '../../platform/clock';
import { type Database, isDuplicate, newId } from '../../platform/database';
import type { EventHandler, EventRow } from '../../platform/events';
import { waiting } from '../../platform/queue';
import { Ticket } from '../tickets';
import { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.entity';
import { WebhookState, WebhookTarget } from './webhook.entity';
import { bodyOf, isPublic } from './webhook.events';

/** A delivery that has not been tried. */
export const newDelivery = (webhookId: string, eventId: string, eventType: string, requestBody: string, now: Date): WebhookDelivery =>
  Object.assign(new WebhookDelivery(), {
    ...{ id: newId(), webhookId, eventId, eventType, requestBody },
    ...{ state: WebhookDeliveryState.WAITING, statusCode: null, problem: null, answer: null, durationMs: null },
    ...{ createdAt: now, sentAt: null },
    ...waiting(now),
  });

/** Writes down what webhooks are to be told. */
export class TellWebhooks implements EventHandler {
  readonly name = 'tell webhooks';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly onWaiting: () => void,
  ) {}

  async handle(event: EventRow): Promise<void> {
    if (!isPublic(event)) return;
    const active = await this.database.repository(WebhookTarget).findBy({ state: WebhookState.ACTIVE });
    const wanting = active.filter(({ events }) => events.includes(event.type));
    if (wanting.length === 0) return;
    const ticket = await this.database.repository(Ticket).findOneBy({ id: event.streamId });
    if (!ticket) return;
    const requestBody = bodyOf(event, ticket);
    for (const { id } of wanting) await this.write(newDelivery(id, event.id, event.type, requestBody, this.clock.now()));
    this.onWaiting();
  }

  /** Each by itself: who is told of the event a second time finds some written and others not. */
  private async write(delivery: WebhookDelivery): Promise<void> {
    try {
      await this.database.unitOfWork(async () => {
        const webhook = await this.database.findAndLock(WebhookTarget, { id: delivery.webhookId });
        if (webhook) await this.database.manager.insert(WebhookDelivery, delivery);
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

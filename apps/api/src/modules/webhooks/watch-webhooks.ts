import type { Platform } from '../../platform/platform';
import { backlog } from '../../platform/queue';
import { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.entity';
import { WebhookState, WebhookTarget } from './webhook.entity';

/** Tells what waits to go to webhooks that are told of events. */
export function watchWebhooks({ metrics, database, clock }: Platform): void {
  metrics.slowGauges(
    [
      { name: 'ccr_webhook_deliveries_waiting', help: 'Deliveries that wait to be sent, or sent again, to active webhooks. The same in every process.' },
      { name: 'ccr_webhook_delivery_age_seconds', help: 'How old the oldest of these is; 0 without one. The same in every process.' },
    ],
    async () => {
      const query = database
        .repository(WebhookTarget)
        .createQueryBuilder('webhook')
        .innerJoin(WebhookDelivery, 'delivery', 'delivery.webhookId = webhook.id AND delivery.state = :waiting', { waiting: WebhookDeliveryState.WAITING })
        .where('webhook.state = :active', { active: WebhookState.ACTIVE });
      const { waiting, seconds } = await backlog(query, { since: 'delivery.createdAt', now: clock.now() });
      return { ccr_webhook_deliveries_waiting: [{ value: waiting }], ccr_webhook_delivery_age_seconds: [{ value: seconds }] };
    },
  );
}

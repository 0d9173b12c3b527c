import { Injectable, computed } from '@angular/core';
import type { WebhookDeliveriesQuery, WebhookDeliveryFieldsFragment, WebhookDeliveryState } from '#graphql';
import { ResendWebhookDeliveryDocument, SendTestEventDocument, WebhookDeliveriesDocument } from '#graphql/webhooks';
import { PagedList } from '../../data';

/** One event on its way to a webhook. */
export type WebhookDelivery = WebhookDeliveryFieldsFragment;

/** Which deliveries to show. */
interface Question {
  readonly webhookId: string;
  readonly state: WebhookDeliveryState | null;
}

/** What a webhook was sent, the newest first. */
@Injectable()
export class WebhookDeliveriesStore extends PagedList<WebhookDeliveriesQuery, Question> {
  readonly deliveries = computed(() => this.data()?.webhookDeliveries.nodes);

  constructor() {
    super(WebhookDeliveriesDocument, ({ webhookDeliveries }) => webhookDeliveries.pageInfo, 25);
  }

  /** Sends a test and gives what became of it. */
  async sendTest(webhookId: string): Promise<WebhookDelivery> {
    const { sendTestEvent } = await this.api.mutate(SendTestEventDocument, { input: { webhookId } });
    this.retry();
    return sendTestEvent.delivery;
  }

  async resend(deliveryId: string): Promise<void> {
    await this.api.mutate(ResendWebhookDeliveryDocument, { input: { deliveryId } });
  }
}

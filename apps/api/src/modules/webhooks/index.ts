import type { EventHandler } from '../../platform/events';
import type { Platform } from '../../platform/platform';
import type { Worker } from '../../platform/queue';
import { Throttle } from '../../platform/throttle';
import { type PersonalDataSource, SecurityLog } from '../accounts';
import { OldDeliveries } from './old-deliveries';
import { watchWebhooks } from './watch-webhooks';
import { WebhookDelivery } from './webhook-delivery.entity';
import { WebhookDeliveryService } from './webhook-delivery.service';
import { webhookData } from './webhook.data';
import { WebhookTarget } from './webhook.entity';
import { TellWebhooks } from './webhook.handler';
import { WebhookLanes } from './webhook.lanes';
import { WebhookDeliveryResolver, WebhookResolver } from './webhook.resolver';
import { WebhookSending } from './webhook.sending';
import { WebhookService } from './webhook.service';
import { WebhookSigning } from './webhook.signing';

export const webhookEntities = [WebhookTarget, WebhookDelivery];
export const webhookResolvers = [WebhookResolver, WebhookDeliveryResolver] as const;

/** Other people's programs, told of what happens to tickets. */
export interface Webhooks {
  readonly handlers: readonly EventHandler[];
  readonly lanes: WebhookLanes;
  readonly workers: readonly Worker[];
  readonly resolvers: readonly object[];
  readonly dataSources: readonly PersonalDataSource[];
}

/** Puts the webhooks together: who hears of an event, how it gets there, and what admins do about it. */
export function createWebhooks(platform: Platform): Webhooks {
  const { database, clock, secretKey, redis } = platform;
  watchWebhooks(platform);
  const security = new SecurityLog(database, clock);
  const signing = new WebhookSigning(secretKey);
  const sending = new WebhookSending(platform, signing, security);
  const lanes = new WebhookLanes(platform, sending);
  const onWaiting = (): void => lanes.nudge();
  const service = new WebhookService({ platform, security, signing, onWaiting });
  const tests = new Throttle({ name: 'webhook-test', attempts: 30, perSeconds: 60 }, redis);
  const deliveries = new WebhookDeliveryService({ platform, sending, tests, onWaiting });
  return {
    handlers: [new TellWebhooks(database, clock, onWaiting)],
    lanes,
    workers: [new OldDeliveries(platform).worker],
    resolvers: [new WebhookResolver(service), new WebhookDeliveryResolver(deliveries)],
    dataSources: [webhookData(database)],
  };
}

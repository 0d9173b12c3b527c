import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext } from '../../platform/graphql';
import { type Connection } from '../../platform/paging';
import { WebhookDelivery, WebhookDeliveryState } from './webhook-delivery.entity';
import type { WebhookDeliveryService } from './webhook-delivery.service';
import { type WebhookTarget } from './webhook.entity';
import { WEBHOOK_EVENTS } from './webhook.events';
import type { WebhookService } from './webhook.service';
import {
  CreateWebhookInput,
  CreateWebhookPayload,
  DeleteWebhookInput,
  DeleteWebhookPayload,
  PauseWebhookInput,
  PauseWebhookPayload,
  ResendWebhookDeliveryInput,
  ResendWebhookDeliveryPayload,
  ResumeWebhookInput,
  ResumeWebhookPayload,
  RotateWebhookSecretInput,
  RotateWebhookSecretPayload,
  SendTestEventInput,
  SendTestEventPayload,
  UpdateWebhookInput,
  UpdateWebhookPayload,
  WebhookConnection,
  WebhookDeliveryConnection,
} from './webhook.types';

@Resolver()
export class WebhookResolver {
  constructor(private readonly service: WebhookService) {}

  @Authorized('webhook.manage')
  @Query(() => WebhookConnection, { description: 'The webhooks of the shop, the newest first. For admins.' })
  webhooks(
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
  ): Promise<Connection<WebhookTarget>> {
    return this.service.list({ first, after });
  }

  @Authorized('webhook.manage')
  @Query(() => [String], { description: 'The types of events that webhooks can be told of, by the names of the types of TicketEvent. For admins.' })
  webhookEventTypes(): string[] {
    return [...WEBHOOK_EVENTS];
  }

  @Authorized('webhook.manage')
  @Mutation(() => CreateWebhookPayload, { description: "Has another program told of what happens to tickets. For admins." })
  createWebhook(@Arg('input') input: CreateWebhookInput, @Ctx() by: SignedInContext): Promise<CreateWebhookPayload> {
    return this.service.create(by, input);
  }

  @Authorized('webhook.manage')
  @Mutation(() => UpdateWebhookPayload, { description: 'Changes where a webhook leads, or what it is told of. For admins.' })
  async updateWebhook(@Arg('input') { webhookId, ...words }: UpdateWebhookInput, @Ctx() by: SignedInContext): Promise<UpdateWebhookPayload> {
    return { webhook: await this.service.update(by, webhookId, words) };
  }

  @Authorized('webhook.manage')
  @Mutation(() => RotateWebhookSecretPayload, { description: 'Gives a webhook another secret; for a day deliveries are signed with both. For admins.' })
  rotateWebhookSecret(@Arg('input') { webhookId }: RotateWebhookSecretInput, @Ctx() by: SignedInContext): Promise<RotateWebhookSecretPayload> {
    return this.service.rotateSecret(by, webhookId);
  }

  @Authorized('webhook.manage')
  @Mutation(() => PauseWebhookPayload, { description: 'Sends nothing to a webhook for now. What waits for it waits on. For admins.' })
  async pauseWebhook(@Arg('input') { webhookId }: PauseWebhookInput, @Ctx() by: SignedInContext): Promise<PauseWebhookPayload> {
    return { webhook: await this.service.pause(by, webhookId) };
  }

  @Authorized('webhook.manage')
  @Mutation(() => ResumeWebhookPayload, { description: 'Tells a webhook of events again, and sends what waited for it. For admins.' })
  async resumeWebhook(@Arg('input') { webhookId }: ResumeWebhookInput, @Ctx() by: SignedInContext): Promise<ResumeWebhookPayload> {
    return { webhook: await this.service.resume(by, webhookId) };
  }

  @Authorized('webhook.manage')
  @Mutation(() => DeleteWebhookPayload, { description: 'Deletes a webhook and the log of its deliveries. For admins.' })
  async deleteWebhook(@Arg('input') { webhookId }: DeleteWebhookInput, @Ctx() by: SignedInContext): Promise<DeleteWebhookPayload> {
    await this.service.delete(by, webhookId);
    return { webhookId };
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  constructor(private readonly deliveries: WebhookDeliveryService) {}

  @Authorized('webhook.manage')
  @Query(() => WebhookDeliveryConnection, { description: 'What a webhook was sent, or is to be, the newest first; kept for 30 days. For admins.' })
  webhookDeliveries(
    @Arg('webhookId', () => ID, { description: 'The webhook.' }) webhookId: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
    @Arg('state', () => WebhookDeliveryState, { nullable: true, description: 'Those of which this became.' }) state?: WebhookDeliveryState,
  ): Promise<Connection<WebhookDelivery>> {
    return this.deliveries.list({ webhookId, state }, { first, after });
  }

  @Authorized('webhook.manage')
  @Mutation(() => SendTestEventPayload, { description: 'Sends a `WebhookTest` at once, also to a webhook that is paused, and waits for the answer. At most 30 a minute. For admins.' })
  async sendTestEvent(@Arg('input') { webhookId }: SendTestEventInput, @Ctx() { viewer }: SignedInContext): Promise<SendTestEventPayload> {
    return { delivery: await this.deliveries.test(viewer, webhookId) };
  }

  @Authorized('webhook.manage')
  @Mutation(() => ResendWebhookDeliveryPayload, { description: 'Sends a delivery once more. For a webhook that is paused it waits. For admins.' })
  async resendWebhookDelivery(@Arg('input') { deliveryId }: ResendWebhookDeliveryInput): Promise<ResendWebhookDeliveryPayload> {
    return { delivery: await this.deliveries.resend(deliveryId) };
  }

  @FieldResolver(() => Int, { description: 'How often it was tried, since it was last asked for.' })
  attempts(@Root() { attempts }: WebhookDelivery): number {
    return attempts;
  }

  @FieldResolver(() => Date, { nullable: true, description: 'When it will be tried next; null once it is settled.' })
  dueAt(@Root() { dueAt }: WebhookDelivery): Date | null {
    return dueAt;
  }
}

import { LIMITS } from '@ccr/domain';
import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { TextField } from '../../platform/graphql';
import { ClientMutationIdField } from '../../platform/idempotency';
import { connectionOf } from '../../platform/paging';
import { WebhookDelivery } from './webhook-delivery.entity';
import { WebhookTarget } from './webhook.entity';
import { WEBHOOK_EVENTS } from './webhook.events';

const { name, url } = LIMITS.webhook;

/** What a webhook is. No type of the API: the inputs below are. */
@InputType()
abstract class WebhookFields {
  @TextField({ label: 'The name', description: 'What the admins call it.', max: name, oneLine: true })
  name!: string;

  @TextField({ label: 'The address', description: 'Where events are sent: https, and public.', max: url, oneLine: true })
  url!: string;

  @Field(() => [String], { description: 'What it is told of, of `webhookEventTypes`.' })
  @ArrayMaxSize(WEBHOOK_EVENTS.length, { message: 'Name each event once.' })
  events!: string[];
}

@InputType({ description: 'A new webhook.' })
export class CreateWebhookInput extends WebhookFields {
  @ClientMutationIdField('the same webhook comes back with another secret, and the first one is no good any more.')
  clientMutationId?: string | null;
}

@InputType({ description: 'What a webhook is to be instead.' })
export class UpdateWebhookInput extends WebhookFields {
  @Field(() => ID, { description: 'The webhook.' })
  webhookId!: string;
}

/** Which webhook. No type of the API: the inputs below are. */
@InputType()
abstract class WebhookNaming {
  @Field(() => ID, { description: 'The webhook.' })
  webhookId!: string;
}

@InputType({ description: 'Which webhook gets another secret.' })
export class RotateWebhookSecretInput extends WebhookNaming {}

@InputType({ description: 'Which webhook is to be told nothing for now.' })
export class PauseWebhookInput extends WebhookNaming {}

@InputType({ description: 'Which webhook is to be told again.' })
export class ResumeWebhookInput extends WebhookNaming {}

@InputType({ description: 'Which webhook is to go.' })
export class DeleteWebhookInput extends WebhookNaming {}

@InputType({ description: 'Which webhook is sent a test.' })
export class SendTestEventInput extends WebhookNaming {}

@InputType({ description: 'Which delivery to send once more.' })
export class ResendWebhookDeliveryInput {
  @Field(() => ID, { description: 'The delivery: one that is SENT or FAILED.' })
  deliveryId!: string;
}

/** A webhook as it now is. No type of the API: the payloads below are. */
@ObjectType({ simpleResolvers: true })
abstract class WebhookBrought {
  @Field(() => WebhookTarget, { description: 'The webhook as it now is.' })
  webhook!: WebhookTarget;
}

/** The same with its secret. */
@ObjectType({ simpleResolvers: true })
abstract class WebhookWithSecret extends WebhookBrought {
  @Field(() => String, { description: 'What deliveries are signed with, as libraries for Standard Webhooks take it. It is told in this answer and never again.' })
  secret!: string;
}

@ObjectType({ description: 'The webhook was made.', simpleResolvers: true })
export class CreateWebhookPayload extends WebhookWithSecret {}

@ObjectType({ description: 'The webhook has another secret. The former one signs along for a day.', simpleResolvers: true })
export class RotateWebhookSecretPayload extends WebhookWithSecret {}

@ObjectType({ description: 'The webhook was changed.', simpleResolvers: true })
export class UpdateWebhookPayload extends WebhookBrought {}

@ObjectType({ description: 'The webhook is told nothing for now.', simpleResolvers: true })
export class PauseWebhookPayload extends WebhookBrought {}

@ObjectType({ description: 'The webhook is told again, and what waited is on its way.', simpleResolvers: true })
export class ResumeWebhookPayload extends WebhookBrought {}

@ObjectType({ description: 'The webhook is gone, with the log of its deliveries.', simpleResolvers: true })
export class DeleteWebhookPayload {
  @Field(() => ID, { description: 'Which one it was.' })
  webhookId!: string;
}

/** A delivery as it now is. No type of the API: the payloads below are. */
@ObjectType({ simpleResolvers: true })
abstract class WebhookDeliveryBrought {
  @Field(() => WebhookDelivery, { description: 'The delivery as it now is.' })
  delivery!: WebhookDelivery;
}

@ObjectType({ description: 'The test was sent, and the target has answered or not.', simpleResolvers: true })
export class SendTestEventPayload extends WebhookDeliveryBrought {}

@ObjectType({ description: 'The delivery waits to be sent once more.', simpleResolvers: true })
export class ResendWebhookDeliveryPayload extends WebhookDeliveryBrought {}

export const WebhookConnection = connectionOf<WebhookTarget>('Webhook', () => WebhookTarget);
export const WebhookDeliveryConnection = connectionOf<WebhookDelivery>('WebhookDelivery', () => WebhookDelivery);

import { LIMITS } from '@ccr/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TextField } from '../../../platform/graphql';
import { connectionOf } from '../../../platform/paging';
import { NotificationChannel } from '../notification.channel';
import { NotificationState } from '../notification.entity';
import { BlockedAddress } from './blocked-address.entity';

/** A notification on its way out, as admins see it. */
@ObjectType({ description: 'A notification on its way to someone, outside of the app.', simpleResolvers: true })
export class Delivery {
  @Field(() => ID, { description: 'Opaque and unique.' })
  id!: string;

  @Field(() => NotificationChannel, { description: 'The way it goes.' })
  channel!: NotificationChannel;

  @Field(() => NotificationState, { description: 'What became of it.' })
  state!: NotificationState;

  @Field(() => String, { description: 'What it tells, such as `agentAssigned`.' })
  kind!: string;

  recipientId!: string;
  ticketId!: string | null;
  /** Where it goes when that is not the recipient's own address or number. */
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the last try did not work, in words that name nobody.' })
  problem!: string | null;

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => Date, { description: 'When there was something to tell.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it is tried next; null when it is not.' })
  dueAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the provider took it.' })
  sentAt!: Date | null;
}

export const DeliveryConnection = connectionOf<Delivery>('Delivery', () => Delivery);
export const BlockedAddressConnection = connectionOf<BlockedAddress>('BlockedAddress', () => BlockedAddress);

@InputType({ description: 'Which deliveries to list.' })
export class DeliveryFilter {
  @Field(() => NotificationState, { nullable: true, description: 'What became of them.' })
  state?: NotificationState | null;

  @Field(() => NotificationChannel, { nullable: true, description: 'The way they go. Left out, all but those in the app.' })
  channel?: NotificationChannel | null;

  @Field(() => ID, { nullable: true, description: 'Whom they are for.' })
  recipientId?: string | null;
}

@InputType({ description: 'What is to be sent again.' })
export class SendAgainInput {
  @Field(() => ID, { description: 'The delivery.' })
  deliveryId!: string;
}

@ObjectType({ description: 'It goes out again, in a moment.', simpleResolvers: true })
export class SendAgainPayload {
  @Field(() => Delivery, { description: 'The delivery as it now is.' })
  delivery!: Delivery;
}

@InputType({ description: 'Which address may get mail again.' })
export class UnblockAddressInput {
  @TextField({ label: 'The address', description: 'One of the blocked ones.', max: LIMITS.person.email })
  address!: string;
}

@ObjectType({ description: 'Mail goes to that address again.', simpleResolvers: true })
export class UnblockAddressPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@ObjectType({ description: 'A mail as people get it, made from made-up people.', simpleResolvers: true })
export class MailPreview {
  @Field(() => String, { description: 'Which mail it is, one of `mailKinds`.' })
  kind!: string;

  @Field(() => String, { description: 'Its subject.' })
  subject!: string;

  @Field(() => String, { description: 'The line that mailboxes show next to the subject.' })
  preheader!: string;

  @Field(() => String, { description: 'The mail as a page.' })
  html!: string;

  @Field(() => String, { description: 'The same for mail programs that show text only.' })
  text!: string;
}

@ObjectType({ description: 'What became of a test mail.', simpleResolvers: true })
export class SendTestMailPayload {
  @Field(() => String, { description: 'Where it went: your own address.' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'Why it could not be sent; null when it was.' })
  problem!: string | null;
}

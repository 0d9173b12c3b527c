import { LIMITS } from '@ccr/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../../platform/paging';
import { Ticket } from '../../tickets';
import { NewsKind } from '../news-kind';

const { unread } = LIMITS.notification;
const { max } = LIMITS.page;

@ObjectType('Notification', { description: 'Something that you are told in the app.', simpleResolvers: true })
export class BellNotification {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => NewsKind, { description: 'What kind of news it is.' })
  kind!: NewsKind;

  @Field(() => String, { description: 'What happened, in a line.' })
  title!: string;

  @Field(() => String, { description: 'What there is to know of it, in plain text; empty when the title says it all.' })
  body!: string;

  @Field(() => String, { description: 'Where in the web app it leads, such as `/tickets/K7Q2-M9XD`.' })
  path!: string;

  @Field(() => Ticket, { nullable: true, description: 'The ticket that it is about; null when it is about none, or when you may not see it any more.' })
  ticket!: Ticket | null;

  @Field(() => Date, { description: 'When it came.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When you read it, or its ticket that far; null while you have not.' })
  readAt!: Date | null;
}

/** A page of what the viewer is told. */
export const BellNotificationConnection = connectionOf('Notification', () => BellNotification);

@InputType({ description: 'Which notifications you have read: say exactly one of these.' })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { nullable: true, description: `These, 1 to ${max}.` })
  notificationIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'All about this ticket.' })
  ticketId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True for all of them.' })
  all?: boolean | null;
}

@ObjectType({ description: 'They are read.', simpleResolvers: true })
export class MarkNotificationsReadPayload {
  @Field(() => Int, { description: `How many you have not read now; ${unread} means as many or more.` })
  unread!: number;
}

@ObjectType({ description: 'What has changed behind the bell.', simpleResolvers: true })
export class NotificationsChange {
  @Field(() => Int, { description: `How many you have not read; ${unread} means as many or more.` })
  unread!: number;

  @Field(() => BellNotification, { nullable: true, description: 'The one that has just come; null at the beginning and when some were read.' })
  notification!: BellNotification | null;
}

import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext } from '../../platform/graphql';
import { NewsKind } from './news-kind';
import type { NotificationChoices } from './notification-choices.service';

@ObjectType({ description: 'Over which channels you want a kind of news.', simpleResolvers: true })
class NotificationChoice {
  @Field(() => NewsKind, { description: 'What the news is of.' })
  kind!: NewsKind;

  @Field(() => Boolean, { description: 'Whether it comes by mail.' })
  mail!: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is told in the app; null when it is not offered there.' })
  inApp!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes as a push to the devices that you have subscribed; null when it is not offered so.' })
  push!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes as a text message once your mobile number is confirmed; null when it is not offered so.' })
  sms!: boolean | null;
}

@InputType({ description: 'What you want of a kind of news: at least one channel. What is left out stays as it is.' })
class SetNotificationChoiceInput {
  @Field(() => NewsKind, { description: 'One of those in `notificationChoices`.' })
  kind!: NewsKind;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes by mail.' })
  mail?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is told in the app, where that is offered.' })
  inApp?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes as a push, where that is offered.' })
  push?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it comes as a text message, where that is offered.' })
  sms?: boolean | null;
}

@ObjectType({ description: 'It is as you want it.', simpleResolvers: true })
class SetNotificationChoicePayload {
  @Field(() => NotificationChoice, { description: 'The choice as it now is.' })
  choice!: NotificationChoice;
}

@Resolver()
export class NotificationChoiceResolver {
  constructor(private readonly choices: NotificationChoices) {}

  @Authorized('account.manage')
  @Query(() => [NotificationChoice], { description: 'The news that you get, and over which channels.' })
  notificationChoices(@Ctx() { viewer }: SignedInContext): Promise<NotificationChoice[]> {
    return this.choices.of(viewer);
  }

  @Authorized('account.manage')
  @Mutation(() => SetNotificationChoicePayload, { description: 'Chooses over which channels a kind of news comes.' })
  async setNotificationChoice(
    @Arg('input') input: SetNotificationChoiceInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<SetNotificationChoicePayload> {
    return { choice: await this.choices.set(viewer, input) };
  }
}

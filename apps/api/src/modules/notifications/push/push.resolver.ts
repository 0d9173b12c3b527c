import { LIMITS } from '@ccr/domain';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext, TextField } from '../../../platform/graphql';
import type { Throttle } from '../../../platform/throttle';
import type { PushSubscriptions } from './push-subscriptions.service';

const { endpoint } = LIMITS.push;

@InputType({ description: "This browser's subscription at its push service." })
class SubscribeToPushInput {
  @TextField({ label: 'The endpoint', description: 'Where the push service takes messages for this browser.', max: endpoint, oneLine: true })
  endpoint!: string;

  @TextField({ label: 'The key', description: "The browser's public key: 65 bytes in URL-safe base64.", max: 87, oneLine: true })
  p256dh!: string;

  @TextField({ label: 'The secret', description: "The browser's secret: 16 bytes in URL-safe base64.", max: 22, oneLine: true })
  auth!: string;
}

@ObjectType({ description: 'This browser gets what you are told.', simpleResolvers: true })
class SubscribeToPushPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@InputType({ description: 'Which browser is to be left alone.' })
class UnsubscribeFromPushInput {
  @TextField({ label: 'The endpoint', description: 'Where the push service takes messages for this browser.', max: endpoint, oneLine: true })
  endpoint!: string;
}

@ObjectType({ description: 'The browser gets nothing any more.', simpleResolvers: true })
class UnsubscribeFromPushPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@Resolver()
export class PushResolver {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly publicKey: string,
    /** Each attempt looks a name up that anybody chose. */
    private readonly attempts: Throttle,
  ) {}

  @Authorized('push.subscribe')
  @Query(() => String, { description: 'The key by which push services know this shop (VAPID), in URL-safe base64: a browser subscribes with it.' })
  pushPublicKey(): string {
    return this.publicKey;
  }

  @Authorized('push.subscribe')
  @Mutation(() => SubscribeToPushPayload, {
    description: `Has what you are told over PUSH shown by this browser, until its session ends. Up to ${LIMITS.push.perPerson} browsers: of more, the oldest goes.`,
  })
  async subscribeToPush(@Arg('input') input: SubscribeToPushInput, @Ctx() { viewer }: SignedInContext): Promise<SubscribeToPushPayload> {
    await this.attempts.count(viewer.id);
    await this.subscriptions.subscribe(viewer, input);
    return { ok: true };
  }

  @Authorized('push.subscribe')
  @Mutation(() => UnsubscribeFromPushPayload, { description: 'Has nothing shown any more by a browser of yours.' })
  async unsubscribeFromPush(
    @Arg('input') input: UnsubscribeFromPushInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<UnsubscribeFromPushPayload> {
    await this.subscriptions.unsubscribe(viewer, input.endpoint);
    return { ok: true };
  }
}

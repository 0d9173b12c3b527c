import type { Platform } from '../../../platform/platform';
import { Throttle } from '../../../platform/throttle';
import type { PersonalDataSource } from '../../accounts';
import type { NewsWriter } from '../news-writer';
import { PushCarrier } from './push.carrier';
import { pushData } from './push.data';
import { PushResolver } from './push.resolver';
import { PushSubscription } from './push-subscription.entity';
import { PushSubscriptions } from './push-subscriptions.service';

export const pushEntities = [PushSubscription];
export const pushResolvers = [PushResolver] as const;

/** What people are told by their browsers while no page is open. */
export function createPush(
  platform: Platform,
  writer: NewsWriter,
): { readonly carrier: PushCarrier; readonly resolvers: readonly object[]; readonly dataSources: readonly PersonalDataSource[] } {
  const { config, database, outbound, redis, secretKey } = platform;
  const subscriptions = new PushSubscriptions(platform);
  const attempts = new Throttle({ name: 'push-subscribe', attempts: 60, perSeconds: 60 }, redis);
  // Some push services turn away who gives an address that nobody can open.
  const subject = config.publicUrl.startsWith('https:') ? config.publicUrl : `mailto:${config.mail.from.email}`;
  return {
    carrier: new PushCarrier(subscriptions, writer, outbound, { subject, keys: secretKey.pushKeys }),
    resolvers: [new PushResolver(subscriptions, secretKey.pushKeys.publicKey, attempts)],
    dataSources: [pushData(database)],
  };
}

import type { MailEvent, MailTransport } from '../../../platform/mail';
import type { Platform } from '../../../platform/platform';
import { Throttle } from '../../../platform/throttle';
import { type PersonalDataSource, SecurityLog } from '../../accounts';
import { mailSamples } from '../mail-samples';
import { BlockedAddress } from './blocked-address.entity';
import { BlockedAddressResolver } from './blocked-address.resolver';
import { BlockedAddresses } from './blocked-addresses';
import { deliveryData } from './delivery.data';
import { DeliveryQueries } from './delivery.queries';
import { DeliveryResolver } from './delivery.resolver';
import { DeliveryService } from './delivery.service';
import { MailNews } from './mail-news';
import { MailPreviewResolver } from './mail-preview.resolver';
import { TestMails } from './test-mails';

export const deliveryEntities = [BlockedAddress];
export const deliveryResolvers = [DeliveryResolver, BlockedAddressResolver, MailPreviewResolver] as const;

/** How many test mails an admin sends in a minute. */
const TEST_MAILS_PER_MINUTE = 5;

interface Deliveries {
  readonly blocked: BlockedAddresses;
  readonly resolvers: readonly object[];
  readonly dataSources: readonly PersonalDataSource[];
  /** Takes in what the mail provider tells. */
  readonly hearOfMail: (events: readonly MailEvent[]) => Promise<void>;
}

/** What becomes of notifications outside of the app, for admins to see and to act on. */
export function createDeliveries(platform: Platform, transport: MailTransport, onWaiting: () => void): Deliveries {
  const { database, clock, redis, config } = platform;
  const security = new SecurityLog(database, clock);
  const blocked = new BlockedAddresses(database, security);
  const throttle = new Throttle({ name: 'test-mail', attempts: TEST_MAILS_PER_MINUTE, perSeconds: 60 }, redis);
  const news = new MailNews(database, clock);
  return {
    blocked,
    resolvers: [
      new DeliveryResolver(new DeliveryService(platform, blocked, security, onWaiting), new DeliveryQueries(database)),
      new BlockedAddressResolver(blocked),
      new MailPreviewResolver(mailSamples(config), new TestMails(database, transport, blocked, throttle, config)),
    ],
    dataSources: [deliveryData(database)],
    hearOfMail: (events) => news.hear(events),
  };
}

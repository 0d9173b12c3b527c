import type { FastifyInstance } from 'fastify';
import type { EventHandler } from '../../platform/events';
import type { Trail } from '../../platform/live';
import type { MailEvent, MailTransport } from '../../platform/mail';
import type { Platform } from '../../platform/platform';
import type { PersonalDataSource } from '../accounts';
import type { Tickets } from '../tickets';
import { bellResolvers, createBell } from './bell';
import { createDeliveries, deliveryEntities, deliveryResolvers } from './deliveries';
import { ForgetErased } from './erasure.handler';
import { ReleaseHeldMail } from './held-mail.handler';
import type { Carrier } from './carrier';
import { MailCarrier } from './mail.carrier';
import { MailWriter } from './mail-writer';
import { NewsWriter } from './news-writer';
import { NotificationChoiceRow } from './notification-choice.entity';
import { NotificationChoiceResolver } from './notification-choices.resolver';
import { NotificationChoices } from './notification-choices.service';
import { NotificationChannel } from './notification.channel';
import { notificationData } from './notification.data';
import { Notification } from './notification.entity';
import { NotifyPeople } from './notification.handler';
import { Outbox } from './outbox';
import { createPush, pushEntities, pushResolvers } from './push';
import { createUnsubscribe, unsubscribeResolvers } from './unsubscribe';
import { createSms } from './sms';
import { watchNotifications, watchTries } from './watch-notifications';

export const notificationEntities = [Notification, NotificationChoiceRow, ...pushEntities, ...deliveryEntities];
export const notificationResolvers = [NotificationChoiceResolver, ...bellResolvers, ...pushResolvers, ...deliveryResolvers, ...unsubscribeResolvers] as const;

/** Who is told what, where. */
export interface Notifications {
  readonly handlers: readonly EventHandler[];
  readonly outboxes: readonly Outbox[];
  readonly resolvers: readonly object[];
  readonly dataSources: readonly PersonalDataSource[];
  /** What is told in the app, for a process that was not told. */
  readonly trail: Trail;
  /** Lets mail programs unsubscribe by themselves. */
  readonly registerUnsubscribe: (app: FastifyInstance) => void;
  /** Takes in what the mail provider tells. */
  readonly hearOfMail: (events: readonly MailEvent[]) => Promise<void>;
}

/** Puts the notifications together: handlers of what the other modules record, and an outbox for each channel. */
export function createNotifications(platform: Platform, transport: MailTransport, tickets: Tickets): Notifications {
  const { database, clock, config, log, live, secretKey } = platform;
  const words = new NewsWriter(database);
  const push = createPush(platform, words);
  const deliveries = createDeliveries(platform, transport, () => onWaiting());
  const hearsBack = config.mail.sendGridApiKey !== null && config.mail.sendGridWebhookKey !== null;
  const carriers: Carrier[] = [new MailCarrier(new MailWriter(database, secretKey, config), transport, deliveries.blocked, hearsBack), push.carrier, ...createSms(platform, words)];
  const countTry = watchTries(platform);
  const outboxes = carriers.map((carrier) => new Outbox(database, carrier, clock, log, countTry));
  const choices = new NotificationChoices(database, clock);
  const unsubscribe = createUnsubscribe(platform, choices);
  const channels = [NotificationChannel.IN_APP, ...carriers.map(({ channel }) => channel)];
  const onWaiting = (): void => outboxes.forEach((outbox) => outbox.nudge());
  watchNotifications(platform, channels);
  const bell = createBell(platform, tickets, words);
  return {
    outboxes,
    trail: bell.trail,
    hearOfMail: deliveries.hearOfMail,
    dataSources: [...notificationData(database), ...deliveries.dataSources, ...push.dataSources],
    resolvers: [new NotificationChoiceResolver(choices), ...bell.resolvers, ...push.resolvers, ...deliveries.resolvers, ...unsubscribe.resolvers],
    registerUnsubscribe: unsubscribe.registerUnsubscribe,
    handlers: [
      new NotifyPeople({ database, choices, clock, live, channels, onWaiting }),
      new ReleaseHeldMail(database, clock, onWaiting),
      new ForgetErased(database),
    ],
  };
}

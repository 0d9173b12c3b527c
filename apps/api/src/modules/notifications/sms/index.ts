import type { Platform } from '../../../platform/platform';
import { TwilioTransport } from '../../../platform/sms';
import type { Carrier } from '../carrier';
import type { NewsWriter } from '../news-writer';
import { SmsCarrier } from './sms.carrier';

/** The carrier of text messages; none where no account is set to send them with. */
export function createSms({ config, database, clock, secretKey }: Platform, news: NewsWriter): Carrier[] {
  if (config.sms === null) return [];
  return [new SmsCarrier({ database, clock, secrets: secretKey, shop: config, news }, new TwilioTransport(config.sms))];
}

import type { Twilio } from 'twilio';
import type { Config } from '../config';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable, neverReached } from '../delivery';
import type { SmsTransport, TextMessage } from './sms';

const TIMEOUT_MS = 10_000;
/** More is no text message any more, and Twilio refuses it. */
const MAX_TEXT = 1_600;
/** Too slow and too often are not the message's fault. */
const WORTH_ANOTHER_TRY = [408, 429];

interface TwilioOptions extends NonNullable<Config['sms']> {
  /** How long Twilio may stay silent. */
  readonly timeoutMs?: number;
}

/** Loaded when it is needed first: the client is large, and most shops send no text messages. */
async function createClient({ accountSid, authToken, baseUrl, timeoutMs: timeout = TIMEOUT_MS }: TwilioOptions): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  // Empty, so that the environment does not have the client call another host than the one that is set.
  const client = new twilio.Twilio(accountSid, authToken, { timeout, autoRetry: false, edge: '', region: '' });
  client.api.baseUrl = baseUrl;
  return client;
}

/** Sends through Twilio's Messages API. Instances share nothing: each has its own account, address and time-out. */
export class TwilioTransport implements SmsTransport {
  private client: Promise<Twilio> | undefined;

  constructor(private readonly options: TwilioOptions) {}

  async send({ to, text }: TextMessage): Promise<string> {
    const { from } = this.options;
    const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };
    this.client ??= createClient(this.options);
    const { messages } = await this.client;
    const { sid } = await messages.create({ to, ...sender, body: text.slice(0, MAX_TEXT) }).catch(fail);
    if (typeof sid !== 'string') throw new DeliveryUnavailable('Twilio gave no usable answer.');
    return sid;
  }
}

/** The client's error holds the number, and of one without an answer the auth token, so it goes no further, not even as a cause. */
function fail(error: unknown): never {
  const { status, code, isAxiosError } = error as { status?: unknown; code?: unknown; isAxiosError?: boolean };
  if (isAxiosError) {
    const message = `Twilio gave no usable answer (${String(code)}).`;
    throw neverReached(error) ? new DeliveryUnavailable(message) : new DeliveryUnanswered(message);
  }
  if (error instanceof SyntaxError) throw new DeliveryUnavailable('Twilio gave no usable answer.'); // not Twilio speaking
  if (typeof status !== 'number') throw error; // not an answer: the client didn't like its input
  if (status < 400 || status >= 500 || WORTH_ANOTHER_TRY.includes(status)) throw new DeliveryUnavailable(`Twilio answered ${status}.`);
  // Its words may hold the number; what its codes mean is listed at twilio.com/docs/api/errors.
  throw new DeliveryRefused(`Twilio refused the message (${status}, error ${typeof code === 'number' ? code : 'unknown'}).`);
}

import { EventWebhook, EventWebhookHeader } from '@sendgrid/eventwebhook';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock';
import { UserError } from '../errors';
import { withoutAddresses } from './without-person';

/** What became of a mail: it was taken over, it has arrived, it was turned away for once, or there is no use in sending more. */
export type MailFate = 'ACCEPTED' | 'DELIVERED' | 'TURNED_AWAY' | 'BOUNCED' | 'DROPPED' | 'REPORTED_AS_SPAM';

/** Something that a mail provider says of a mail of ours. */
export interface MailEvent {
  readonly mailId: string;
  readonly fate: MailFate;
  /** Where it was to go, in lower case. */
  readonly address: string;
  /** What the provider calls the mail begins with what it answered when it took it; null when it does not say. */
  readonly providerId: string | null;
  /** Why, in the provider's words, without any address. */
  readonly detail: string | null;
}

const PATH = '/webhooks/sendgrid/events';
/** SendGrid's batches are smaller. */
const MAX_BYTES = 1024 * 1024;
/** SendGrid calls again for a day when it gets no answer. */
const MAX_AGE_SECONDS = 24 * 60 * 60;
const MAX_DETAIL = 500;
const MAX_ADDRESS = 254;

const FATES: Readonly<Record<string, MailFate>> = {
  processed: 'ACCEPTED',
  deferred: 'ACCEPTED',
  delivered: 'DELIVERED',
  bounce: 'BOUNCED',
  dropped: 'DROPPED',
  spamreport: 'REPORTED_AS_SPAM',
};

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Null for what is of no use to us, such as an event of a mail that is not ours. */
function mailEvent(told: unknown): MailEvent | null {
  const event = (told ?? {}) as Readonly<Record<string, unknown>>;
  const [mailId, kind, address] = [textOf(event['notification_id']), textOf(event['event']), textOf(event['email'])];
  const known = kind !== null && Object.hasOwn(FATES, kind) ? FATES[kind] : undefined;
  if (mailId === null || address === null || address.length > MAX_ADDRESS || known === undefined) return null;
  // "blocked" is of this one mail, such as a full mailbox or a message that the other side did not like.
  const fate = known === 'BOUNCED' && event['type'] === 'blocked' ? 'TURNED_AWAY' : known;
  const detail = textOf(event['reason']) ?? textOf(event['response']);
  return {
    mailId,
    fate,
    address: address.toLowerCase(),
    providerId: textOf(event['sg_message_id']),
    detail: detail && withoutAddresses(detail).slice(0, MAX_DETAIL),
  };
}

/** Whether SendGrid has signed this body, not long ago. `key` is the verification key of its settings. */
function signatureChecker(key: string, clock: Clock): (headers: Readonly<Record<string, unknown>>, body: Buffer) => boolean {
  const checker = new EventWebhook();
  const publicKey = checker.convertPublicKeyToECDSA(key);
  const [SIGNATURE, TIMESTAMP] = [EventWebhookHeader.SIGNATURE().toLowerCase(), EventWebhookHeader.TIMESTAMP().toLowerCase()];
  return (headers, body) => {
    const [signature, timestamp] = [textOf(headers[SIGNATURE]), textOf(headers[TIMESTAMP])];
    if (signature === null || timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false;
    if (Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) > MAX_AGE_SECONDS) return false;
    try {
      return checker.verifySignature(publicKey, body, signature, timestamp);
    } catch {
      return false; // not a signature at all
    }
  };
}

/**
 * Listens to what SendGrid tells of the mails that it has: POST /webhooks/sendgrid/events. What is not signed by it is refused.
 * `hear` is to be done when it resolves, and may be told the same twice, in any order.
 */
export function registerSendGridEvents(app: FastifyInstance, key: string, clock: Clock, hear: (events: readonly MailEvent[]) => Promise<void>): void {
  const isSigned = signatureChecker(key, clock);
  void app.register(async (scope) => {
    // The signature is over the bytes as they came.
    scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_request, body, done) => done(null, body));
    scope.post<{ Body: Buffer }>(PATH, { bodyLimit: MAX_BYTES }, async ({ headers, body }) => {
      if (!Buffer.isBuffer(body) || !isSigned(headers, body)) throw new UserError('FORBIDDEN', 'This is not signed by SendGrid, or was signed long ago.');
      await hear(eventsIn(body));
      return { ok: true };
    });
  });
}

function eventsIn(body: Buffer): MailEvent[] {
  let told: unknown;
  try {
    told = JSON.parse(body.toString());
  } catch {
    told = null;
  }
  if (!Array.isArray(told)) throw new UserError('BAD_USER_INPUT', 'Send a JSON array of events.');
  return told.map(mailEvent).filter((event) => event !== null);
}

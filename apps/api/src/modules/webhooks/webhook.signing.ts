import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { SecretKey } from '../../platform/auth';
import { OperationalError } from '../../platform/errors';
import type { WebhookDelivery } from './webhook-delivery.entity';
import type { WebhookTarget } from './webhook.entity';

const SECRET_BYTES = 32;

/** A new secret to sign with, as Standard Webhooks writes it. */
export const newSigningSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/** Signs deliveries as https://www.standardwebhooks.com says. */
export class WebhookSigning {
  constructor(private readonly secretKey: SecretKey) {}

  /** The secret as it is kept; it opens for this webhook alone. */
  seal(secret: string, webhookId: string): string {
    return this.secretKey.seal(secret, webhookId);
  }

  /** The headers of one try at that moment. Throws an `OperationalError` when the secret was sealed with another key. After a rotation the former secret signs along, so that receivers can change theirs in peace. */
  headers(webhook: WebhookTarget, { id, requestBody }: WebhookDelivery, at: Date): Record<string, string> {
    const isFormerGood = webhook.formerSealedSecret !== null && webhook.formerSecretUntil !== null && at < webhook.formerSecretUntil;
    const sealed = [webhook.sealedSecret, ...(isFormerGood && webhook.formerSealedSecret ? [webhook.formerSealedSecret] : [])];
    const signatures = sealed.map((one) => new Webhook(this.open(one, webhook.id)).sign(id, at, requestBody));
    return {
      'content-type': 'application/json',
      'user-agent': 'CustomerCareRegistry-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signatures.join(' '),
    };
  }

  private open(sealed: string, webhookId: string): string {
    try {
      return this.secretKey.open(sealed, webhookId);
    } catch {
      throw new OperationalError('The secret of the webhook can\'t be read: SECRET_KEY is not the one that it was made with. Make a new secret for the webhook.');
    }
  }
}

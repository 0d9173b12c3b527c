import type { EventRow } from '../../platform/events';
import { REASON, type Sender, type Words } from './mail-words';

/** Tells an admin that a webhook is paused. */
export const webhookPaused = ({ data }: Pick<EventRow, 'data'>, { publicUrl }: Sender): Words => ({
  subject: `A webhook is paused: ${String(data['host'])}`,
  preheader: 'Its target does not take what we send.',
  heading: 'A webhook is paused',
  body: [`${String(data['host'])} does not take what we send, so we send it nothing more. Look at what it answered, mend it, and resume the webhook.`],
  action: { label: 'Open the webhooks', url: `${publicUrl}/webhooks` },
  footer: REASON,
});

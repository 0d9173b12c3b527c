import type { MailService } from '@sendgrid/mail';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable, neverReached } from '../delivery';
import type { Mail, MailTransport, SentMail } from './mail';
import { type From, headersOf, linesOf } from './mail-message';
import { reasonOf, retryAfterOf, type ProviderAnswer } from './sendgrid.answer';

const TIMEOUT_MS = 10_000;

/** What is kept of the provider's name for a mail. */
const MAX_PROVIDER_ID = 100;

/** Too slow and too often are not the mail's fault. */
const WORTH_ANOTHER_TRY = [408, 429];

interface SendGridOptions {
  readonly from: From;
  readonly apiKey: string;
  readonly baseUrl: string;
  /** How long SendGrid may stay silent. */
  readonly timeoutMs?: number;
}

/** The service makes itself a client, and the package exports the class: its types keep both to themselves. */
interface Service extends MailService {
  readonly client: { setDefaultRequest(name: string, value: unknown): void };
}
interface Exports {
  readonly MailService: new () => Service;
}

/** Loaded with the first mail, so that no start waits for it. */
async function createService({ apiKey, baseUrl, timeoutMs = TIMEOUT_MS }: SendGridOptions): Promise<MailService> {
  const { default: exported } = await import('@sendgrid/mail');
  const service = new (exported as unknown as Exports).MailService();
  service.setApiKey(apiKey); // first: it puts the base URL back to SendGrid's own
  service.client.setDefaultRequest('baseUrl', baseUrl);
  service.client.setDefaultRequest('timeout', timeoutMs);
  // A redirect would turn the POST into a GET and its 200 into "sent".
  service.client.setDefaultRequest('maxRedirects', 0);
  return service;
}

/** Sends through SendGrid's v3 API. Instances share nothing: each has its own key, address and time-out. */
export class SendGridTransport implements MailTransport {
  readonly destination: string;
  private service: Promise<MailService> | undefined;

  constructor(private readonly options: SendGridOptions) {
    this.destination = `SendGrid at ${new URL(options.baseUrl).host}`;
  }

  async send(mail: Mail): Promise<SentMail> {
    const { status, providerId } = await this.post(mail).catch((error: unknown) => fail(error, mail));
    // 202 is "queued"; anything else came from something that is not SendGrid's mail service.
    if (status !== 202) throw new DeliveryUnavailable(`SendGrid answered ${status} instead of 202.`);
    return { providerId };
  }

  /** Asks what the key may do. */
  async check(): Promise<void> {
    const { baseUrl, apiKey, timeoutMs = TIMEOUT_MS } = this.options;
    const answer = await fetch(`${baseUrl.replace(/\/$/, '')}/v3/scopes`, {
      headers: { authorization: `Bearer ${apiKey}` },
      redirect: 'error', // the key goes nowhere else
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => null);
    if (!answer) throw new DeliveryUnavailable('SendGrid does not answer. See whether this machine reaches SENDGRID_BASE_URL.');
    if (!answer.ok) throw new DeliveryUnavailable(`SendGrid answered ${answer.status}${ADVICE[answer.status] ?? '.'}`);
    const { scopes } = (await answer.json().catch(() => ({}))) as { scopes?: unknown };
    if (!Array.isArray(scopes) || !scopes.includes('mail.send')) throw new DeliveryUnavailable('The key in SENDGRID_API_KEY needs the right "Mail Send".');
  }

  private async post(mail: Mail): Promise<{ status: number } & SentMail> {
    const { subject, name } = linesOf(mail);
    this.service ??= createService(this.options);
    const [{ statusCode: status, headers }] = await (await this.service).send({
      from: { ...this.options.from },
      to: { name, email: mail.to.email },
      subject,
      text: mail.text,
      html: mail.html,
      headers: headersOf(mail, this.options.from),
      categories: [mail.kind],
      customArgs: { notification_id: mail.id },
      trackingSettings: {
        clickTracking: { enable: false, enableText: false },
        openTracking: { enable: false },
      },
    });
    const id: unknown = headers['x-message-id'];
    return { status, providerId: typeof id === 'string' && id !== '' ? id.slice(0, MAX_PROVIDER_ID) : null };
  }
}

/** What an admin can do about it, where it is not about the one mail. */
const ADVICE: Readonly<Record<number, string>> = {
  401: '. The key is wrong: set SENDGRID_API_KEY to one that is valid.',
  403: '. The key in SENDGRID_API_KEY needs the right "Mail Send", and MAIL_FROM has to be a sender that SendGrid has verified.',
};

interface ClientError {
  readonly code?: number | string;
  readonly response?: ProviderAnswer;
  readonly isAxiosError?: boolean;
}

/** The client's error holds the request with key and mail in it, so it goes no further, not even as a cause. */
function fail(error: unknown, mail: Mail): never {
  const { code, response, isAxiosError } = error as ClientError;
  if (isAxiosError) {
    const message = `SendGrid gave no usable answer (${code}).`;
    throw response !== undefined || neverReached(error) ? new DeliveryUnavailable(message) : new DeliveryUnanswered(message);
  }
  if (!response || typeof code !== 'number') throw error; // not an answer: the client didn't like its input
  if (code >= 500 || WORTH_ANOTHER_TRY.includes(code))
    throw new DeliveryUnavailable(`SendGrid answered ${code}.`, { retryAfterSeconds: retryAfterOf(response) });
  throw new DeliveryRefused(`SendGrid refused the mail (${code}): ${reasonOf(response, mail)}${ADVICE[code] ?? ''}`);
}

import { MailService } from '@sendgrid/mail';
import { MailRefused, MailUnavailable, type Mail, type MailTransport } from './mail';
import { reasonOf, retryAfterOf, type ProviderAnswer } from './sendgrid.answer';

const TIMEOUT_MS = 10_000;

/** Too slow and too often are not the mail's fault. */
const WORTH_ANOTHER_TRY = [408, 429];

interface SendGridOptions {
  readonly from: { readonly name: string; readonly email: string };
  readonly apiKey: string;
  readonly baseUrl: string;
  /** How long SendGrid may stay silent. */
  readonly timeoutMs?: number;
}

/** The service makes itself a client, which its types keep to themselves. */
class ConfiguredMailService extends MailService {
  private declare readonly client: { setDefaultRequest(name: string, value: unknown): void };

  constructor({ apiKey, baseUrl, timeoutMs = TIMEOUT_MS }: SendGridOptions) {
    super();
    this.setApiKey(apiKey); // first: it puts the base URL back to SendGrid's own
    this.client.setDefaultRequest('baseUrl', baseUrl);
    this.client.setDefaultRequest('timeout', timeoutMs);
    // A redirect would turn the POST into a GET and its 200 into "sent".
    this.client.setDefaultRequest('maxRedirects', 0);
  }
}

/** Sends through SendGrid's v3 API. Instances share nothing: each has its own key, address and time-out. */
export class SendGridTransport implements MailTransport {
  readonly destination: string;
  private readonly service: MailService;

  constructor(private readonly options: SendGridOptions) {
    this.destination = `SendGrid at ${new URL(options.baseUrl).host}`;
    this.service = new ConfiguredMailService(options);
  }

  async send(mail: Mail): Promise<void> {
    const status = await this.post(mail).catch((error: unknown) => fail(error, mail));
    // 202 is "queued"; anything else came from something that is not SendGrid's mail service.
    if (status !== 202) throw new MailUnavailable(`SendGrid answered ${status} instead of 202.`);
  }

  private async post(mail: Mail): Promise<number> {
    const [response] = await this.service.send({
      from: { ...this.options.from },
      to: { ...mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      customArgs: { notification_id: mail.id },
      trackingSettings: {
        clickTracking: { enable: false, enableText: false },
        openTracking: { enable: false },
      },
    });
    return response.statusCode;
  }
}

/** The client's error holds the request with key and mail in it, so it goes no further, not even as a cause. */
function fail(error: unknown, mail: Mail): never {
  const { code, response, isAxiosError } = error as {
    code?: number | string;
    response?: ProviderAnswer;
    isAxiosError?: boolean;
  };
  if (isAxiosError) throw new MailUnavailable(`SendGrid gave no usable answer (${code}).`);
  if (!response || typeof code !== 'number') throw error; // not an answer: the client didn't like its input
  if (code >= 500 || WORTH_ANOTHER_TRY.includes(code))
    throw new MailUnavailable(`SendGrid answered ${code}.`, { retryAfterSeconds: retryAfterOf(response) });
  throw new MailRefused(`SendGrid refused the mail (${code}): ${reasonOf(response, mail)}`);
}

import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { OperationalError } from '../errors';
import { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable } from '../delivery';
import type { Mail } from './mail';
import { SendGridTransport } from './sendgrid.transport';

const FROM = { name: 'Example Shop', email: 'help@example.com' };
const KEY = 'SG.secret-key';
const MAIL: Mail = {
  id: '0198c1de-0000-7000-8000-000000000001',
  to: { name: 'Ann Rao', email: 'ann@example.com' },
  subject: 'Gita has your ticket ✓',
  text: 'Hello Ann',
  html: '<p>Hello Ann</p>',
  kind: 'agentAssigned',
  thread: 'ticket-42',
  unsubscribeUrl: 'https://help.example.com/unsubscribe/x',
};

interface Request {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A stand-in for SendGrid: keeps what it was asked and answers as the spec says. */
class Double {
  readonly requests: Request[] = [];
  answer: (response: ServerResponse) => void = (response) => response.writeHead(202).end();
  private readonly server: Server = createServer((request, response) => {
    const { method, url, headers } = request;
    void text(request).then((body) => {
      this.requests.push({ line: `${method} ${url}`, headers, body });
      this.answer(response);
    });
  });

  start = () => new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  url = () => `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  stop = () =>
    new Promise((done) => {
      this.server.close(done);
      this.server.closeAllConnections();
    });
}

let double: Double;
beforeEach(async () => {
  double = new Double();
  await double.start();
});
afterEach(() => double.stop());

const transport = (options: { apiKey?: string; timeoutMs?: number } = {}) =>
  new SendGridTransport({ from: FROM, apiKey: KEY, baseUrl: double.url(), ...options });

const answerWith = (status: number, body: unknown = '', headers: Record<string, string> = {}) => {
  double.answer = (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** What sending the mail throws; fails when it doesn't. */
const failure = (sender = transport()): Promise<Error> =>
  sender.send(MAIL).then(
    () => Promise.reject(new Error('The mail was taken.')),
    (error: Error) => error,
  );

describe('the request', () => {
  it('is what SendGrid documents for POST /v3/mail/send', async () => {
    await transport().send(MAIL);
    const [request, ...more] = double.requests;
    expect(more).toEqual([]);
    expect(request?.line).toBe('POST /v3/mail/send');
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'content-type': 'application/json' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      personalizations: [{ to: [MAIL.to] }],
      from: FROM,
      subject: MAIL.subject,
      content: [
        { type: 'text/plain', value: MAIL.text },
        { type: 'text/html', value: MAIL.html },
      ],
      headers: {
        'Message-ID': `<${MAIL.id}@example.com>`,
        'Auto-Submitted': 'auto-generated',
        'In-Reply-To': '<ticket-42@example.com>',
        References: '<ticket-42@example.com>',
        'List-Unsubscribe': '<https://help.example.com/unsubscribe/x>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      categories: ['agentAssigned'],
      custom_args: { notification_id: MAIL.id },
      tracking_settings: { click_tracking: { enable: false, enable_text: false }, open_tracking: { enable: false } },
    });
  });

  it('has its subject and its name in one line each', async () => {
    await transport().send({ ...MAIL, subject: 'Hi\r\nBcc: eve@example.com', to: { name: 'Ann\nX: 1', email: MAIL.to.email } });
    const body = JSON.parse(double.requests[0]?.body ?? '');
    expect([body.subject, body.personalizations[0].to[0].name]).toEqual(['Hi Bcc: eve@example.com', 'Ann X: 1']);
  });

  it('goes with the key and to the address of its own transport', async () => {
    const other = new Double();
    await other.start();
    try {
      const first = transport();
      const second = new SendGridTransport({ from: FROM, apiKey: 'SG.other', baseUrl: other.url() });
      await first.send(MAIL);
      await second.send(MAIL);
      expect(double.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`]);
      expect(other.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer SG.other']);
    } finally {
      await other.stop();
    }
  });
});

describe('looking whether mail could go out', () => {
  it('asks what the key may do, and sends nothing', async () => {
    answerWith(200, { scopes: ['mail.send', 'alerts.read'] });
    await transport().check();
    expect(double.requests.map(({ line, headers }) => [line, headers.authorization])).toEqual([['GET /v3/scopes', `Bearer ${KEY}`]]);
  });

  it.each([
    [200, { scopes: ['alerts.read'] }, 'The key in SENDGRID_API_KEY needs the right "Mail Send".'],
    [200, 'no list', 'The key in SENDGRID_API_KEY needs the right "Mail Send".'],
    [401, {}, 'SendGrid answered 401. The key is wrong: set SENDGRID_API_KEY to one that is valid.'],
    [503, {}, 'SendGrid answered 503.'],
    [302, {}, 'SendGrid does not answer. See whether this machine reaches SENDGRID_BASE_URL.'],
  ])('says what is wrong after %i %j', async (status, body, message) => {
    answerWith(status, body, { location: '/elsewhere' });
    await expect(transport().check()).rejects.toEqual(new DeliveryUnavailable(message));
  });

  it('says so when nobody answers in time', async () => {
    double.answer = () => undefined;
    await expect(transport({ timeoutMs: 100 }).check()).rejects.toThrow('SendGrid does not answer.');
  });
});

describe('an answer', () => {
  it('of 202 means that the mail is handed over', async () => {
    await expect(transport().send(MAIL)).resolves.toEqual({ providerId: null });
  });

  it('says what SendGrid calls it', async () => {
    answerWith(202, '', { 'x-message-id': 'abc.DEF-123' });
    await expect(transport().send(MAIL)).resolves.toEqual({ providerId: 'abc.DEF-123' });
  });

  it.each([200, 204])('of %i is not SendGrid speaking', async (status) => {
    answerWith(status);
    expect(await failure()).toEqual(new DeliveryUnavailable(`SendGrid answered ${status} instead of 202.`));
  });

  it('of 302 is not followed', async () => {
    answerWith(302, '', { location: `${double.url()}elsewhere` });
    expect(await failure()).toBeInstanceOf(DeliveryUnavailable);
    expect(double.requests).toHaveLength(1);
  });

  it.each([400, 401, 403, 413])('of %i is final, and the reason is kept without the address', async (status) => {
    answerWith(status, { errors: [{ message: 'ann@example.com is on the list.', field: 'personalizations' }] });
    const error = await failure();
    expect(error).toBeInstanceOf(DeliveryRefused);
    expect(error.message).toContain(`SendGrid refused the mail (${status}): …@… is on the list. personalizations`);
    expect(error.message.includes('SENDGRID_API_KEY')).toBe([401, 403].includes(status)); // whoever reads it can mend that
  });

  it.each([408, 429, 500, 503])('of %i is worth another try', async (status) => {
    answerWith(status, { errors: [{ message: 'later' }] });
    const error = await failure();
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(error).toBeInstanceOf(OperationalError);
    expect(error).toMatchObject({ message: `SendGrid answered ${status}.`, retryAfterSeconds: undefined });
  });

  it('can say when', async () => {
    answerWith(429, '', { 'retry-after': '17' });
    expect(await failure()).toMatchObject({ retryAfterSeconds: 17 });
  });
});

describe('no answer', () => {
  it('within the time leaves open whether it was sent', async () => {
    double.answer = () => undefined;
    const started = Date.now();
    const error = await failure(transport({ timeoutMs: 200 }));
    expect(error).toBeInstanceOf(DeliveryUnanswered);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('because the connection was cut, too', async () => {
    double.answer = (response) => response.socket?.resetAndDestroy();
    const error = await failure();
    expect(error).toBeInstanceOf(DeliveryUnanswered);
    expect(error.message).toBe('SendGrid gave no usable answer (ECONNRESET).');
  });

  it('because nobody listens is worth another try', async () => {
    const sender = transport();
    await double.stop();
    const error = await failure(sender);
    expect(error).toBeInstanceOf(DeliveryUnavailable);
    expect(error.message).toBe('SendGrid gave no usable answer (ECONNREFUSED).');
  });

  it('because there is no such host is, too', async () => {
    const error = await failure(new SendGridTransport({ from: FROM, apiKey: KEY, baseUrl: 'http://sendgrid.invalid/' }));
    expect(error).toBeInstanceOf(DeliveryUnavailable);
  });
});

it.each([
  ['a refusal', () => answerWith(400, { errors: [{ message: 'no' }] })],
  ['a cut connection', () => (double.answer = (response) => response.socket?.resetAndDestroy())],
])('the error of %s holds neither the key nor the mail', async (_name, arrange) => {
  arrange();
  const error = await failure();
  const everything = JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause });
  for (const secret of [KEY, MAIL.to.email, MAIL.to.name, MAIL.text]) expect(everything).not.toContain(secret);
});

it('a mail that the client can not write is a bug, not a reason to try again', async () => {
  const broken = { ...MAIL, to: { name: 'Ann' } } as Mail;
  const error: unknown = await transport().send(broken).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(DeliveryUnavailable);
  expect(error).not.toBeInstanceOf(DeliveryRefused);
});

import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { OperationalError } from '../errors';
import { MailRefused, MailUnavailable, type Mail } from './mail';
import { SendGridTransport } from './sendgrid.transport';

const FROM = { name: 'Example Shop', email: 'help@example.com' };
const KEY = 'SG.secret-key';
const MAIL: Mail = {
  id: '0198c1de-0000-7000-8000-000000000001',
  to: { name: 'Ann Rao', email: 'ann@example.com' },
  subject: 'Gita has your ticket ✓',
  text: 'Hello Ann',
  html: '<p>Hello Ann</p>',
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
      custom_args: { notification_id: MAIL.id },
      tracking_settings: { click_tracking: { enable: false, enable_text: false }, open_tracking: { enable: false } },
    });
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

describe('an answer', () => {
  it('of 202 means that the mail is handed over', async () => {
    await expect(transport().send(MAIL)).resolves.toBeUndefined();
  });

  it.each([200, 204])('of %i is not SendGrid speaking', async (status) => {
    answerWith(status);
    expect(await failure()).toEqual(new MailUnavailable(`SendGrid answered ${status} instead of 202.`));
  });

  it('of 302 is not followed', async () => {
    answerWith(302, '', { location: `${double.url()}elsewhere` });
    expect(await failure()).toBeInstanceOf(MailUnavailable);
    expect(double.requests).toHaveLength(1);
  });

  it.each([400, 401, 403, 413])('of %i is final, and the reason is kept without the address', async (status) => {
    answerWith(status, { errors: [{ message: 'ann@example.com is on the list.', field: 'personalizations' }] });
    const error = await failure();
    expect(error).toBeInstanceOf(MailRefused);
    expect(error.message).toBe(`SendGrid refused the mail (${status}): …@… is on the list. personalizations`);
  });

  it.each([408, 429, 500, 503])('of %i is worth another try', async (status) => {
    answerWith(status, { errors: [{ message: 'later' }] });
    const error = await failure();
    expect(error).toBeInstanceOf(MailUnavailable);
    expect(error).toBeInstanceOf(OperationalError);
    expect(error).toMatchObject({ message: `SendGrid answered ${status}.`, retryAfterSeconds: undefined });
  });

  it('can say when', async () => {
    answerWith(429, '', { 'retry-after': '17' });
    expect(await failure()).toMatchObject({ retryAfterSeconds: 17 });
  });
});

describe('no answer', () => {
  it('within the time is worth another try', async () => {
    double.answer = () => undefined;
    const started = Date.now();
    const error = await failure(transport({ timeoutMs: 200 }));
    expect(error).toBeInstanceOf(MailUnavailable);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('because the connection was cut, too', async () => {
    double.answer = (response) => response.socket?.resetAndDestroy();
    expect(await failure()).toEqual(new MailUnavailable('SendGrid gave no usable answer (ECONNRESET).'));
  });

  it('because nobody listens, too', async () => {
    const sender = transport();
    await double.stop();
    expect(await failure(sender)).toEqual(new MailUnavailable('SendGrid gave no usable answer (ECONNREFUSED).'));
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
  expect(error).not.toBeInstanceOf(MailUnavailable);
  expect(error).not.toBeInstanceOf(MailRefused);
});
